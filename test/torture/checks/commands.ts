/** What people asked for against what stands in the database: each accepted command once, no other at all. */
import type { LedgerLine } from '../ledger.ts';
import { acceptedOf, compare, differing, idOf, journalled } from './asked.ts';
import type { Reader, Row } from './database.ts';
import { textOf } from './database.ts';
import { checkOperations, checkReturns } from './deeds.ts';
import { type Finding, finding, tally } from './finding.ts';
import { checkStamps } from './stamps.ts';

/** One command with all that was heard of it. */
interface Heard {
  readonly first: LedgerLine;
  /** The first answer that says something. */
  readonly settled: LedgerLine | undefined;
  /** It was sent again after it had been accepted, and refused. */
  readonly forgotten: boolean;
}

/** What happened before anybody kept a ledger (the demo city's own cases), or without one, is not looked at here. */
export async function checkCommands(reader: Reader, ledger: readonly LedgerLine[]): Promise<readonly Finding[]> {
  if (ledger.length === 0) return [];
  const heard = heardOf(ledger);
  const settled = [...heard.values()].flatMap((one) => (one.settled ? [one.settled] : []));
  const since = Math.min(...ledger.map(({ at }) => at));
  return [
    ...ledger
      .filter(({ fate }) => fate === 'stale')
      .map((line) => finding('STALE_READ', `${line.register} ${line.element}`)),
    ...[...heard].filter(([, one]) => one.forgotten).map(([name]) => finding('COMMAND_FORGOTTEN', name)),
    // The program outside need not know: a job whose answer was lost is handed out again, and looked at as a whole.
    ...[...heard]
      .filter(([, one]) => !one.settled && one.first.kind !== 'job')
      .map(([name]) => finding('COMMAND_UNANSWERED', name)),
    ...(await checkReports(reader, settled, since)),
    ...(await checkTasks(reader, settled, since)),
    ...(await checkClaims(reader, settled, since)),
    ...(await checkReturns(reader, settled, since)),
    ...(await checkOperations(reader, settled, since)),
    ...(await checkStamps(reader, ledger, since)),
  ];
}

/** How the ledger's commands ended. */
export function summaryOf(ledger: readonly LedgerLine[]): Readonly<Record<string, number>> {
  const heard = [...heardOf(ledger).values()];
  const ended = (fate: string) => heard.filter(({ settled }) => settled?.fate === fate).length;
  return {
    commands: heard.length,
    accepted: ended('accepted'),
    refused: ended('refused'),
    unknownAtFirst: ledger.filter(({ fate }) => fate === 'unknown').length,
  };
}

function heardOf(ledger: readonly LedgerLine[]): ReadonlyMap<string, Heard> {
  const heard = new Map<string, Heard>();
  for (const line of ledger) {
    if (line.fate === 'stale') continue;
    const before = heard.get(line.command);
    const says = line.fate === 'accepted' || line.fate === 'refused';
    heard.set(line.command, {
      first: before?.first ?? line,
      settled: before?.settled ?? (says ? line : undefined),
      forgotten: before?.forgotten || (before?.settled?.fate === 'accepted' && line.fate === 'refused'),
    });
  }
  return heard;
}

/** Reports: one case each, with the register number that the citizen was given. */
async function checkReports(
  reader: Reader,
  settled: readonly LedgerLine[],
  since: number,
): Promise<readonly Finding[]> {
  const rows = await reader.rows(`select register_number from case_record where received_at >= ${since}`);
  const cases = tally(rows.map((row) => textOf(row, 'register_number')));
  const told = tally(acceptedOf(settled, 'report').map(({ register }) => register ?? ''));
  return [
    ...compare(told, cases, 'report'),
    ...(await checkRegister(reader)),
    ...(await auditOf(reader, 'case.open', rows.length, since)),
  ];
}

/**
 * A serial that was drawn and not used would be a hole in the register of the day. Reports count by the day, dossiers by
 * what stands before the serial of their code, which ends in a dash.
 */
