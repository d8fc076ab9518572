/** Asking, answering, silence as consent and taking back are a transaction each: cut at any statement, nothing of it is there. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AskUnits } from '#engine/runtime/application/parts.ts';
import {
  completeInTurn,
  manhole,
  openApplication,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { openTestDatabase } from '#test/support/databases.ts';

const lead = 'lamdong.ktht.canbo';
const asked: AskUnits = {
  units: ['CTTN', 'SXD'],
  kind: 'opinion',
  asked: 'Xin ý kiến về phương án thay nắp.',
  due: '2026-11-23',
  required: true,
  submissionKey: 'ask-units-1',
};

it('whatever statement of a deed fails, the case stands as before; then the deed is done whole', async () => {
  let cutAt = 0;
  let count = 0;
  const onStatement = (_sql: string, phase: string): void => {
    if (cutAt === 0 || phase !== 'before') return;
    count += 1;
    if (count === cutAt) throw new Error('cut');
  };
  const database = await openTestDatabase('SQLite', { onStatement });
  const { store } = database;
  const test = await openApplication(store);
  try {
    await submitReport(test, { ...manhole });
    await completeInTurn(test, [
      ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
      [lead, { outcome: 'accept' }],
    ]);
    const { parts, tasks } = test.wardflow.application;
    const actor = await test.as(lead);
    const [item] = (await tasks.worklist(actor, { view: 'unit' })).items;
    const { taskId = '', caseId = '' } = item ?? {};
    const standing = () =>
      store.transaction(async (tx) =>
        JSON.stringify([
          await tx.cases.parts.ofCase(caseId),
          await tx.engine.tasks.ofCase(caseId),
          await tx.cases.timeline.ofCase(caseId),
          await tx.cases.clocks.ofCase(caseId),
          (await tx.cases.notices.ofCase(caseId)).map(({ dedupeKey }) => dedupeKey),
          await tx.cases.records.byId(caseId),
        ]),
      );
    /** @returns how often it was cut before it was done */
    const cutEverywhere = async (deed: () => Promise<unknown>): Promise<number> => {
      const before = await standing();
      for (let at = 1; ; at += 1) {
        [cutAt, count] = [at, 0];
        const done = await deed().then(
          () => true,
          () => false,
        );
        const cut = count >= at;
        cutAt = 0;
        const after = await standing();
        if (done && !cut) {
          assert.notEqual(after, before);
          return at - 1;
        }
        // What a reader of the answer meets when the deed is done already is no part of it.
        if (after !== before) return at - 1;
      }
    };
    const co = await test.as('cttn.canbo');
    const own = async () => (await tasks.worklist(co, { view: 'unit' })).items[0]?.taskId ?? '';
    assert.ok((await cutEverywhere(() => parts.ask(actor, taskId, asked))) > 10);
    const answer = { values: { outcome: 'agree', partAnswer: 'Đồng ý phương án.' }, files: [], submissionKey: 'a-1' };
    const task = await own();
    assert.ok((await cutEverywhere(() => tasks.complete(co, task, answer))) > 10);
    const again = await parts.ask(actor, taskId, { ...asked, units: ['CTCX'], submissionKey: 'ask-units-2' });
    const last = again.parts.find(({ unit }) => unit.code === 'CTCX')?.partId ?? '';
    assert.ok((await cutEverywhere(() => parts.withdraw(actor, taskId, last, 'Thôi.'))) > 5);
    // The worker tries again later what was cut, so the clock goes on from try to try.
    const open = await standing();
    const due = Date.parse('2026-11-23T17:00:00+07:00');
    for (const [hours, at] of [3, 8, 14, 21, 29].entries()) {
      [cutAt, count] = [at, 0];
      await test.advanceTo(new Date(due + hours * 3_600_000).toISOString()).catch(() => undefined);
      cutAt = 0;
      if ((await standing()) !== open) break;
    }
    await test.advanceTo(new Date(due + 24 * 3_600_000).toISOString());
    const states = (await parts.ofTask(actor, taskId)).parts.map(({ unit, state }) => `${unit.code} ${state}`);
    assert.deepEqual(states.toSorted(), ['CTCX withdrawn', 'CTTN answered', 'SXD consented']);
    const story = await store.transaction((tx) => tx.cases.timeline.ofCase(caseId));
    assert.equal(story.filter(({ code }) => code.startsWith('consented')).length, 1);
    await replays(test);
  } finally {
    test.remove();
    await database.drop();
  }
});

async function replays({ wardflow, deps }: TestApplication): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const [id = ''] = await tx.engine.instances.page(null, 1);
    const { replayed, saved } = await wardflow.kernel.replay(tx, id);
    assert.equal(replayed, saved);
  });
}
