import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { OpenStore } from '#engine/store/open.ts';
import { openApplication, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase, type TestDatabase } from '#test/support/databases.ts';
import { askFor, leaveTraces, letTimePass, person, requestService, spellings } from '#test/support/person.ts';
import { verifyAudit } from '../audit/verify.ts';
import { contactHash } from '../use-cases/duplicates/contact.ts';
import { personWord } from '../use-cases/search-words.ts';

forEachDatabase((_, open) => {
  it('after an erasure, database and files hold the number of the register and nothing else of the person', async () => {
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
