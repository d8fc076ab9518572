import assert from 'node:assert/strict';
import { AsyncResource } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { InstanceRow, JournalRow } from '#engine/runtime/ports/engine.ts';
import { forEachDatabase, openTestDatabase } from '#test/support/databases.ts';
import { ServiceVersion } from './entities/engine.ts';
import type { OpenStore } from './open.ts';
import { canRepeat } from './retry.ts';
import { parseDatabaseUrl } from './url.ts';

forEachDatabase((name, open) => {
  test('a transaction sees what it wrote itself, and nobody sees it before the commit', async () => {
    const { store } = await open();
    const instance = instanceAt(1);
    await store.transaction(async (tx) => {
      await tx.engine.instances.insert(instance);
      assert.deepEqual(await tx.engine.instances.byId(instance.id), instance);
    });
    assert.deepEqual(await store.transaction((tx) => tx.engine.instances.byId(instance.id)), instance);
  });

  test('what throws leaves nothing behind', async () => {
    const { store } = await open();
    const instance = instanceAt(1);
    const failing = store.transaction(async (tx) => {
      await tx.engine.instances.insert(instance);
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.equal(await store.transaction((tx) => tx.engine.instances.byId(instance.id)), undefined);
  });

  test('of many who count up the same row at once, none is lost', async () => {
    const { store } = await open();
    const instance = instanceAt(1);
    await store.transaction((tx) => tx.engine.instances.insert(instance));
    const one = () =>
      store.transaction(async (tx) => {
        const row = await tx.engine.instances.byId(instance.id);
        assert.ok(row);
        await turn();
        await tx.engine.instances.advance({ ...row, version: row.version + 1 }, row.version, [commandOf(row)]);
      });
    // Each round holds rivals for one row; the store replays those who were too late.
    for (let round = 0; round < 10; round += 1) await Promise.all(Array.from({ length: 4 }, one));
    assert.equal((await store.transaction((tx) => tx.engine.instances.byId(instance.id)))?.version, 41);
  });

  test('a key that somebody else used first is met at the replay', async () => {
    const { store } = await open();
    const once = (answer: number) =>
      store.transaction(async (tx) => {
        const known = await tx.engine.receipts.find('report:1');
        if (known !== undefined) return known;
        await turn();
        await tx.engine.receipts.insert('report:1', answer, 0);
        return answer;
      });
    const answers = await Promise.all([once(1), once(2), once(3), once(4)]);
    assert.equal(new Set(answers).size, 1);
  });

  test('a transaction within a transaction is refused instead of waiting for itself', async () => {
    const { store } = await open();
    const nested = store.transaction(() => store.transaction(async () => 1));
    await assert.rejects(nested, /A transaction is open here already/);
    assert.equal(await store.transaction(async () => 2), 2);
    // What is only set going inside and runs later is a transaction of its own.
    const later = await store.transaction(async () => ({
      run: AsyncResource.bind(() => store.transaction(async () => 3)),
    }));
    assert.equal(await later.run(), 3);
  });

  test('instants beyond 32 bits come back as numbers, texts with every sign, through both ways of access', async () => {
    const { store } = await open();
    const at = Date.UTC(2126, 0, 1) + 7;
    const id = newId(at);
    const text = 'Phản ánh: ổ gà ở Đường Nguyễn Trãi 🕳️ \\ \' " `';
    await store.transaction((tx) => tx.engine.services.insert(versionOf(id, at, text), []));
    const row = await store.transaction((tx) => tx.engine.services.byId(id));
    assert.equal(row?.createdAt, at);
    assert.equal(row?.name.vi, text);
    const entity = await store.orm.em.fork().findOneOrFail(ServiceVersion, { id });
    assert.equal(entity.createdAt, at);
    assert.equal(entity.nameVi, text);
  });

  test('a draft is saved only on the revision that its editor started from, and published once', async () => {
    const { store } = await open();
    const id = newId(1);
    const resource = { path: 'a.bpmn', kind: 'process', title: 'A', content: 'one' } as const;
    const draft = { ...versionOf(id, 1, 'A'), version: 0, state: 'draft' as const, publishedAt: null };
    await store.transaction((tx) => tx.engine.services.insert(draft, [resource]));
    const save = (revision: number, content: string) =>
      store.transaction((tx) =>
        tx.engine.services.saveResource({ id, revision, at: 2, by: 'an' }, { ...resource, content }),
      );
    assert.equal(await save(1, 'two'), true);
    assert.equal(await save(1, 'three'), false);
    assert.equal((await store.transaction((tx) => tx.engine.services.resource(id, 'a.bpmn')))?.content, 'two');
    const publish = () =>
      store.transaction((tx) => tx.engine.services.publish({ id, revision: 2, at: 3, by: 'an' }, 1, 'first'));
    assert.deepEqual((await Promise.all([publish(), publish()])).sort(), [false, true]);
    const newest = await store.transaction((tx) => tx.engine.services.newest('report'));
    assert.equal(newest?.version, 1);
    assert.equal(await store.transaction((tx) => tx.engine.services.draft('report')), undefined);
    assert.equal(await store.transaction((tx) => tx.engine.services.discard(id)), false);
  });

  test('an object in place of a text gets into no condition', async () => {
    const { store } = await open();
    await store.transaction((tx) => tx.engine.services.insert(versionOf(newId(1), 1, 'A'), []));
    const anything = {} as unknown as string;
    await assert.rejects(
      store.transaction((tx) => tx.engine.services.newest(anything)),
      TypeError,
    );
    await assert.rejects(
      store.transaction((tx) => tx.engine.receipts.find(anything)),
      TypeError,
    );
    await assert.rejects(
      store.transaction((tx) => tx.engine.instances.byId(anything)),
      RangeError,
    );
  });

  if (name === 'MariaDB') {
    test('connections that the server drops are replaced, and cost no place in the pool', async () => {
      const { reopen, url } = await open();
      const store = await reopen({ connectionsMax: 2 });
      const killer = await createConnection(url);
      const instance = instanceAt(1);
      let tries = 0;
      await store.transaction(async (tx) => {
        tries += 1;
        if (tries <= 5) {
          const [rows] = await killer.query(
            'select id from information_schema.processlist where db = database() and id <> connection_id()',
          );
          for (const { id } of rows as { id: number }[]) await killer.query(`kill ${id}`);
        }
        await tx.engine.instances.insert(instance);
      });
      await killer.end();
      assert.equal(tries, 6);
      const three = [1, 2, 3].map(() => store.transaction((tx) => tx.engine.instances.byId(instance.id)));
      for (const found of await Promise.all(three)) assert.deepEqual(found, instance);
    });

    test('sessions read what is committed and cut nothing silently', async () => {
      const { store } = await open();
      const connection = store.orm.em.getConnection();
      const [isolation] = await connection.execute<{ Value: string }[]>(`show variables like 't%isolation'`);
      assert.equal(isolation?.Value, 'READ-COMMITTED');
      const [mode] = await connection.execute<{ Value: string }[]>(`show variables like 'sql_mode'`);
      assert.match(mode?.Value ?? '', /STRICT_TRANS_TABLES/);
    });
  }
});

test('on SQLite every transaction begins immediately, also through MikroORM, and commits reach the disk', async () => {
  const statements: string[] = [];
  const database = await openTestDatabase('SQLite', {
    onStatement: (sql, phase) => void (phase === 'before' && statements.push(sql)),
  });
  try {
    statements.length = 0;
    await database.store.transaction(async (tx) => void (await tx.engine.instances.byId(newId(1))));
    await database.store.orm.em.fork().transactional(async (em) => void (await em.count(ServiceVersion, {})));
    const begins = statements.filter((sql) => sql.startsWith('begin'));
    assert.deepEqual(begins, ['begin immediate', 'begin immediate']);
    const read = async (pragma: string) =>
      Object.values((await database.store.orm.em.getConnection().execute(`pragma ${pragma}`))[0] ?? {})[0];
    assert.equal(await read('journal_mode'), 'wal');
    assert.equal(await read('synchronous'), 2);
    assert.equal(await read('foreign_keys'), 1);
    assert.equal(await read('busy_timeout'), 5000);
  } finally {
    await database.drop();
  }
});

test('a second opener of the same SQLite database is refused with the number of the process that has it', async () => {
  const database = await openTestDatabase('SQLite');
  try {
    await assert.rejects(database.reopen(), (error: Error) => {
      assert.match(error.message, new RegExp(`Process ${process.pid} is using the database`));
      return (error as Error & { code: string }).code === 'DATABASE_IN_USE';
    });
    await database.store.close();
    const again = await database.reopen();
    assert.equal(await again.isReady(), true);
  } finally {
    await database.drop();
  }
});

test('a process killed while it writes leaves the lock free and every acknowledged row in place', async () => {
  const database = await openTestDatabase('SQLite');
  try {
    await database.store.close();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      acknowledged.push(...(await idsWrittenUntilKilled(database.url, 25)));
      const store: OpenStore = await database.reopen();
      const kept = new Set(await store.transaction((tx) => tx.engine.instances.page(null, 10_000)));
      assert.ok(acknowledged.length >= 25);
      for (const id of acknowledged) assert.ok(kept.has(id));
      await store.close();
    }
  } finally {
    await database.drop();
  }
});

test('a database address is taken apart, a wrong one is refused without repeating it', () => {
  assert.deepEqual(parseDatabaseUrl('sqlite:./data/wardflow.db'), { kind: 'sqlite', path: './data/wardflow.db' });
  assert.deepEqual(parseDatabaseUrl('mysql://w:p%40ss@db:3307/wardflow'), {
    kind: 'mysql',
    hosts: [{ name: 'db', port: 3307 }],
    user: 'w',
    password: 'p@ss',
    database: 'wardflow',
    tls: null,
  });
  const cluster = parseDatabaseUrl('mysql://w@db1,db2:3307,[::1]:3308/wardflow');
  assert.deepEqual('hosts' in cluster && cluster.hosts, [
    { name: 'db1', port: 3306 },
    { name: 'db2', port: 3307 },
    { name: '::1', port: 3308 },
  ]);
  for (const wrong of [
    'mysql://x:secret@h,,i/d',
    'mysql://x:secret@h,i:port/d',
    'postgres://x:secret@h/d',
    'mysql://x:secret@h',
    'sqlite:',
    'nonsense',
  ]) {
    assert.throws(
      () => parseDatabaseUrl(wrong),
      (error: Error) => !error.message.includes('secret'),
    );
  }
});

test('only what goes away by itself is tried again', () => {
  assert.equal(canRepeat({ errno: 1213 }, false), true);
  assert.equal(canRepeat({ cause: { errno: 1020 } }, true), true);
  assert.equal(canRepeat({ code: 'SQLITE_BUSY_SNAPSHOT' }, false), true);
  assert.equal(canRepeat({ code: 'PROTOCOL_CONNECTION_LOST' }, false), true);
  // Lost while the commit was under way: it may have been done.
  assert.equal(canRepeat({ code: 'PROTOCOL_CONNECTION_LOST' }, true), false);
  assert.equal(canRepeat({ errno: 1406 }, false), false);
  assert.equal(canRepeat({ code: 'SQLITE_FULL' }, false), false);
  assert.equal(canRepeat(new Error('a fault of ours'), false), false);
});

function commandOf({ id, version }: InstanceRow): JournalRow {
  return { instanceId: id, number: version + 1, at: 1, environment: 'test', command: { kind: 'suspend' } };
}

function instanceAt(version: number): InstanceRow {
  return {
    id: newId(1),
    serviceVersionId: newId(1),
    processId: 'report',
    caseId: null,
    state: 'active',
    version,
    snapshot: '{"a":1}',
    startedAt: 1,
    endedAt: null,
    startedBy: null,
    startedByCall: null,
  };
}

function versionOf(id: string, at: number, name: string) {
  return {
    id,
    service: 'report',
    version: 1,
    state: 'published' as const,
    revision: 1,
    basedOn: 0,
    name: { vi: name, en: name },
    note: '',
    createdAt: at,
    createdBy: 'an',
    savedAt: at,
    savedBy: 'an',
    publishedAt: at,
    publishedBy: 'an',
  };
}

/** Starts a process that writes and tells each id after its commit; kills it once it has told enough. */
async function idsWrittenUntilKilled(url: string, enough: number): Promise<readonly string[]> {
  const script = fileURLToPath(new URL('../../test/support/write-until-killed.ts', import.meta.url));
  const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let told = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    told += chunk;
    if (told.split('\n').length > enough) child.kill('SIGKILL');
  });
  await exited;
  // The last line may be cut: only whole ones were acknowledged.
  return told.split('\n').slice(0, -1);
}
