/** What a city's database holds after years: nearly all cases over and archived, some just closed, some open. */
import { fold } from '#engine/cases/text/fold.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { uuidToBytes } from '#engine/store/uuid.ts';
import { openApplication, submitReport, type TestApplication } from '#test/support/application.ts';
import { copy, makeNumbers, type Run, runOn, templateOf } from './flat-generate.ts';

export interface Shares {
  readonly archived: number;
  readonly closed: number;
  readonly open: number;
}

/** 93 % archived, 2 % closed within the month, 5 % open. */
export function sharesOf(cases: number): Shares {
  const [open, closed] = [Math.round(cases * 0.05), Math.round(cases * 0.02)];
  return { archived: cases - open - closed, closed, open };
}

export const words = { rare: 'khanhhoaxuan', common: 'duongtrung', published: 'xuanhoakhanh' };
const report = {
  category: 'HT-TN',
  description: `Nắp hố ga vỡ ${words.common}.`,
  location: { lon: 108.16374, lat: 10.98027 },
  address: 'Cổng chính chợ Lam Đông',
  phone: '0912345678',
};

const ofCase = 'case_id = ?';
const ofInstance = 'instance_id in (select id from process_instance where case_id = ?)';
const always = {
  case_record: 'id = ?',
  vault_entry: ofCase,
  case_file: ofCase,
  audit_entry: `subject = concat('case:', ?)`,
};
const hot = {
  process_instance: ofCase,
  step_return: ofInstance,
  task: ofInstance,
  journal: ofInstance,
  history: ofInstance,
  case_timeline: ofCase,
  case_clock: ofCase,
  notice: ofCase,
};

/** The demo city with so many cases besides its own. @returns the product on it */
export async function fill(store: OpenStore, cases: number): Promise<TestApplication> {
  const test = await openApplication(store);
  const run = runOn(store);
  await makeNumbers(run);
  const shares = sharesOf(cases);
  const openCase = await submitted(test, store, 'open');
  const closedCase = await submitted(test, store, 'closed');
  await reject(test);
  await test.advanceTo('2026-11-20T09:00:00+07:00');
  const { dialect } = store;
  const tables = { ...withAudit(always, dialect), ...hot };
  await copy(run, dialect, {
    template: await templateOf(run, closedCase, tables),
    kind: 1,
    count: shares.closed,
    spread: spreadOf(dialect, 'c'),
  });
  await copy(run, dialect, {
    template: { ...(await templateOf(run, openCase, { ...tables, case_word: ofCase, job: ofInstance })) },
    kind: 2,
    count: shares.open,
    spread: { ...spreadOf(dialect, 'o'), ...openSpread(dialect, test.now()) },
  });
  await published(test, store, run, cases);
  await archived(test, store, run, closedCase, shares.archived);
  if (dialect === 'sqlite') await run('analyze');
  return test;
}

/** As many results as cases; two dozen of them have the rare word, wherever there are how many. */
async function published(test: TestApplication, store: OpenStore, run: Run, count: number) {
  const id = newId(1_500_000_000_000);
  const text = 'Nắp hố ga trước cổng chợ bị vỡ một nửa.';
  const row = { slug: 'result', registerNumber: 'PA-200101-0001', title: 'Thay nắp hố ga', text, answer: 'Đã thay.' };
  const where = { category: 'HT-TN', ward: '99016', unit: 'IOC' };
  const times = {
    receivedAt: 0,
    handledAt: 0,
    dueAt: null,
    rating: 5,
    publishedAt: 0,
    version: 1,
    correctedAt: null,
    correction: null,
  };
  const search = fold([row.registerNumber, row.title, row.text, row.answer].join(' '));
  const put = (one: object) =>
    store.transaction((tx) =>
      tx.cases.publications.put({ ...row, ...where, ...times, id, caseId: id, photos: [], search, ...one }),
    );
  await put({});
  const template = await templateOf(run, uuidToBytes(id), {
    publication: 'id = ?',
    publication_word: 'publication_id = ?',
  });
  const at = '1500000000000 + n * 60000';
  const ward = store.dialect === 'sqlite' ? `'99' || (n % 160)` : `concat('99', n % 160)`;
  const { 'case_record.register_number': slug = '' } = spreadOf(store.dialect, 'p');
  const spread = {
    'publication.slug': slug,
    'publication.ward': ward,
    'publication.published_at': at,
    'publication_word.published_at': at,
  };
  await copy(run, store.dialect, { template, kind: 4, count, spread });
  for (let n = 0; n < 24; n += 1) {
    const own = newId(test.now() + n);
    const newest = { id: own, caseId: own, slug: `rare-${n}`, publishedAt: test.now() + n };
    await put({ ...newest, search: `${search} ${words.published}` });
  }
}

