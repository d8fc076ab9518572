/**
 * A city with very many open cases: a fifth is overdue, half lies with nobody, some with units that have no head, or that
 * are not there any more. One case that the product really opened is the template.
 */
import type { OpenStore } from '#engine/store/open.ts';
import { uuidToBytes } from '#engine/store/uuid.ts';
import { copy, makeNumbers, runOn, templateOf } from '../../bench/flat-generate.ts';
import { manhole, submitReport, type TestApplication } from './application.ts';

export interface OverdueCity {
  readonly open: number;
  readonly overdue: number;
}

/** Units in turn: with a head, without one but below one that has, without any, gone. */
const units = ['99016-KTHT', '99016-BCH', '99016-UBND', 'GIAI-THE'];

/** @param open how many open cases; a fifth of them is overdue */
export async function fillOverdue(test: TestApplication, store: OpenStore, open: number): Promise<OverdueCity> {
  return await fillOpen(test, store, { open, late: Math.ceil(open / 5), later: 0 });
}

/**
 * So many open cases. `late` of them were due in the last hour and lie as closely as cases do that came in at the same time
 * (each fifth); `later` are due in two hours and lie scattered among all.
 */
export async function fillOpen(
  test: TestApplication,
  store: OpenStore,
  { open, late, later }: { readonly open: number; readonly late: number; readonly later: number },
): Promise<OverdueCity> {
  const run = runOn(store);
  await makeNumbers(run);
  const { registerNumber } = await submitReport(test, { ...manhole }, 'template');
  const record = await store.transaction((tx) => tx.cases.records.byRegisterNumber(registerNumber));
  const caseId = uuidToBytes(record?.id ?? '');
  const template = await templateOf(run, caseId, {
    case_record: 'id = ?',
    process_instance: 'case_id = ?',
    task: 'instance_id in (select id from process_instance where case_id = ?)',
    case_clock: `case_id = ? and name = 'firstAnswer'`,
  });
  const { dialect } = store;
  const version = `x'${Buffer.from(uuidToBytes(record?.serviceVersionId ?? '')).toString('hex')}'`;
  const text = (prefix: string) => (dialect === 'sqlite' ? `'${prefix}' || n` : `concat('${prefix}', n)`);
  const unit = `case n % 4 ${units.map((one, index) => `when ${index} then '${one}'`).join(' ')} end`;
  const [now, hour] = [test.now(), 3_600_000];
  const soon = `n % 3000 * 1000`;
  const scattered = later === 0 ? '0 = 1' : `n % ${Math.floor(open / later)} = 1`;
  // The others are due in a week or later.
  const due = `case when n % 5 = 0 and n < ${5 * late} then ${now - hour} + ${soon}
    when ${scattered} then ${now + 2 * hour} + ${soon} else ${now + 168 * hour} + n * 10 end`;
  await copy(run, dialect, {
    template,
    kind: 1,
    count: open,
    spread: {
      'case_record.register_number': text('R'),
      'case_record.tracking_hash': text('T'),
      'case_record.vault': `'{}'`,
      'case_record.unit': unit,
      'case_record.service_version_id': version,
      'process_instance.service_version_id': version,
      'task.service_version_id': version,
      'task.unit': unit,
      'task.assignee': `case when n % 2 = 0 then '' else 'xuly' end`,
      'case_clock.name': `'case'`,
      'case_clock.started_at': `${now - 48 * hour}`,
      'case_clock.due_at': due,
      'case_clock.first_due_at': due,
      'case_clock.allowed_ms': `${16 * hour}`,
      'case_clock.warned': '80',
      'case_clock.next_at': due,
    },
  });
  // The template itself is none of them.
  await run('update case_clock set next_at = null where case_id = ?', [caseId]);
  return { open, overdue: Math.ceil(Math.min(open, 5 * late) / 5) };
}

/** What a sweep must have left: one warning and one owner for each overdue case, none for any other. */
export async function sweptOnce(store: OpenStore, { overdue }: OverdueCity): Promise<readonly string[]> {
  const run = runOn(store);
  const count = async (what: string, sql: string, expected: number): Promise<readonly string[]> => {
    const found = Number((await run(sql))[0]?.['total']);
    return found === expected ? [] : [`${what}: ${found}, not ${expected}`];
  };
  const late = `case_clock.due_at <= (select max(at) from escalation) and name = 'case'`;
  return [
    ...(await count('warnings', 'select count(*) as total from escalation', overdue)),
    ...(await count('cases warned of', 'select count(distinct case_id) as total from escalation', overdue)),
    ...(await count('warnings without an owner', `select count(*) as total from escalation where owner = ''`, 0)),
    ...(await count(
      'late clocks whose owner is that of their warning',
      `select count(*) as total from case_clock join escalation on escalation.clock_id = case_clock.id
        where ${late} and case_clock.owner = escalation.owner and case_clock.warned = escalation.percent`,
      overdue,
    )),
    ...(await count(
      'lines of the timeline',
      `select count(*) as total from case_timeline where kind = 'escalation'`,
      overdue,
    )),
    ...(await count(
      'lines of the audit',
      `select count(*) as total from audit_entry where action = 'clock.escalated'`,
      overdue,
    )),
  ];
}
