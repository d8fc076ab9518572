import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { OpenStore } from '#engine/store/open.ts';
import {
  applicationsOf,
  manhole,
  openApplication,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase, type TestDatabase } from '#test/support/databases.ts';
import { act, askFor, leaveTraces, letTimePass, person, requestService, spellings } from '#test/support/person.ts';
import { verifyAudit } from '../audit/verify.ts';
import { contactHash } from '../use-cases/duplicates/contact.ts';
import { personWord } from '../use-cases/search-words.ts';

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('S19 after an erasure, database and files hold the number of the register and nothing else of the person', async () => {
    const database = await open();
    const { store } = database;
    const test = await openApplication(store, { services: [requestService] });
    try {
      const { codes, slug } = await leaveTraces(test);
      await test.advanceTo('2026-11-20T09:00:00+07:00');
      const secret = await secretTraces(test, codes);
      assert.ok((await found(database, test, [...spellings, ...secret])).length > 10, 'the search finds what is there');
      const before = await sums(store);

      const receipt = await askFor(test, 'erase');
      await letTimePass(test);
      assert.deepEqual(await found(database, test, [...spellings, ...secret, receipt.trackingCode]), []);
      const [erasure] = await store.transaction((tx) => tx.cases.erasures.page(null, 10));
      assert.match(erasure?.number ?? '', /^XD-261120-0001$/);
      assert.deepEqual(
        [erasure?.kind, erasure?.request, erasure?.orderedBy],
        ['request', receipt.registerNumber, 'dieuphoi'],
      );
      assert.equal(erasure?.cases, 4, 'three reports and the request');
      assert.notEqual(erasure?.doneAt, null);
      assert.deepEqual(await found(database, test, [erasure?.number ?? '']), [erasure?.number]);

      const { reports, results } = test.wardflow.application;
      for (const code of [...codes, receipt.trackingCode]) assert.equal(await reports.follow(code), undefined, code);
      assert.equal(await results.get(slug), undefined, 'what told of the person is public no more');
      const after = await sums(store);
      for (const [table, rows] of Object.entries(before))
        assert.ok(String(after[table]).length >= String(rows).length, table);
      await test.wardflow.sealer.runDue(test.now());
      assert.deepEqual((await verifyAudit(store, [])).faults, []);
    } finally {
      test.remove();
    }
  });

  it('who asks for their own record gets all of it and nothing of anybody else, for a while, and each time is written down', async () => {
    const { test, store } = await start({ services: [requestService] });
    const { codes } = await leaveTraces(test);
    const { ownRecords } = test.wardflow.application;
    const [own, secret] = [codes[0] ?? '', person.phone.slice(-4)];
    assert.equal(await ownRecords.offered(own, secret), undefined, 'a report is no request');
    const { trackingCode, registerNumber } = await askFor(test, 'export');
    assert.equal(await ownRecords.offered(trackingCode, '0000'), undefined);
    assert.equal(await ownRecords.fetch(trackingCode, ''), undefined);
    const offered = await ownRecords.offered(trackingCode, secret);
    assert.equal(offered?.downloads, 0);
    const record = (await ownRecords.fetch(trackingCode, secret)) ?? assert.fail();
    const { files, ...data } = record;
    assert.deepEqual(
      data.cases.map((one) => one.registerNumber),
      ['PA-261120-0002', 'PA-261120-0003', 'PA-261120-0004', registerNumber],
    );
    assert.deepEqual([data.follows.map((one) => one.registerNumber), files.length], [['PA-261120-0005'], 1]);
    const text = JSON.stringify(data);
    for (const known of [
      person.name,
      '+84903555777',
      person.email,
      'chưa hài lòng',
      'Ngoài thẩm quyền',
      'Đã thay nắp hố ga mới',
    ])
      assert.ok(text.includes(known), known);
    for (const others of ['912345678', '987654321', 'Lê Lợi.', 'cổng trường'])
      assert.ok(!text.includes(others), others);
    const fetched = (await store.transaction((tx) => tx.cases.audit.latest(50))).filter(
      ({ action }) => action === 'record.fetch',
    );
    assert.deepEqual(
      fetched.map(({ actor, data: told }) => [actor, told]),
      [['citizen', { download: 1 }]],
    );
    const { secrets } = test.deps;
    const later = await openApplication(store, { secrets, folder: test.folder, now: '2026-12-21T08:00:00+07:00' });
    assert.equal(await later.wardflow.application.ownRecords.fetch(trackingCode, secret), undefined, 'it is over');
  });

  it('what runs, is held or must be kept stays, and the officials see it before the second one confirms', async () => {
    const { test, store } = await start({ services: [requestService] });
    await leaveTraces(test);
    const running = await submitReport(test, { ...manhole, ...person, name: 'Trần Văn Khác' }, 'running');
    await test.advanceTo('2026-11-20T09:00:00+07:00');
    await test.wardflow.archive.hold('PA-261120-0003', 'QĐ 12/2026', test.now());
    const values = { kind: 'erase', understood: true, ...person };
    const sent = { submissionKey: 'ask', language: 'vi', channel: 'web', files: [], service: requestService } as const;
    const receipt = await test.wardflow.application.reports.submit({ ...sent, values });
    await act(test, 'tiepnhan', 'verify', receipt.registerNumber, { identity: 'identified', identifiedBy: 'card' });
    const { tasks, ownRecords } = test.wardflow.application;
    const operator = await test.as('tiepnhan');
    const [decide] = (await tasks.worklist(operator, { view: 'unit', q: receipt.registerNumber })).items;
    const preview = await ownRecords.preview(operator, decide?.taskId ?? '');
    assert.deepEqual(
      preview?.cases.map(({ registerNumber, verdict, basis, published, name }) => [
        registerNumber,
        verdict,
        basis,
        published,
        name,
      ]),
      [
        ['PA-261120-0002', 'erase', '', 'withdrawn', person.name],
        ['PA-261120-0003', 'held', 'QĐ 12/2026', 'none', person.name],
        ['PA-261120-0004', 'erase', '', 'none', person.name],
        [running.registerNumber, 'running', '', 'none', 'Trần Văn Khác'],
      ],
    );
    assert.deepEqual([preview?.kind, preview?.follows], ['erase', 1]);
    const stranger = await test.as('tanlam.ktht.canbo');
    await assert.rejects(ownRecords.preview(stranger, decide?.taskId ?? ''), { code: 'NOT_FOUND' });
    await act(test, 'tiepnhan', 'decide', receipt.registerNumber, { decision: 'grant' });
    // Who decided holds the other post too in many a small office: the command refuses it.
    await act(test, 'dieuphoi', 'confirm', receipt.registerNumber, { confirmed: 'approve' });
    await letTimePass(test);
    const states = await store.transaction(async (tx) => {
      const found = [];
      for (const number of ['0002', '0003', '0004'])
        found.push((await tx.cases.records.byRegisterNumber(`PA-261120-${number}`))?.state);
      return [...found, (await tx.cases.records.byRegisterNumber(running.registerNumber))?.state];
    });
    assert.deepEqual(states, ['erased', 'closed', 'erased', 'open']);
    const administrator = await test.as('quantri');
    const { items } = await ownRecords.register(administrator);
    assert.deepEqual(
      items.map(({ number, cases, orderedBy }) => [number, cases, orderedBy]),
      [['XD-261120-0001', 3, 'dieuphoi']],
    );
    await assert.rejects(ownRecords.register(operator), { code: 'FORBIDDEN' });
  });
});