async function archived(test: TestApplication, store: OpenStore, run: Run, caseId: Uint8Array, count: number) {
  await store.transaction(async (tx) => {
    // The figures are none of this measurement's matter.
    await tx.cases.archive.ripe(test.now() + 1, 1);
  });
  await run('update process_instance set rolled = version where case_id = ?', [caseId]);
  const id = (await run('select id from case_record where id = ?', [caseId]))[0]?.['id'] as Uint8Array;
  const text = Buffer.from(id)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (!(await store.transaction((tx) => tx.cases.archive.put(text, test.now())))) throw new Error('not archived');
  const template = await templateOf(run, caseId, {
    ...withAudit(always, store.dialect),
    case_archive: ofCase,
    archived_instance: ofCase,
    archived_task: ofCase,
  });
  await copy(run, store.dialect, { template, kind: 3, count, spread: spreadOf(store.dialect, 'a') });
}

/** Subjects name the case as text. */
function withAudit(tables: typeof always, dialect: 'sqlite' | 'mysql') {
  const hex = (from: number, length: number) => `substr(lower(hex(?)), ${from}, ${length})`;
  const parts = [hex(1, 8), hex(9, 4), hex(13, 4), hex(17, 4), hex(21, 12)];
  const joined = dialect === 'sqlite' ? parts.join(` || '-' || `) : `concat_ws('-', ${parts.join(', ')})`;
  const subject = dialect === 'sqlite' ? `'case:' || ${joined}` : `concat('case:', ${joined})`;
  return { ...tables, audit_entry: `subject = ${subject}` };
}

function spreadOf(dialect: 'sqlite' | 'mysql', mark: string): Readonly<Record<string, string>> {
  const text = (prefix: string) => (dialect === 'sqlite' ? `'${prefix}${mark}' || n` : `concat('${prefix}${mark}', n)`);
  return {
    'case_record.register_number': text('R'),
    'case_record.tracking_hash': text('T'),
    'case_record.received_at': '1600000000000 + n * 60000',
    'case_record.vault': `'{}'`,
    'notice.dedupe_key': text('D{row}-'),
    'audit_entry.subject': text('case:'),
    'audit_entry.sealed': '1',
  };
}

/** Most wait at the centre, so that its pages are full in a small database too; a third each is late, due today, due later. */
function openSpread(dialect: 'sqlite' | 'mysql', now: number): Readonly<Record<string, string>> {
  const unit = dialect === 'sqlite' ? `'U-' || (n % 160)` : `concat('U-', n % 160)`;
  const elsewhere = `n % 5 > 2`;
  return {
    'task.due_at': `${now} + (n % 3 - 1) * 86400000 + 600000 + n * 7919 % 2880 * 1000`,
    'task.unit': `case when ${elsewhere} then ${unit} else 'IOC' end`,
    'case_record.unit': unit,
    'job.due_at': '1895000000000 + n * 1000',
  };
}

async function submitted(test: TestApplication, store: OpenStore, key: string): Promise<Uint8Array> {
  const { registerNumber } = await submitReport(test, report, key);
  const record = await store.transaction((tx) => tx.cases.records.byRegisterNumber(registerNumber));
  return uuidToBytes(record?.id ?? '');
}

async function reject({ as, wardflow }: TestApplication): Promise<void> {
  const { tasks } = wardflow.application;
  const operator = await as('tiepnhan');
  const { items } = await tasks.worklist(operator, { view: 'unit' });
  // The newer of the two is rejected; the older stays open.
  const taskId = items.at(-1)?.taskId ?? '';
  const values = { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' };
  await tasks.complete(operator, taskId, { values, files: [], submissionKey: 'bench' });
}
