import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { runScenarioFile } from '#engine/scenarios/run-file.ts';
import { tryBook } from '#test/support/try-book.ts';
import { completeBy, completeWith, startFrom } from './answers.ts';
import { happeningsIn } from './happenings.ts';
import { messagesIn } from './messages.ts';
import { attempt, back, type Move, move, movesOf, play, type Tried } from './play.ts';
import { recorded } from './record.ts';
import { isScenario, opened, runAll } from './run-all.ts';
import { formOf, type Stage, stageOf } from './stage.ts';
import { afterAWorkingDay, clockTo, nextHappening, warningsIn } from './time.ts';
import { listensIn, waitsIn } from './waits.ts';

const at = (text: string): number => Date.parse(`${text}:00+07:00`);
const said = (instant: number | null | undefined): string =>
  instant == null ? 'none' : new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16);
const machines = { notice: [{ kind: 'output', variables: {} }], publish: [{ kind: 'output', variables: {} }] } as const;

async function staged(changes: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const stage = await stageOf(tryBook('citizen-feedback', changes));
  if ('problems' in stage) throw new Error(JSON.stringify(stage.problems));
  return stage;
}

describe('a draft that is tried', () => {
  let stage: Stage;
  const spot = (element: string) => ({ element, nth: 0 });
  const done = (element: string, outcome: string): Move => completeWith(spot(element), undefined, { outcome });
  const begun = (now: string, sample = { category: 'HT-TN', ward: '99016', urgent: false }): Tried =>
    play(stage, { now: at(now), workers: machines }, [startFrom(stage, sample, at(now))]);
  const after = (tried: Tried, ...moves: readonly Move[]): Tried => {
    let now = tried;
    for (const next of moves) {
      const made = attempt(stage, now, next);
      assert.equal(made.kind, 'done', made.kind === 'refused' ? made.failure.message : '');
      if (made.kind === 'done') now = made.tried;
    }
    return now;
  };
  const waiting = (tried: Tried) =>
    waitsIn(stage, tried).map((one) =>
      one.kind === 'task' ? `${one.element} ${one.to.unit?.code}/${one.to.role?.code} ${said(one.dueAt)}` : one.element,
    );

  before(async () => {
    stage = await staged();
  });

  it('says what waits, for whom by the rules of the ward, and until when', () => {
    const tried = begun('2026-11-20T08:00');
    assert.deepEqual(waiting(tried), ['verify IOC/ioc_operator 2026-11-23T08:00']);
    const routed = after(tried, done('verify', 'accept'));
    assert.deepEqual(waiting(routed), ['takeOn 99016-KTHT/officer 2026-11-20T10:00']);
    const [task] = waitsIn(stage, routed);
    assert.ok(task?.kind === 'task');
    assert.equal(task.to.unit?.name.vi.includes('Lam Đông'), true);
    assert.equal(task.to.holders, 0, 'nobody holds the post here, and that is said');
  });

  it('a deadline in working time lies behind Tết', () => {
    const tried = after(begun('2027-02-04T16:00'), done('verify', 'accept'));
    // Tết 2027 is from Friday 5 to Thursday 11 February: one of two hours is left on Thursday, the other comes after it.
    assert.deepEqual(waiting(tried), ['takeOn 99016-KTHT/officer 2027-02-12T08:30']);
    assert.equal(said(afterAWorkingDay(stage, tried)), '2027-02-12T16:00');
    const later = after(tried, clockTo(nextHappening(stage, tried) ?? 0));
    assert.equal(later.world.now > tried.world.now, true);
    assert.deepEqual(waiting(later), waiting(tried), 'a warning changes nothing of what waits');
    assert.ok(
      warningsIn(stage, tried).some(({ percent, at: when }) => percent === 100 && said(when) === '2027-02-12T08:30'),
    );
  });

  it('says which message goes to whom, with its words in both languages', () => {
    const tried = begun('2026-11-20T08:00');
    const [turn] = tried.turns;
    assert.ok(turn !== undefined);
    const [message] = messagesIn(stage, tried, turn);
    assert.deepEqual(
      [message?.code, message?.to.kind, said(message?.at), message?.element],
      ['PA_DA_NHAN', 'reporter', '2026-11-20T08:00', 'tellReceived'],
    );
    const sms = message?.texts.filter(({ channel }) => channel === 'sms').map(({ text }) => text);
    assert.match(sms?.[0] ?? '', /^Da nhan phan anh PA-261120-0001\./);
    assert.match(sms?.[1] ?? '', /^Report PA-261120-0001 received\./);
    const accepted = after(tried, done('verify', 'accept'));
    const [told] = messagesIn(stage, accepted, accepted.turns[1] ?? turn);
    assert.deepEqual(
      told?.texts.flatMap(({ missing }) => missing),
      [],
    );
    assert.match(told?.texts.find(({ channel }) => channel === 'email')?.text ?? '', /Lam Đông/);
  });

  it('personal words are shown in the message and stand in no variable and no file', () => {
    const form = formOf(stage, 'verify');
    assert.ok(form !== undefined);
    const reason = 'Nhà ông Nguyễn Văn Ba tự xây, không thuộc thẩm quyền.';
    const answers = { values: { outcome: 'reject', reason, category: 'HT-TN', ward: '99016' }, files: [] };
    const filled = completeBy(
      { ...stage, book: { ...stage.book, choices: offered } },
      spot('verify'),
      form,
      answers,
      0,
    );
    assert.ok(filled.kind === 'move', JSON.stringify(filled));
    const tried = after(begun('2026-11-20T08:00'), filled.move);
    const [message] = messagesIn(stage, tried, tried.turns[1] as never);
    assert.match(message?.texts.find(({ language }) => language === 'vi')?.text ?? '', /Nguyen Van Ba/);
    assert.doesNotMatch(JSON.stringify(tried.world.instances[0]?.state), /Nguyễn Văn Ba/);
    const { content } = recorded(stage, tried, { title: 'Từ chối', note: '' }, []);
    assert.doesNotMatch(content, /Nguyễn|Nguyen/);
  });

  it('one move less is the run as it was, and the same moves give the same run', () => {
    const first = begun('2026-11-20T08:00');
    const second = after(first, done('verify', 'accept'));
    assert.deepEqual(back(stage, second).world.instances[0]?.state, first.world.instances[0]?.state);
    const again = play(stage, second.beginning, movesOf(second));
    assert.deepEqual(again.world.instances[0]?.state, second.world.instances[0]?.state);
    const refused = attempt(stage, first, done('approve', 'approve'));
    assert.ok(refused.kind === 'refused');
    assert.equal(refused.failure.reason, 'nothingWaits');
  });

  it('time lets the quiet way be taken, and says which timer it was', () => {
    const asked = after(begun('2026-11-20T08:00'), done('verify', 'needInfo'));
    assert.ok(listensIn(asked).some(({ kind, element }) => kind === 'timer' && element === 'supplementLate'));
    const closed = after(asked, clockTo(at('2026-11-26T08:00')));
    const turn = closed.turns.at(-1);
    assert.ok(turn !== undefined);
    const lines = happeningsIn(stage, closed, turn).map((one) => `${said(one.at)} ${one.kind}`);
    assert.deepEqual(
      lines.filter((line) => !line.endsWith('warning')),
      [
        '2026-11-25T17:00 timer',
        '2026-11-25T17:00 taskGone',
        '2026-11-25T17:00 stage',
        '2026-11-25T17:00 reached',
        '2026-11-25T17:00 ended',
        '2026-11-25T17:00 message',
      ],
    );
  });

  it('a run is kept as a scenario that passes, and that can be gone through again', async () => {
    const tried = after(
      begun('2027-02-04T16:00'),
      done('verify', 'accept'),
      clockTo(at('2027-02-12T08:00')),
      done('takeOn', 'accept'),
      move({ kind: 'complete', at: spot('handle'), variables: { resultText: { $vault: 'resultText' } } }),
    );
    const { path, content } = recorded(stage, tried, { title: 'Ngập trước Tết', note: 'Hạn qua Tết.' }, []);
    assert.equal(path, 'scenarios/ngap-truoc-tet.scenario.yaml');
    assert.match(content, /^# Hạn qua Tết\./);
    assert.match(content, /due: \{ takeOn: 2027-02-12T08:30:00\+07:00 \}/);
    assert.match(content, /stage: cho_duyet/);
    const kept = await staged({ [path]: content });
    const { scenarios } = await runAll(kept);
    assert.deepEqual(
      scenarios.flatMap(({ path: of, result }) => (result.failure ? [`${of}: ${result.failure.message}`] : [])),
      [],
    );
    const again = opened(kept, path, 0);
    assert.deepEqual(again?.tried.world.instances[0]?.state, tried.world.instances[0]?.state);
    assert.equal(
      recorded(kept, tried, { title: 'Ngập trước Tết', note: '' }, [path]).path,
      'scenarios/ngap-truoc-tet-2.scenario.yaml',
    );
  });

  it('what no scenario has reached is named', async () => {
    const all = await runAll(stage);
    assert.equal(all.scenarios.length, stage.book.files.filter(({ path }) => isScenario(path)).length);
    assert.ok(all.coverage !== null && all.coverage.elements.touched > 40);
    const few = await stageOf({
      ...stage.book,
      files: stage.book.files.filter(({ path }) => !path.includes('scenarios/')),
    });
    assert.ok(!('problems' in few));
    assert.equal((await runAll(few)).coverage?.elements.touched, 0);
  });

  it('a scenario that fails says what was expected and what was found', async () => {
    const path = 'scenarios/danger-to-life.scenario.yaml';
    const { content } = stage.book.files.find((file) => file.path === path) ?? { content: '' };
    const read = async (file: string) => stage.book.files.find((one) => `../${one.path}` === file)?.content;
    const { results } = await runScenarioFile(
      path,
      content.replace(/waiting: \[\w+\]/, 'waiting: [handle, rate]'),
      read,
      stage.city.surroundings,
    );
    const difference = results[0]?.failure?.differences[0];
    assert.equal(difference?.about, 'waiting');
    assert.deepEqual(difference.expected, ['handle', 'rate']);
  });

  it('a loop that never waits stops, and says so in Vietnamese', async () => {
    const model = stage.scenario.model;
    const { content } = stage.book.files.find(({ path }) => path === model) ?? { content: '' };
    const incoming = '<bpmn:incoming>f_estimated</bpmn:incoming>';
    const looping = content
      .replace('sourceRef="estimate" targetRef="verify"', 'sourceRef="estimate" targetRef="begun"')
      .replace(incoming, '')
      .replace('<bpmn:incoming>f_received</bpmn:incoming>', `<bpmn:incoming>f_received</bpmn:incoming>${incoming}`);
    const loop = await staged({ [model]: looping });
    const tried = play(loop, { now: at('2026-11-20T08:00'), workers: machines }, [
      startFrom(loop, { category: 'HT-TN', ward: '99016', urgent: false }, at('2026-11-20T08:00')),
    ]);
    assert.equal(tried.turns[0]?.failure?.reason, 'restless');
  });
});

const offered = {
  categories: [{ value: 'HT-TN', name: { vi: 'Thoát nước', en: 'Drainage' } }],
  wards: [{ value: '99016', name: { vi: 'Phường', en: 'Ward' } }],
};