/** What only the machine can read of a person: hashes that they are looked up by, and the keys of their cases. */
async function secretTraces({ deps }: TestApplication, codes: readonly string[]): Promise<readonly string[]> {
  const { secrets, store } = deps;
  const hashes = [
    personWord(secrets, person.phone),
    personWord(secrets, person.email),
    contactHash(deps, person.phone, ''),
  ];
  const connection = store as OpenStore;
  const keys = (await connection.orm.em
    .getConnection()
    .execute(
      `select k.wrapped from vault_key k join case_record c on c.id = k.case_id where c.search like '%${hashes[0]}%'`,
    )) as readonly { readonly wrapped: Uint8Array }[];
  assert.ok(keys.length >= 3);
  return [
    ...codes,
    ...hashes.flatMap((one) => one ?? []),
    ...keys.map(({ wrapped }) => asItStands(connection, wrapped)),
  ];
}

/** Bytes in the file of SQLite, and in a dump. */
function asItStands({ dialect }: OpenStore, bytes: Uint8Array): string {
  return dialect === 'sqlite'
    ? Buffer.from(bytes).toString('latin1')
    : Buffer.from(bytes).toString('hex').toUpperCase();
}

/** Which of some words stand anywhere: in the files of SQLite with its log, or a dump of the server; and in every file. */
async function found(
  database: TestDatabase,
  test: TestApplication,
  words: readonly string[],
): Promise<readonly string[]> {
  const raw = [
    ...(database.store.dialect === 'sqlite' ? sqliteFiles(database.url) : [dumpOf(database.url)]),
    ...filesBelow(test.folder),
  ];
  const latin = raw.map((bytes) => bytes.toString('latin1'));
  const texts = raw.map((bytes) => bytes.toString('utf8'));
  return words.filter((word) => [...latin, ...texts].some((text) => text.includes(word)));
}

function sqliteFiles(url: string): readonly Buffer[] {
  const file = url.slice('sqlite:'.length);
  return [file, `${file}-wal`].flatMap((path) =>
    statSync(path, { throwIfNoEntry: false }) ? [readFileSync(path)] : [],
  );
}

function dumpOf(url: string): Buffer {
  const { username, password, hostname, port, pathname } = new URL(url);
  const to = [`-h${hostname}`, `-P${port}`, `-u${username}`, ...(password === '' ? [] : [`-p${password}`])];
  return execFileSync('mariadb-dump', [...to, '--skip-ssl', '--hex-blob', pathname.slice(1)], {
    maxBuffer: 1 << 28,
  });
}

function filesBelow(folder: string): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== folder)
    .flatMap((entry) => [readFileSync(join(entry.parentPath, entry.name)), Buffer.from(entry.name)]);
}

async function sums({ orm }: OpenStore) {
  const connection = orm.em.getConnection();
  const tables = ['element_day', 'rating_sum'];
  const rows = [];
  for (const table of tables)
    rows.push([table, JSON.stringify(await connection.execute(`select * from ${table}`))] as const);
  return Object.fromEntries(rows);
}
