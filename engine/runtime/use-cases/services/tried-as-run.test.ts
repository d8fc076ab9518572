/** What the designer's trial says of a draft is what the product then does: the same tasks, for whom, due when, told how. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { completeBy, type Filled, startBy } from '#designer/try/answers.ts';
import { messagesIn } from '#designer/try/messages.ts';
import { attempt, type Move, play, type Tried } from '#designer/try/play.ts';
import { formOf, type Stage, stageOf } from '#designer/try/stage.ts';
import { clockTo } from '#designer/try/time.ts';
import { addresseeOf } from '#designer/try/who.ts';
import { applicationsOf, manhole, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const beforeTet = '2027-02-04T16:00:00+07:00';
const afterTet = '2027-02-12T08:00:00+07:00';
const report = { ...manhole, anonymous: false, name: 'Võ Kim Em', phone: '0912 345 678', urgent: false };
const acts = [
  ['verify', 'tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
  ['takeOn', 'lamdong.ktht.canbo', { outcome: 'accept' }],
  ['handle', 'lamdong.ktht.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới ngay trong ngày.' }],
] as const;

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('a case that is tried has the tasks, people, due times and messages that a real one has, over Tết too', async () => {
    const { test } = await start({ now: beforeTet });
    const { services, reports, tasks, mailbox } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const stage = await stageOf(await services.trying(administrator, 'citizen-feedback'));
    if ('problems' in stage) throw new Error(JSON.stringify(stage.problems));
    const workers = { notice: [{ kind: 'output', variables: {} }] } as const;
    const form = (name: string) => formOf(stage, name) ?? { components: [] };

    const sent = { submissionKey: 'k', language: 'vi', channel: 'web', values: report, files: [] } as const;
    await reports.submit(sent);
    const first = moveOf(startBy(stage, form('report'), { values: report, files: [] }, test.now()));
    let tried = play(stage, { now: test.now(), workers }, [first]);
    const operator = await test.as('tiepnhan');
    const [received] = (await tasks.worklist(operator, { view: 'unit' })).items;
    const { caseId } = await tasks.task(operator, received?.taskId ?? '');
    assert.deepEqual(triedTasks(stage, tried), await realTasks(test, caseId));

    for (const [element, username, values] of acts) {
      if (element === 'handle') {
        await test.advanceTo(afterTet);
        tried = after(stage, tried, clockTo(test.now()));
      }
      const files = element === 'handle' ? [await test.photo('afterPhotos')] : [];
      const official = await test.as(username);
      const [waiting] = (await tasks.worklist(official, { view: 'unit' })).items;
      await tasks.complete(official, waiting?.taskId ?? '', { values, files, submissionKey: element });
      const name = stage.files.main.nodes[element];
      const own = form(name !== undefined && 'form' in name ? (name.form ?? '') : '');
      const judged = completeBy(stage, { element, nth: 0 }, own, { values, files }, test.now());
      tried = after(stage, tried, moveOf(judged));
      const real = await realTasks(test, caseId);
      assert.ok(real.length > 0);
      assert.deepEqual(triedTasks(stage, tried), real, `after ${element}`);
    }

    await test.wardflow.notices.runDue(test.now());
    const messages = tried.turns.flatMap((turn) => messagesIn(stage, tried, turn));
    const words = messages
      .filter(({ to }) => to.kind === 'reporter')
      .flatMap(({ texts }) => texts.filter(({ channel, language }) => channel === 'sms' && language === 'vi'))
      .map(({ text }) => withoutLink(text));
    const letters = (await mailbox.list(50)).filter(({ channel }) => channel === 'sms');
    assert.ok(words.length > 1);
    assert.deepEqual(words.toSorted(), letters.map(({ text }) => withoutLink(text)).toSorted());
  });
});

function moveOf(filled: Filled): Move {
  if (filled.kind === 'faults') throw new Error(JSON.stringify(filled.faults));
  return filled.move;
}

function after(stage: Stage, tried: Tried, next: Move): Tried {
  const made = attempt(stage, tried, next);
  if (made.kind === 'refused') throw new Error(made.failure.message);
  return made.tried;
}

function triedTasks(stage: Stage, { world, facts }: Tried) {
  return world.instances
    .flatMap(({ tasks }) => [...tasks.values()])
    .map((task) => {
      const { unit, role } = addresseeOf(stage.city, task, facts, world.now);
      return [task.element, unit?.code ?? '', role?.code ?? '', task.dueAt ?? null];
    });
}

async function realTasks({ deps }: TestApplication, caseId: string) {
  return await deps.store.transaction(async (tx) => {
    const rows = await tx.engine.tasks.ofCase(caseId);
    return rows.filter(({ open }) => open).map(({ element, unit, role, dueAt }) => [element, unit, role, dueAt]);
  });
}

/** The tracking code is drawn by lot. */
function withoutLink(text: string): string {
  return text.replace(/https:\S+/g, '…');
}