async function checkRegister(reader: Reader): Promise<readonly Finding[]> {
  const counters = await reader.rows('select day, serial from register_counter');
  const drawn = (name: RegExp) =>
    counters.filter((row) => name.test(textOf(row, 'day'))).reduce((sum, row) => sum + Number(row['serial']), 0);
  const count = async (query: string) => Number((await reader.rows(query))[0]?.['n']);
  const dossiers = await count('select count(*) as n from dossier');
  const reports = (await count('select count(*) as n from case_record')) - dossiers;
  return [...gap('reports', drawn(/^[\d-]*\d$/), reports), ...gap('dossiers', drawn(/-$/), dossiers)];
}

function gap(what: string, drawn: number, used: number): readonly Finding[] {
  return drawn === used ? [] : [finding('REGISTER_GAP', `${what}: ${drawn} numbers drawn, ${used} used`)];
}

async function auditOf(reader: Reader, action: string, expected: number, since: number): Promise<readonly Finding[]> {
  const rows = await reader.rows(`select count(*) as n from audit_entry where action = '${action}' and at >= ${since}`);
  const found = Number(rows[0]?.['n']);
  return found === expected ? [] : [finding('AUDIT_WRONG', `${found} entries ${action}, ${expected} such commands`)];
}

/** Completed tasks: in the journal, in the task's own row, in the audit trail and in the case's timeline, once each. */
async function checkTasks(reader: Reader, settled: readonly LedgerLine[], since: number): Promise<readonly Finding[]> {
  const completing = settled.filter(
    ({ kind, task }) => (kind === 'complete' || kind === 'answer') && task !== undefined,
  );
  const accepted = tally(completing.filter(({ fate }) => fate === 'accepted').map(({ task }) => idOf(task)));
  const tasks = await reader.rows(
    `select hex(id) as id, hex(instance_id) as instance, task_key, state, is_open from task where opened_at >= ${since}`,
  );
  const byKey = new Map(tasks.map((row) => [`${textOf(row, 'instance')} ${textOf(row, 'task_key')}`, row]));
  const done = await journalled(reader, 'completeTask', since);
  const inJournal = tally(done.map((key) => textOf(byKey.get(key) ?? {}, 'id') || `unknown task ${key}`));
  const closed = tally(tasks.filter((row) => row['state'] === 'completed').map((row) => textOf(row, 'id')));
  const audited = tally(await auditedTasks(reader, since));
  return [
    ...compare(accepted, inJournal, 'completed task'),
    ...compare(accepted, closed, 'closed task'),
    ...differing(accepted, audited).map((task) => finding('AUDIT_WRONG', `task.complete of ${task}`)),
  ];
}

/** A claim is there at least once; taking what one has already writes nothing. */
async function checkClaims(reader: Reader, settled: readonly LedgerLine[], since: number): Promise<readonly Finding[]> {
  const accepted = new Set(acceptedOf(settled, 'claim').map(({ task }) => idOf(task)));
  // Who takes a step back has it at once, unless it had been theirs all along.
  const given = new Set(acceptedOf(settled, 'recall').map(({ next }) => idOf(next ?? '')));
  const tasks = await reader.rows('select hex(id) as id, hex(instance_id) as instance, task_key from task');
  const ids = new Map(tasks.map((row) => [`${textOf(row, 'instance')} ${textOf(row, 'task_key')}`, textOf(row, 'id')]));
  const claimed = tally((await journalled(reader, 'task', since)).map((key) => ids.get(key) ?? `unknown task ${key}`));
  return [
    ...[...accepted].filter((id) => !claimed.has(id)).map((id) => finding('COMMAND_LOST', `claim of ${id}`)),
    ...[...claimed]
      .filter(([id]) => !accepted.has(id) && !given.has(id))
      .map(([id]) => finding('COMMAND_FROM_NOWHERE', `claim of ${id}`)),
    ...[...claimed].filter(([, n]) => n > 1).map(([id, n]) => finding('COMMAND_DOUBLED', `claim of ${id}, ${n} times`)),
  ];
}

async function auditedTasks(reader: Reader, since: number): Promise<readonly string[]> {
  const rows = await reader.rows(`select data from audit_entry where action = 'task.complete' and at >= ${since}`);
  return rows.map((row: Row) => idOf((JSON.parse(textOf(row, 'data')) as { readonly task?: string }).task));
}
