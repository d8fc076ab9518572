import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { DraftTrial } from '#engine/runtime/application/history.ts';
import { countFigures } from '#engine/runtime/history/rollup.ts';
import { rollupOf } from '#engine/runtime/history/rollup-of.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const service = 'citizen-feedback';
const path = 'citizen-feedback.bpmn';
const span = { service, from: '2026-11-01', to: '2026-12-31', by: 'element' } as const;
const ward = 'lamdong.ktht';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  test('an administrator sees what was done by all, a head what the own unit did, an official nothing', async () => {
    const { test: app } = await opened();
    await solved(app);
    await counted(app);
    const { history } = app.wardflow.application;
    const admin = await app.as('quantri');
    const all = await history.figures(admin, span);
    const line = (lines: typeof all.lines, key: string) => lines.find((one) => one.key === key);
    assert.equal(line(all.lines, 'handle')?.completed, 1);
    assert.equal(line(all.lines, 'f_accept')?.taken, 1);
    assert.equal(all.uncounted, 0);
    assert.deepEqual(
      all.units.map(({ code }) => code),
      ['99016-KTHT', 'IOC'],
    );

    const head = await app.as(`${ward}.lanhdao`);
    const own = await history.figures(head, span);
    assert.equal(line(own.lines, 'handle')?.completed, 1);
    assert.equal(line(own.lines, 'verify'), undefined, 'the centre did that');
    assert.equal(line(own.lines, 'f_accept'), undefined);
    assert.deepEqual(
      own.units.map(({ code }) => code),
      ['99016-KTHT'],
    );
    assert.deepEqual((await history.figures(head, { ...span, unit: 'IOC' })).lines, []);
    const units = await history.figures(admin, { ...span, by: 'unit' });
    assert.deepEqual(units.lines.map(({ key }) => key).toSorted(), ['99016-KTHT', 'IOC']);
    assert.deepEqual((await history.figures(admin, { ...span, to: '2026-11-02' })).lines, []);

    assert.deepEqual(line(own.lines, 'handle')?.name, { vi: 'Xử lý', en: 'Handle' });
    const days = await history.figures(head, { ...span, by: 'day' });
    assert.deepEqual(
      days.lines.map(({ key, name, completed }) => [key, name, completed]),
      [['2026-11-20', null, 3]],
      'taken on, handled, approved',
    );
    const handled = await history.figures(head, { ...span, by: 'day', element: 'handle' });
    assert.deepEqual(
      handled.lines.map(({ completed }) => completed),
      [1],
    );
    assert.deepEqual(await history.figureServices(head), [
      { key: service, name: { vi: 'Phản ánh hiện trường', en: 'Citizen reports' } },
    ]);
    assert.equal(await history.mayReadFigures(head), true);

    const official = await app.as(`${ward}.canbo`);
    assert.equal(await history.mayReadFigures(official), false);
    await assert.rejects(history.figureServices(official), { code: 'FORBIDDEN' });
    await assert.rejects(history.figures(official, span), { code: 'FORBIDDEN' });
    await assert.rejects(history.figures(admin, { ...span, service: 'nothing' }), { code: 'NOT_FOUND' });
    await assert.rejects(history.figures(admin, { ...span, version: 9 }), { code: 'NOT_FOUND' });
  });

  test('the steps of a case tell who had it, how long it waited and how long it was worked on', async () => {
    const { test: app, store } = await opened();
    await submitReport(app, manhole);
    const { tasks, history } = app.wardflow.application;
    const operator = await app.as('tiepnhan');
    const [first] = (await tasks.worklist(operator, { view: 'unit' })).items;
    await app.advanceTo('2026-11-20T09:00:00+07:00');
    await tasks.claim(operator, first?.taskId ?? '');
    await app.advanceTo('2026-11-20T09:30:00+07:00');
    await completeInTurn(app, [['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
    const caseId = await store.transaction(async (tx) => {
      const [id = ''] = await tx.engine.instances.page(null, 1);
      return (await tx.cases.records.byInstance(id))?.id ?? '';
    });
    const [verify, takeOn] = await history.steps(operator, caseId);
    assert.deepEqual(
      [verify?.element, verify?.outcome, verify?.waitingMs, verify?.workingMs],
      ['verify', 'completed', 60 * 60_000, 30 * 60_000],
    );
    assert.ok(verify?.data.includes('category') && verify.by !== null);
    assert.deepEqual([takeOn?.element, takeOn?.outcome, takeOn?.takenAt], ['takeOn', '', null]);
    const other = await app.as('hoahung.canbo').catch(() => app.as('quantri'));
    await assert.rejects(history.steps(other, caseId), { code: 'NOT_FOUND' });
    await assert.rejects(history.steps(operator, 'no-id'), { code: 'NOT_FOUND' });
  });

  test('past cases go the same way on a draft that says the same', async () => {
    const { test: app } = await opened({ samples: true });
    const admin = await app.as('quantri');
    await edited(app, admin, (xml) => xml.replace('name="Quá 3 ngày làm việc"', 'name="Quá 3 ngày"'));
    const cases = await tried(app, admin);
    assert.ok(cases.length >= 10);
    assert.deepEqual(
      cases.filter(
        ({ result, deadlines, needs, stuck }) =>
          result !== 'same' || deadlines.length + needs.length + stuck.length > 0,
      ),
      [],
    );
    assert.ok(cases.every(({ registerNumber }) => registerNumber !== null));
  });

  test('a draft that asks elsewhere, asks more or grants less time is told by the cases of the past', async () => {
    const { test: app } = await opened();
    await solved(app);
    const admin = await app.as('quantri');
    // Shorter: the head's approval, which had eight hours.
    await edited(app, admin, (xml) =>
      xml.replaceAll('<wardflow:deadline duration="PT8H"', '<wardflow:deadline duration="PT4H"'),
    );
    const [shorter] = await tried(app, admin);
    assert.equal(shorter?.result, 'same');
    const approve = shorter?.deadlines.find(({ element }) => element === 'approve');
    assert.ok(approve !== undefined && (approve.now ?? 0) < (approve.was ?? 0) && approve.doneAt !== null);

    // Another way: what was accepted is refused.
    await edited(app, admin, (xml) => xml.replace('outcome = "reject"</', 'outcome = "accept"</'));
    const [another] = await tried(app, admin);
    assert.equal(another?.result, 'another');
    assert.equal(another?.parts?.after, 'verified');
    assert.deepEqual(another?.parts?.was, ['setDeadline']);

    // One more question: nobody has ever answered it.
    const asked = (xml: string) =>
      xml
        .replace('<bpmn:outgoing>f_handled</bpmn:outgoing>', '<bpmn:outgoing>f_second</bpmn:outgoing>')
        .replace('id="f_handled" sourceRef="handle"', 'id="f_handled" sourceRef="secondLook"')
        .replace(
          '<bpmn:exclusiveGateway id="approved"',
          `<bpmn:userTask id="secondLook" name="Xem lại" wardflow:unit="IOC" wardflow:role="ioc_operator">
            <bpmn:incoming>f_second</bpmn:incoming><bpmn:outgoing>f_handled</bpmn:outgoing></bpmn:userTask>
          <bpmn:sequenceFlow id="f_second" sourceRef="handle" targetRef="secondLook"/><bpmn:exclusiveGateway id="approved"`,
        );
    await edited(app, admin, asked);
    const [unanswered] = await tried(app, admin);
    assert.deepEqual([unanswered?.result, unanswered?.parts?.after], ['another', 'handle']);
    assert.deepEqual([unanswered?.parts?.now, unanswered?.needs], [['secondLook'], ['secondLook']]);
  });

  test('a trial says who would have been told what, and when: messages of the process, warnings of the city', async () => {
    const { test: app } = await opened();
    const admin = await app.as('quantri');
    await submitReport(app, { ...manhole, phone: '0912345678' });
    await completeInTurn(app, [['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
    await edited(app, admin, (xml) => xml.replace('name="Xử lý"', 'name="Xử lý tại chỗ"'));
    const [one] = await tried(app, admin);
    const local = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(5, 16);
    assert.deepEqual(
      one?.told.map(({ at, message, clock, percent, element, to }) =>
        [local(at), message?.en ?? `${clock} ${percent}`, element, to].filter(Boolean).join(' '),
      ),
      [
        '11-20T08:00 Report received tellReceived reporter',
        '11-20T08:00 Accepted and handed on tellAccepted reporter',
        '11-20T10:00 step 100 takeOn handler',
        '11-23T13:30 case 50 handler',
        '11-24T11:12 case 80 handler',
        '11-25T08:00 case 100 head',
        '11-26T13:30 case 150 superior',
      ],
    );
    assert.equal(one?.told.at(-1)?.percent, 150);
  });

  test('only who designs the service tries its draft, and only where there is one that can run', async () => {
    const { test: app } = await opened();
    const { history } = app.wardflow.application;
    const admin = await app.as('quantri');
    await assert.rejects(history.tryDraft(admin, service, {}), { code: 'NOT_FOUND' });
    await edited(app, admin, (xml) => xml.replace('outcome = "reject"</', 'outcome = = "reject"</'));
    await assert.rejects(history.tryDraft(admin, service, {}), { code: 'SERVICE_HAS_PROBLEMS' });
    const official = await app.as(`${ward}.canbo`);
    await assert.rejects(history.tryDraft(official, service, {}), { code: 'NOT_FOUND' });
    await assert.rejects(history.tryDraft(admin, service, { after: 'x' }), { code: 'NOT_FOUND' });
  });
});

async function solved(app: TestApplication): Promise<void> {
  await submitReport(app, manhole);
  await completeInTurn(app, [
    ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
    [`${ward}.canbo`, { outcome: 'accept' }],
    [`${ward}.canbo`, { outcome: 'done', resultText: 'Đã thay nắp hố ga mới và dọn sạch.' }],
    [`${ward}.lanhdao`, { outcome: 'approve' }],
    ['congkhai', { outcome: 'keep' }],
  ]);
}

async function counted({ wardflow, deps }: TestApplication): Promise<void> {
  const context = { ...deps, kernel: wardflow.kernel, cities: { last: { city: wardflow.city() } } };
  await countFigures(rollupOf(context as unknown as Parameters<typeof rollupOf>[0])).run(deps.clock());
}

/** The draft: the shipped process with one change. */
async function edited(app: TestApplication, admin: Actor, change: (xml: string) => string): Promise<void> {
  const { services } = app.wardflow.application;
  const { content } = await services.resource(admin, service, 1, path);
  assert.notEqual(change(content), content);
  const { draft } = await services.get(admin, service);
  await services.save(admin, service, { revision: draft?.revision ?? null, path, content: change(content) });
}

async function tried(app: TestApplication, admin: Actor): Promise<readonly DraftTrial[]> {
  const cases: DraftTrial[] = [];
  for (let after: string | undefined; ; ) {
    const page = await app.wardflow.application.history.tryDraft(admin, service, after === undefined ? {} : { after });
    cases.push(...page.cases);
    if (page.next === null) return cases;
    after = page.next;
  }
}
