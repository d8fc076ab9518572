// What a packet answers, it answers as a block too; and a block that fails leaves what a transaction leaves: nothing.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { type Connection, createConnection } from 'mysql2';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { canRepeat, repeatCause } from '../retry.ts';
import type { SqlValue } from '../sql.ts';
import { type Line, type Statement, send } from './packet.ts';

after(stopOwn);

if (databaseNames.includes('MariaDB')) {
  describe('statements of one packet', () => {
    for (const inBlocks of [false, true]) {
      test(`${inBlocks ? 'as a block' : 'one after another'} they say what they found and touched`, async () => {
        await withTable(async (connection) => {
          const line = lineOf(connection, inBlocks);
          const answers = await send(
            line,
            [
              mute('begin'),
              { ...mute('insert into t (id, word) values ', [1, 'một; hai', 2, "d'ông"]), width: 2 },
              of('update t set word = word where id > ?', [0]),
              of('select id, word from t order by id'),
              mute('insert into t (id, word) select id + 10, word from t', []),
              { ...mute('delete from t where id = ?', [11]), touchesOne: 'row' },
              of('select count(*) as n from t'),
              mute('commit'),
            ],
            true,
          );
          assert.equal(answers[2]?.touched, 2);
          assert.deepEqual(plain(answers[3]?.rows), [
            { id: 1, word: 'một; hai' },
            { id: 2, word: "d'ông" },
          ]);
          assert.equal(answers[5]?.touched, 1);
          assert.deepEqual(plain(answers[6]?.rows), [{ n: 3 }]);
          assert.equal(await rowsIn(line), 3);
        });
      });

      test(`${inBlocks ? 'as a block' : 'one after another'} they end at the first that fails, and the rest is not done`, async () => {
        await withTable(async (connection) => {
          const line = lineOf(connection, inBlocks);
          const add = (id: number) => mute('insert into t (id, word) values (?, ?)', [id, 'x']);
          const all = [mute('begin'), add(1), add(1), add(2), mute('commit')];
          await assert.rejects(send(line, all, true), { errno: 1062 });
          await send(line, [mute('rollback')], true);
          assert.equal(await rowsIn(line), 0);
        });
      });
    }

    test('a block sees by itself that a row has changed, and commits nothing', async () => {
      await withTable(async (connection) => {
        const line = lineOf(connection, true);
        const gone = { ...mute('update t set word = ? where id = ?', ['y', 7]), touchesOne: 'row' };
        const all = [mute('begin'), mute(`insert into t values (1, 'x')`), gone, mute('commit')];
        await assert.rejects(send(line, all, true), (error) => {
          assert.ok(canRepeat(error, false));
          assert.equal(repeatCause(error), 'conflict');
          return true;
        });
        await send(line, [mute('rollback')], true);
        assert.equal(await rowsIn(line), 0);
      });
    });
  });
}

function of(sql: string, params: readonly SqlValue[] = []): Statement {
  return { sql, params };
}

function mute(sql: string, params: readonly SqlValue[] = []): Statement {
  return { sql, params, isMute: true };
}

async function rowsIn(line: Line): Promise<unknown> {
  const [answer] = await send(line, [of('select count(*) as n from t')], false);
  return answer?.rows[0]?.['n'];
}

function plain(rows: unknown): unknown {
  return JSON.parse(JSON.stringify(rows));
}

/** As the pool of the store gives it. */
function lineOf(connection: Connection, inBlocks: boolean): Line {
  const executeQuery = ({ sql }: { readonly sql: string }) =>
    new Promise((resolve, reject) => {
      connection.query(sql, (error, result) => {
        if (error) return reject(error);
        if (Array.isArray(result)) return resolve({ rows: result });
        resolve({ rows: [], numAffectedRows: BigInt((result as { affectedRows: number }).affectedRows) });
      });
    });
  return { connection: { executeQuery } as unknown as Line['connection'], inBlocks };
}

async function withTable(work: (connection: Connection) => Promise<void>): Promise<void> {
  const { url, remove } = await newDatabase('MariaDB');
  const connection = createConnection({ uri: url, multipleStatements: true });
  try {
    await connection.promise().query('create table t (id int primary key, word varchar(40))');
    await work(connection);
  } finally {
    await connection.promise().end();
    await remove();
  }
}
