/**
 * A database that has become slow, that says nothing any more, or in which somebody holds a row: whoever asks is answered
 * all the same, and told when to come again; readiness says so; nothing is lost or doubled; it goes on without a restart.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, createConnection } from 'mysql2/promise';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { startProxy, type WornCable } from '#test/torture/proxy.ts';
import { type Door, openDoor, report } from './support/door.ts';

const clients = 8;

if (databaseNames.includes('MariaDB'))
  describe('through a cable to MariaDB that can be worn out', () => {
    let door: Door;
    let cable: WornCable;
    let direct: Connection;
    const cleanUp: (() => unknown)[] = [];

    before(async () => {
      const place = await newDatabase('MariaDB');
      const { port } = new URL(place.url);
      cable = await startProxy(Number(port));
      const url = place.url.replace(port, String(cable.port));
      door = await openDoor({ OBSERVE_PORT: '0', DATABASE_URL: url, DATABASE_CONNECTIONS: '4' });
      direct = await createConnection(place.url);
      cleanUp.push(
        place.remove,
        () => cable.close(),
        () => door.close(),
        () => direct.end(),
      );
    });
    after(async () => {
      await cable.set('pass');
      for (const one of cleanUp.reverse()) await one();
      await stopOwn();
    });

    test('where each word takes a second and a half, some are told to come again, and readiness says why', async () => {
      const reported = await everybodyReports();
      await cable.set({ slowMs: 1_500 });
      const answers = reported.map(({ send }) => send());
      const unready = await door.call('/readyz');
      assert.deepEqual([unready.status, unready.body.checks.database], [503, 'answers too slowly']);
      await Promise.any(answers.map(refused));
      await cable.set('pass');
      await Promise.all(answers);
      await eachOnce(reported);
    });

    test('where nothing is said any more, everybody is told to come again', async () => {
      const reported = await everybodyReports();
      await cable.set('still');
      await Promise.all(reported.map(({ send }) => refused(send())));
      assert.equal((await door.call('/readyz')).status, 503);
      await cable.set('pass');
      await eachOnce(reported);
    });

    test('where somebody holds the row that all need, they wait their time, and go on when it is free', async () => {
      const reported = await everybodyReports();
      await direct.query('begin');
      await direct.query('select * from register_counter for update');
      const answers = reported.map(({ send }) => send());
      await wait(500);
      await direct.query('rollback');
      await Promise.all(answers);
      await eachOnce(reported);
    });

    /** Each has a report of their own, which is sent under the same key however often. */
    async function everybodyReports() {
      const all = Array.from({ length: clients }, () => randomUUID());
      const before = await cases();
      return all.map((key) => ({ before, send: () => send(key) }));
    }

    async function send(key: string) {
      // A page waits longer than the tests' own door.
      const response = await fetch(`${door.running.url}/api/v1/reports`, {
        method: 'POST',
        body: report({}, key),
        signal: AbortSignal.timeout(60_000),
      });
      return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() };
    }

    async function refused(sent: ReturnType<typeof send>): Promise<void> {
      const { status, retryAfter, text } = await sent;
      assert.equal(status, 503, text);
      assert.match(retryAfter ?? '', /^\d+$/);
    }

    /** Who was told to come again does; after that each report is there, once. */
    async function eachOnce(reported: Awaited<ReturnType<typeof everybodyReports>>): Promise<void> {
      for (const { send: again } of reported) {
        const until = Date.now() + 30_000;
        while ((await again()).status !== 200) {
          assert.ok(Date.now() < until, 'it goes on without a restart');
          await wait(100);
        }
      }
      assert.equal(await cases(), (reported[0]?.before ?? 0) + clients);
      assert.equal((await door.call('/readyz')).status, 200);
    }

    async function cases(): Promise<number> {
      const [rows] = await direct.query('select count(*) as n from case_record');
      return (rows as unknown as readonly { readonly n: number }[])[0]?.n ?? -1;
    }
  });
