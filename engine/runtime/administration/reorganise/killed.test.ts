// `kill -9` in the middle of a reorganisation, again and again: each case has moved once, and it comes to its end.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { OpenStore } from '#engine/store/open.ts';
import { completeInTurn, manhole, openApplication, submitReport } from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { allReplay } from '#test/support/operations.ts';

const script = fileURLToPath(new URL('../../../../test/support/reorganise-until-killed.ts', import.meta.url));
const cases = 10;
const killsAfterMs = [40, 150];
const day = '2026-12-01';
const itsDay = `${day}T00:05:00+07:00`;
const accepted = { outcome: 'accept', category: 'HT-TN', ward: '99016' };

after(() => stopOwn());

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('a worker that is killed in the middle moves nothing twice and leaves nothing behind', async () => {
      const database = await openTestDatabase(name);
      const secret = `reorganised ${name}`;
      const key = (of: string) => createHash('sha256').update(`${secret} ${of}`).digest();
      const secrets = { masterKey: key('master'), hmacKey: key('hmac') };
      const first = await openApplication(database.store, { secrets });
      try {
        for (let number = 0; number < cases; number += 1) await submitReport(first, manhole, `r${number}`);
        for (let number = 0; number < cases; number += 1) await completeInTurn(first, [['tiepnhan', accepted]]);
        const plan = {
          units: [{ from: '99016-KTHT', to: [{ unit: '99013-KTHT', wards: [], categories: [] }] }],
          wards: [],
        };
        const { reorganisations } = first.wardflow.application;
        const { id } = await reorganisations.confirm(await first.as('quantri'), { plan, day, note: 'Nghị quyết 30' });
        await database.store.close();
        for (const ms of killsAfterMs) {
          await killedAfter(database.url, secret, ms);
          const store = await database.reopen();
          const seen = await standing(store, id);
          assert.deepEqual([seen.told, seen.audited, seen.left], [seen.moved, seen.moved, cases - seen.moved]);
          await store.close();
        }
        const store = await database.reopen();
        const last = await openApplication(store, { secrets, now: itsDay });
        const duty = last.wardflow.duties.find((one) => one.name === 'reorganise');
        for (let turn = 0; turn < 20; turn += 1) await duty?.run(last.now());
        assert.deepEqual(await standing(store, id), {
          moved: cases,
          told: cases,
          audited: cases,
          left: 0,
          state: 'done',
        });
        await allReplay(last, store);
        last.remove();
      } finally {
        first.remove();
        await database.drop();
      }
    });
  });
}

/** Starts a worker on the day and kills it so long after it has begun. */
async function killedAfter(url: string, secret: string, ms: number): Promise<void> {
  const child = spawn(process.execPath, [script, url, secret, itsDay], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exit]);
  await wait(ms);
  child.kill('SIGKILL');
  await exit;
}

/** What is noted as moved, what officials are told, what the audit says, and what is still with the old unit. */
async function standing(store: OpenStore, id: string) {
  return await store.transaction(async (tx) => {
    const counts = await tx.cases.reorganisations.counts(id);
    const moved = counts.find(({ kind }) => kind === 'case')?.count ?? 0;
    const rows = await tx.cases.reorganisations.casesBy(['99016-KTHT', '99013-KTHT']);
    const left = rows.filter(({ unit }) => unit === '99016-KTHT').reduce((sum, { count }) => sum + count, 0);
    const audited = (await tx.cases.audit.latest(5_000)).filter(({ action }) => action === 'case.reorganise');
    let told = 0;
    for (const { subject } of audited) {
      const lines = await tx.cases.timeline.ofCase(subject.slice('case:'.length));
      told += lines.filter(({ code }) => code === 'reorganise').length;
    }
    const state = (await tx.cases.reorganisations.byId(id))?.state;
    return { moved, told, audited: new Set(audited.map(({ subject }) => subject)).size, left, state };
  });
}
