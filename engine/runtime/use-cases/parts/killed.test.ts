// `kill -9` while units are asked, one answers, a part is taken back and silence becomes consent: whatever was told done is
// there, each part has one task, one beginning and one end, and nobody is told twice.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isOpenPart } from '#engine/cases/joint/part.ts';
import type { OpenStore } from '#engine/store/open.ts';
import {
  completeInTurn,
  manhole,
  openApplication,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { lead } from '#test/support/joint.ts';
import { allReplay } from '#test/support/operations.ts';
import { secretsOf } from '#test/support/sweep-killed.ts';

const script = fileURLToPath(new URL('../../../../test/support/joint-until-killed.ts', import.meta.url));
const every = Array.from({ length: 130 }, (_, index) => index + 1);
/**
 * Counted from the begin of each process, which goes on from where the last one was killed; MariaDB gets many statements in
 * one packet. So each of the four deeds is cut once at least.
 */
const shortly = { SQLite: [45, 30, 30], MariaDB: [3, 7, 7] };
const all = process.env['WARDFLOW_TEST_EVERY_WRITE'] !== undefined;
const silent = Date.parse('2026-11-23T17:00:00+07:00');
const hour = 3_600_000;

after(() => stopOwn());

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('whoever is killed while a case is handled jointly leaves each part once, as it was told', async () => {
      const database = await openTestDatabase(name);
      const secret = `joint ${name}`;
      const app = await openApplication(database.store, { secrets: secretsOf(secret) });
      try {
        const caseId = await handledByTheWard(app);
        await database.store.close();
        const told = new Set<string>();
        for (const [turn, write] of [...(all ? every : shortly[name]), 0].entries()) {
          // What a killed worker had taken is taken again when its lease is over.
          const silentAt = new Date(silent + turn * hour).toISOString();
          for (const deed of await workedUntil([database.url, secret, String(write), silentAt])) told.add(deed);
          const store = await database.reopen();
          await eachOnce(store, caseId, told);
          await store.close();
          if (told.has('consented')) break;
        }
        const store = await database.reopen();
        const last = await openApplication(store, { secrets: secretsOf(secret) });
        assert.deepEqual(await states(store, caseId), { CTTN: 'answered', CTCX: 'withdrawn', SXD: 'consented' });
        await allReplay(last, store);
        last.remove();
      } finally {
        app.remove();
        await database.drop();
      }
    });
  });
}

async function handledByTheWard(app: TestApplication): Promise<string> {
  await submitReport(app, manhole);
  await completeInTurn(app, [
    ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
    [lead, { outcome: 'accept' }],
  ]);
  const { items } = await app.wardflow.application.tasks.worklist(await app.as(lead), { view: 'unit' });
  return items[0]?.caseId ?? '';
}

/** @returns the deeds that it was told are done, before it was killed or came to its end */
async function workedUntil(args: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  assert.ok(code === 0 || signal === 'SIGKILL', `it ended with ${code}`);
  return said.split('\n').filter((line) => line !== '');
}

async function states(store: OpenStore, caseId: string): Promise<Readonly<Record<string, string>>> {
  const parts = await store.transaction((tx) => tx.cases.parts.ofCase(caseId));
  return Object.fromEntries(parts.map(({ unit, state }) => [unit, state]));
}

/** Each part has been asked once, has a task just while it is open, and one end in the history and in the audit. */
async function eachOnce(store: OpenStore, caseId: string, told: ReadonlySet<string>): Promise<void> {
  await store.transaction(async (tx) => {
    const parts = await tx.cases.parts.ofCase(caseId);
    assert.ok(parts.length === 3 || (parts.length === 0 && !told.has('asked')), `${parts.length} parts`);
    const tasks = await tx.engine.tasks.ofCase(caseId);
    const story = (await tx.cases.timeline.ofCase(caseId)).filter(({ kind }) => kind === 'part');
    const audited = (await tx.cases.audit.latest(5_000)).filter(({ action }) => action.startsWith('part.'));
    const notices = await tx.cases.notices.ofCase(caseId);
    assert.equal(new Set(notices.map(({ dedupeKey }) => dedupeKey)).size, notices.length);
    for (const part of parts) {
      const open = isOpenPart(part);
      const own = tasks.filter((task) => task.part === part.id);
      const lines = story.filter(({ unit }) => unit === part.unit).map(({ code }) => code.split(':')[0]);
      assert.deepEqual(
        own.map((task) => task.open),
        [open],
        `task of ${part.unit}`,
      );
      // Processes that stand on one instant have no order among them.
      assert.deepEqual(lines.toSorted(), (open ? ['asked'] : ['asked', part.state]).toSorted());
      const ends = audited
        .filter(({ data }) => (data as { readonly part?: string }).part === part.id)
        .map(({ action }) => action);
      assert.deepEqual(ends, open ? [] : [`part.${part.state}`]);
    }
    const by = new Map(parts.map(({ unit, state }) => [unit, state]));
    if (told.has('answered')) assert.equal(by.get('CTTN'), 'answered');
    if (told.has('withdrawn')) assert.equal(by.get('CTCX'), 'withdrawn');
    if (told.has('consented')) assert.equal(by.get('SXD'), 'consented');
  });
}
