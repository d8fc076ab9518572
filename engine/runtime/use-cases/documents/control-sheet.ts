/**
 * The control sheet (06) out of the ledger of who held the dossier and the tasks that were done: nothing on it is entered by
 * hand. A line is a hand-over; who takes it up from the pool of their unit is told in the same line.
 */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Applicant, ControlSheet, HandOver, Party } from '#engine/documents/model.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { HoldingRow } from '../../ports/holdings.ts';
import type { PartRow } from '../../ports/parts.ts';
import type { Tx } from '../../ports.ts';
import { type DossierFacts, letterhead, nameOf } from './facts.ts';

/** Who had it from when to when, up to `now`. */
export async function controlSheetOf(
  tx: Tx,
  facts: DossierFacts,
  { applicant, now }: { readonly applicant: Applicant; readonly now: Instant },
): Promise<ControlSheet> {
  const { dossier, record, procedure, city } = facts;
  const holdings = await tx.cases.holdings.ofCase(dossier.caseId);
  const tasks = await tx.engine.tasks.ofCase(dossier.caseId);
  const parts = await tx.cases.parts.ofCase(dossier.caseId);
  const coUnits = [...new Set(parts.map(({ unit }) => unit))];
  const received = facts.events.find(({ kind }) => kind === 'received');
  const doers = [...holdings.map(({ person }) => person), ...tasks.map(({ closedBy }) => closedBy)];
  const usernames = [...new Set([...doers, received?.actor ?? ''])].filter((name) => !['', 'citizen'].includes(name));
  const accounts = await tx.cases.accounts.byUsernames(usernames);
  const people = new Map(accounts.map(({ username, displayName }) => [username, displayName]));
  return {
    form: '06',
    head: letterhead(city, dossier.receivingUnit, null, now),
    code: dossier.code,
    applicant,
    procedure: { code: procedure.code, name: procedure.name.vi },
    lead: nameOf(city, dossier.unit),
    coUnits: coUnits.map((unit) => nameOf(city, unit) ?? unit),
    receivedAt: dossier.receivedAt,
    dueAt: record.dueAt,
    doneAt: record.closedAt,
    lines: handOversOf({
      ...(received && { received: { unit: dossier.receivingUnit, person: received.actor, at: received.at } }),
      holdings,
      tasks,
      parts,
      people,
      city,
      closedAt: record.closedAt,
      now,
    }),
  };
}

export interface Ledger {
  /** The desk that took it in, and who there; nobody where it came by other ways. */
  readonly received?: { readonly unit: string; readonly person: string; readonly at: Instant };
  /** In order of time. */
  readonly holdings: readonly HoldingRow[];
  readonly tasks: readonly TaskRow[];
  /** What other units were asked for. */
  readonly parts: readonly PartRow[];
  /** Display names by account. */
  readonly people: ReadonlyMap<string, string>;
  readonly city: Pick<City, 'units' | 'province'>;
  readonly closedAt: Instant | null;
  readonly now: Instant;
}

export function handOversOf(ledger: Ledger): readonly HandOver[] {
  const rows = ledger.holdings.filter(({ how }) => how !== 'closed');
  const lines = receiptLine(ledger, rows.find(({ unit }) => unit !== '')?.unit);
  let from = lines[0]?.to ?? handedIn;
  for (const [index, row] of rows.entries()) {
    // On its way: nobody holds it yet.
    if (row.unit === '' && row.person === '') continue;
    const last = lines.at(-1);
    const to = holderOf(row, ledger);
    const before = rows[index - 1];
    if (last !== undefined && before !== undefined && takesUp(before, row)) {
      lines[lines.length - 1] = { ...last, to, takenAt: row.at };
    } else {
      lines.push(lineOf(row, { from, to, takenAt: row.person === '' ? null : row.at, ledger }));
    }
    from = to;
  }
  // What other units do goes on beside what the lead does.
  return [...lines, ...ledger.parts.map((part) => partLine(part, ledger))].toSorted((a, b) => a.at - b.at);
}

const handedIn: Party = { unit: null, person: 'Người nộp hồ sơ' };

/** The desk took it in and passed it on, unless its first step is the desk's own. */
function receiptLine(ledger: Ledger, first: string | undefined): HandOver[] {
  const { received } = ledger;
  if (received === undefined || received.unit === first) return [];
  const { at } = received;
  const line = { takenAt: at, step: 'Tiếp nhận', dueAt: null, doneAt: null, result: null, note: null };
  return [{ from: handedIn, to: partyOf(received, ledger), at, ...line }];
}

/** Who has it; of what somebody did without taking it beforehand, whoever did it. */
function holderOf(row: HoldingRow, ledger: Ledger): Party {
  const doer = row.person === '' ? (taskOf(row, ledger)?.closedBy ?? '') : row.person;
  return partyOf({ unit: row.unit, person: doer }, ledger);
}

function taskOf({ element, at }: HoldingRow, { tasks }: Ledger): TaskRow | undefined {
  return tasks.findLast((task) => task.element === element && task.openedAt <= at);
}

function partLine({ leadUnit, unit, askedAt: at, dueAt, endedAt: doneAt, kind }: PartRow, ledger: Ledger): HandOver {
  const nobody = { person: '' };
  const from = partyOf({ unit: leadUnit, ...nobody }, ledger);
  const to = partyOf({ unit, ...nobody }, ledger);
  const step = kind === 'opinion' ? 'Lấy ý kiến' : 'Phối hợp giải quyết';
  return { from, to, at, takenAt: null, step, dueAt, doneAt, result: resultOf(dueAt, doneAt, ledger), note: null };
}

/** Somebody of the unit that has it takes it. */
function takesUp(before: HoldingRow, row: HoldingRow): boolean {
  return before.person === '' && row.person !== '' && before.unit === row.unit && before.element === row.element;
}

function lineOf(
  row: HoldingRow,
  { from, to, takenAt, ledger }: Pick<HandOver, 'from' | 'to' | 'takenAt'> & { readonly ledger: Ledger },
): HandOver {
  const task = taskOf(row, ledger);
  const dueAt = task?.dueAt ?? null;
  const doneAt = task?.closedAt ?? null;
  const at = row.at;
  return {
    from,
    to,
    at,
    takenAt,
    step: task?.name ?? null,
    dueAt,
    doneAt,
    result: resultOf(dueAt, doneAt, ledger),
    note: null,
  };
}

/** On the day that it was due on is in time, sooner is early. */
function resultOf(dueAt: Instant | null, doneAt: Instant | null, { city, closedAt, now }: Ledger): HandOver['result'] {
  if (dueAt === null) return null;
  if (doneAt === null) return closedAt === null ? (now > dueAt ? 'overdue' : 'running') : null;
  if (doneAt > dueAt) return 'late';
  const { timeZone } = city.province;
  return localDate(timeZone, doneAt) < localDate(timeZone, dueAt) ? 'early' : 'onTime';
}

function partyOf({ unit, person }: Pick<HoldingRow, 'unit' | 'person'>, { people, city }: Ledger): Party {
  if (person === 'citizen') return handedIn;
  const name = city.units.get(unit)?.name.vi ?? (unit === '' ? null : unit);
  return { unit: name, person: person === '' ? null : (people.get(person) ?? person) };
}
