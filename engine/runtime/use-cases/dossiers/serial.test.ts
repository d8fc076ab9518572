// Codes of dossiers: none twice and none left out, however many desks receive at once and whoever is killed when.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openApplication } from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { dossierService, people, receiveDossier, viewAs } from '#test/support/dossiers.ts';
import { secretsOf } from '#test/support/sweep-killed.ts';

after(() => stopOwn());

const script = fileURLToPath(new URL('../../../../test/support/receive-until-killed.ts', import.meta.url));
const codes = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `H99.106.4-261120-${String(index + 1).padStart(4, '0')}`);

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('twelve that are received at once get twelve codes without a gap', async () => {
      const database = await openTestDatabase(name);
      const app = await openApplication(database.store, { services: [dossierService] });
      try {
        const keys = Array.from({ length: 12 }, (_, index) => `k${index}`);
        const clerk = await app.as(people.desk);
        const receipts = await Promise.all(keys.map((submissionKey) => receiveDossier(app, { submissionKey }, clerk)));
        assert.deepEqual(receipts.map(({ code }) => code).toSorted(), codes(12));
      } finally {
        app.remove();
        await database.drop();
      }
    });

    test('a desk that is killed again and again has given out each code once, and every dossier is whole', async () => {
      const database = await openTestDatabase(name);
      const secret = `receive ${name}`;
      const app = await openApplication(database.store, { secrets: secretsOf(secret), services: [dossierService] });
      try {
        await database.store.close();
        let killed = 0;
        for (const received of [2, 5, null]) {
          killed += await receiveUntil([database.url, secret, String(app.now()), '14'], received);
        }
        assert.ok(killed > 0, 'one was killed before its end');
        const store = await database.reopen();
        const again = await openApplication(store, { secrets: secretsOf(secret), folder: app.folder });
        const clerk = await again.as(people.desk);
        const found = await Promise.all(codes(14).map(async (code) => await viewAs(again, code, clerk)));
        for (const view of found) {
          assert.deepEqual(
            view.events.map(({ kind }) => kind),
            ['received', 'accepted'],
            view.code,
          );
          assert.deepEqual([view.applicant?.name, view.state, view.dueAt !== null], ['Nguyễn Thị Hoa', 'open', true]);
          assert.equal(view.steps.filter(({ closedAt }) => closedAt === null).length, 1);
        }
        const papers = await store.transaction(async (tx) => {
          const rows = [];
          for (const { caseId } of found) rows.push(...(await tx.cases.dossierDocuments.ofCase(caseId)));
          return rows.map(({ number }) => number).toSorted();
        });
        const numbers = codes(14).map((_, index) => `${String(index + 1).padStart(2, '0')}/TNHS-H99.106.4`);
        assert.deepEqual(papers, numbers, 'each has its receipt, and no number is left out');
        const next = await store.transaction((tx) => tx.cases.dossiers.nextSerial('H99.106.4-261120-'));
        assert.equal(next, 15, 'no serial was lost');
      } finally {
        app.remove();
        await database.drop();
      }
    });
  });
}

/**
 * @param killAfter so many were received; others are under way then @returns 1 where it was killed before its end
 */
async function receiveUntil(args: readonly string[], killAfter: number | null): Promise<0 | 1> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    if (killAfter !== null && said.split('received').length > killAfter) child.kill('SIGKILL');
  });
  await exit;
  return said.includes('over') ? 0 : 1;
}
