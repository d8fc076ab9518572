/** Steps sent back and taken back, and what administrators have done: in journal, audit, timeline and rows, once each. */
import type { LedgerLine } from '../ledger.ts';
import { acceptedOf, type Counts, compare, counted, differing, idOf } from './asked.ts';
import { type Reader, type Row, textOf } from './database.ts';
import { type Finding, finding, tally } from './finding.ts';

interface Journalled {
  readonly kind: string;
  readonly task?: string;
}

export async function checkReturns(
  reader: Reader,
  settled: readonly LedgerLine[],
  since: number,
): Promise<readonly Finding[]> {
  const tasks = await reader.rows('select hex(id) as id, hex(instance_id) as instance, task_key from task');
  const instanceOf = new Map(tasks.map((row) => [textOf(row, 'id'), textOf(row, 'instance')]));
  const keys = new Map(
    tasks.map((row) => [`${textOf(row, 'instance')} ${textOf(row, 'task_key')}`, textOf(row, 'id')]),
  );
  const done = await ofKinds(reader, ['sendBack'], since);
  const findings: Finding[] = [];
  for (const kind of ['sendBack', 'recall'] as const) {
    const asked = acceptedOf(settled, kind).map(({ task }) => idOf(task));
    const mine = done.filter(({ command }) => (command.task === undefined) === (kind === 'recall'));
    const audited = tally(await auditedTasks(reader, `task.${kind}`, since));
    const rows = await reader.rows(
      `select hex(instance_id) as i from step_return where kind = '${kind}' and at >= ${since}`,
    );
    const byInstance = tally(asked.map((task) => instanceOf.get(task) ?? task));
    findings.push(
      ...(kind === 'sendBack'
        ? compare(
            tally(asked),
            tally(mine.map(({ instance, command }) => keys.get(`${instance} ${command.task}`) ?? '')),
            'task sent back',
          )
        : counted(byInstance, tally(mine.map(({ instance }) => instance)), 'recall in')),
      ...counted(byInstance, tally(rows.map((row) => textOf(row, 'i'))), `${kind} among the hand-overs of`),
      ...differing(tally(asked), audited).map((task) => finding('AUDIT_WRONG', `task.${kind} of ${task}`)),
    );
  }
  return findings;
}

/** What an operation is in the journal; trying again may be several commands, or none. */
const journalledAs: Readonly<Record<string, string>> = {
  suspend: 'suspend',
  resume: 'resume',
  cancel: 'cancel',
  setVariables: 'setVariables',
  migrate: 'migrate',
  undoMigration: 'migrate',
};

export async function checkOperations(
  reader: Reader,
  settled: readonly LedgerLine[],
  since: number,
): Promise<readonly Finding[]> {
  const asked = acceptedOf(settled, 'operation').map(({ operation = '', instance }) => ({
    operation,
    instance: idOf(instance),
  }));
  const inJournal = asked.flatMap(({ operation, instance }) =>
    operation in journalledAs ? [`${journalledAs[operation]} of ${instance}`] : [],
  );
  const done = await ofKinds(reader, [...new Set(Object.values(journalledAs))], since);
  const told = tally(asked.map(({ operation, instance }) => `${operation} of ${instance}`));
  return [
    ...counted(
      tally(inJournal),
      tally(done.map(({ instance, command }) => `${command.kind} of ${instance}`)),
      'operation',
    ),
    ...differing(told, await audited(reader, since)).map((what) => finding('AUDIT_WRONG', `operation ${what}`)),
    ...counted(told, await inTimelines(reader, since), 'in the timeline: operation'),
  ];
}

async function ofKinds(reader: Reader, kinds: readonly string[], since: number) {
  const likes = kinds.map((kind) => `command like '{"kind":"${kind}"%'`).join(' or ');
  const rows = await reader.rows(
    `select hex(instance_id) as instance, command from journal where at >= ${since} and (${likes})`,
  );
  return rows.map((row) => ({
    instance: textOf(row, 'instance'),
    command: JSON.parse(textOf(row, 'command')) as Journalled,
  }));
}

async function auditedTasks(reader: Reader, action: string, since: number): Promise<readonly string[]> {
  const rows = await reader.rows(`select data from audit_entry where action = '${action}' and at >= ${since}`);
  return rows.map((row: Row) => idOf((JSON.parse(textOf(row, 'data')) as { readonly task?: string }).task));
}

async function audited(reader: Reader, since: number): Promise<Counts> {
  const rows = await reader.rows(
    `select action, subject from audit_entry where action like 'operation.%' and at >= ${since}`,
  );
  return tally(
    rows.map((row) => {
      const instance = idOf(textOf(row, 'subject').replace('instance:', ''));
      return `${textOf(row, 'action').replace('operation.', '')} of ${instance}`;
    }),
  );
}

async function inTimelines(reader: Reader, since: number): Promise<Counts> {
  const rows = await reader.rows(
    `select t.code as code, hex(c.instance_id) as i from case_timeline t join case_record c on c.id = t.case_id
     where t.kind = 'operation' and t.at >= ${since}`,
  );
  return tally(rows.map((row) => `${textOf(row, 'code')} of ${textOf(row, 'i')}`));
}
