/** Joint handling: a lead unit and those whom it asks, each with a part; the case stays one. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { AskUnits } from '#engine/runtime/application/parts.ts';
import type { DemoPack } from '#engine/runtime/use-cases/application.ts';
import { applicationsOf, completeInTurn, demoPack, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { builders, drains, jointCases, lead, result, wanted } from '#test/support/joint.ts';

const head = 'lamdong.ktht.lanhdao';
const diagram = 'citizen-feedback.bpmn';

/** The process as it was before units could be asked. */
function withoutParts(pack: DemoPack): DemoPack {
  const shipped = pack.services['citizen-feedback'] ?? {};
  const drawn =
    /\n *<bpmndi:BPMN(Shape|Edge) id="(f_)?(asked|joint|part|tellPartner|partner|doPart|opinion|giveOpinion|consent|tellLead|lead)\w*_di"[\s\S]*?<\/bpmndi:BPMN\1>/g;
  const before = (shipped[diagram] ?? '')
    .replace(/<bpmn:boundaryEvent id="asked"[\s\S]*?<bpmn:endEvent id="jointEnded"[\s\S]*?<\/bpmn:endEvent>/, '')
    .replace(/<bpmn:sequenceFlow id="f_(asked_units|joint)"[^>]*\/>/g, '')
    .replace(drawn, '');
  return { ...pack, services: { ...pack.services, 'citizen-feedback': { ...shipped, [diagram]: before } } };
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  const { handled, workOf, answer, aboutTheOnly } = jointCases(opened);

  it('the lead waits for what is required; what is not is withdrawn when it is done', async () => {
    const { test, store, actor, taskId, caseId, instance } = await handled();
    const { parts, tasks, history } = test.wardflow.application;
    const before = await parts.ofTask(actor, taskId);
    assert.deepEqual([before.possible, before.mayAsk, before.kinds], [true, true, ['work', 'opinion']]);
    assert.equal(before.latest, Date.parse('2026-11-25T08:00+07:00'));
    assert.ok(!before.units.some(({ code }) => code === '99016-KTHT'));
    await parts.ask(actor, taskId, wanted);
    const view = await parts.ask(actor, taskId, {
      ...wanted,
      units: ['SXD'],
      kind: 'opinion',
      required: false,
      submissionKey: 'ask-units-2',
    });
    assert.deepEqual(
      view.parts.map(({ unit, kind, required, state, dueAt, consentDays }) => [
        ...[unit.code, kind, required, state],
        ...[new Date(dueAt).toISOString(), consentDays],
      ]),
      [
        ['CTTN', 'work', true, 'open', '2026-11-23T10:00:00.000Z', null],
        ['SXD', 'opinion', false, 'open', '2026-11-23T10:00:00.000Z', 1],
      ],
    );
    const item = await workOf(test, drains);
    assert.deepEqual(item?.part, {
      kind: 'work',
      required: true,
      lead: { code: '99016-KTHT', name: item?.part?.lead.name },
    });
    const early = tasks.complete(actor, taskId, { values: result, files: [], submissionKey: 'handle-1' });
    await assert.rejects(
      early,
      ({ code, fields }: { readonly code: string; readonly fields: readonly { params: object }[] }) => {
        const waited = {
          vi: 'Công ty Thoát nước và Hạ tầng đô thị (phần việc)',
          en: 'Drainage & Infrastructure Co. (work)',
        };
        assert.deepEqual([code, fields.map(({ params }) => params)], ['PARTS_OPEN', [waited]]);
        return true;
      },
    );
    await answer(test, drains, { outcome: 'done', partAnswer: 'Đã giao hai nắp tại kho phường.' }, 'answer-1');
    const answered = (await parts.ofTask(actor, taskId)).parts[0];
    assert.deepEqual(
      [answered?.state, answered?.outcome, answered?.answer],
      ['answered', 'done', 'Đã giao hai nắp tại kho phường.'],
    );
    await tasks.complete(actor, taskId, { values: result, files: [], submissionKey: 'handle-2' });
    const approval = await workOf(test, head);
    const detail = await tasks.task(await test.as(head), approval?.taskId ?? '');
    assert.deepEqual(approval?.step, { vi: 'Duyệt kết quả', en: 'Approve the result' });
    assert.equal(await workOf(test, builders), undefined);
    const story = detail.timeline
      .filter(({ kind }) => kind === 'part')
      .map(({ title, unit }) => [unit?.code, title.vi]);
    assert.deepEqual(story, [
      ['CTTN', 'Đề nghị phối hợp'],
      ['SXD', 'Đề nghị phối hợp'],
      ['CTTN', 'Đơn vị phối hợp đã trả lời'],
      ['SXD', 'Đã rút đề nghị phối hợp'],
    ]);
    // The lead has had the case all the time, whoever was asked.
    const { lines } = await history.holdings(await test.as('dieuphoi'), caseId);
    assert.ok(!lines.some(({ unit }) => unit?.code === 'CTTN' || unit?.code === 'SXD'));
    const journal = await store.transaction(async (tx) => {
      const { replayed, saved } = await test.wardflow.kernel.replay(tx, instance);
      assert.equal(replayed, saved);
      return JSON.stringify(await tx.engine.journal.ofInstance(instance)) + saved;
    });
    assert.ok(!journal.includes('nắp hố ga loại') && !journal.includes('hai nắp'));
  });

  it('who does not answer an opinion in time is taken to agree, by the city’s rule and never before the due date', async () => {
    const { test, actor, taskId } = await handled({ alone: true });
    const { parts, tasks } = test.wardflow.application;
    const asked = { ...wanted, units: ['CTTN', 'SXD'], kind: 'opinion', due: '2026-11-24T10:00' } as const;
    const [first, second] = (await parts.ask(actor, taskId, asked)).parts;
    // One working day would be Monday 17:00; the units were told Tuesday 10:00.
    assert.equal(first?.dueAt, Date.parse('2026-11-24T10:00+07:00'));
    assert.equal(first?.consentAt, first?.dueAt);
    await answer(test, builders, { outcome: 'disagree', partAnswer: 'Chưa đồng ý phương án này.' }, 'opinion-1');
    await test.advanceTo('2026-11-24T09:59:59+07:00');
    assert.equal((await parts.ofTask(actor, taskId)).parts[0]?.state, 'open');
    await test.advanceTo('2026-11-24T10:00:00+07:00');
    const views = (await parts.ofTask(actor, taskId)).parts;
    const states = new Map(views.map(({ partId, state, consentDays }) => [partId, [state, consentDays]]));
    assert.deepEqual(states.get(first?.partId ?? ''), ['consented', 1]);
    assert.deepEqual(states.get(second?.partId ?? ''), ['answered', 1]);
    assert.equal(await workOf(test, drains), undefined);
    const told = (await tasks.task(actor, taskId)).timeline.filter(({ kind }) => kind === 'part').at(-1);
    assert.equal(told?.title.vi, 'Coi như đồng ý: không trả lời trong 1 ngày làm việc');
    await tasks.complete(actor, taskId, { values: result, files: [], submissionKey: 'handle-3' });
  });

  it('a part is inside the lead’s time on the calendar of its unit, of a unit of today, and says what is asked', async () => {
    const { test, actor, taskId } = await handled();
    const { parts } = test.wardflow.application;
    const faults = async (change: Partial<AskUnits>) => {
      try {
        await parts.ask(actor, taskId, { ...wanted, submissionKey: 'bad-ask-1', ...change });
      } catch (error) {
        return (error as { readonly fields: readonly { path: string; rule: string }[] }).fields.map(
          ({ path, rule }) => `${path} ${rule}`,
        );
      }
      return [];
    };
    assert.deepEqual(await faults({ due: '2026-11-25' }), ['due PART_DUE_AFTER_LEAD']);
    assert.deepEqual(await faults({ due: '2026-11-19' }), ['due PART_DUE_PAST']);
    // Saturday: the unit's last working hour before it is Friday 17:00.
    assert.deepEqual(await faults({ due: 'soon' }), ['due required']);
    assert.deepEqual(await faults({ units: [] }), ['units required']);
    assert.deepEqual(await faults({ units: ['99016-KTHT'] }), ['units UNIT_IS_LEAD']);
    assert.deepEqual(await faults({ units: ['NOBODY'], asked: ' ' }), ['units UNIT_NOT_IN_FORCE', 'asked required']);
    assert.deepEqual(await faults({ units: ['CTTN', 'CTTN'] }), ['units UNITS_TOO_MANY']);
    const weekend = await parts.ask(actor, taskId, { ...wanted, due: '2026-11-21T10:00', submissionKey: 'weekend-1' });
    assert.equal(weekend.parts[0]?.dueAt, Date.parse('2026-11-20T17:00+07:00'));
    const again = await parts.ask(actor, taskId, { ...wanted, due: '2026-11-21T10:00', submissionKey: 'weekend-1' });
    assert.equal(again.parts.length, 1, 'the same submission asks once');
  });

  it('a unit gives its part back with a reason, the lead takes one back or reminds of it', async () => {
    const { test, actor, taskId } = await handled();
    const { parts, tasks } = test.wardflow.application;
    const [asked] = (await parts.ask(actor, taskId, { ...wanted, units: ['CTTN', 'SXD'] })).parts;
    const reminded = await parts.remind(actor, taskId, asked?.partId ?? '');
    assert.equal(reminded.parts.find(({ partId }) => partId === asked?.partId)?.reminded, 1);
    await assert.rejects(parts.remind(actor, taskId, asked?.partId ?? ''), { code: 'PART_REMINDED' });
    const co = await test.as(drains);
    const part = (await workOf(test, drains))?.taskId ?? '';
    await tasks.claim(co, part);
    const accepted = (await parts.ofTask(actor, taskId)).parts.find(({ unit }) => unit.code === 'CTTN');
    assert.deepEqual([accepted?.state, accepted?.handler !== null], ['accepted', true]);
    await answer(test, drains, { outcome: 'return', partAnswer: 'Hố ga này do phường quản lý.' }, 'return-1');
    const other = (await parts.ofTask(actor, taskId)).parts.find(({ unit }) => unit.code === 'SXD');
    await assert.rejects(parts.withdraw(actor, taskId, other?.partId ?? '', ' '), { code: 'INVALID_FIELDS' });
    const open = (await workOf(test, builders))?.taskId ?? '';
    const view = await parts.withdraw(actor, taskId, other?.partId ?? '', 'Đã có đủ vật tư.');
    assert.deepEqual(view.parts.map(({ unit, state, answer: why }) => [unit.code, state, why]).toSorted(), [
      ['CTTN', 'returned', 'Hố ga này do phường quản lý.'],
      ['SXD', 'withdrawn', 'Đã có đủ vật tư.'],
    ]);
    await assert.rejects(parts.withdraw(actor, taskId, other?.partId ?? '', 'Lần nữa'), { code: 'PART_OVER' });
    const late = { values: { outcome: 'done', partAnswer: 'Trả lời muộn.' }, files: [], submissionKey: 'too-late-1' };
    await assert.rejects(tasks.complete(await test.as(builders), open, late), { code: 'TASK_CHANGED' });
    await tasks.complete(actor, taskId, { values: result, files: [], submissionKey: 'handle-4' });
  });

  it('a late part is its unit’s head’s matter; the lead’s clock runs on', async () => {
    const { test, actor, taskId, caseId } = await handled({ alone: true });
    const { parts, deadlines } = test.wardflow.application;
    await parts.ask(actor, taskId, { ...wanted, due: '2026-11-20T11:00' });
    const sweep = test.wardflow.duties.find(({ name }) => name === 'deadlines');
    await test.advanceTo('2026-11-20T11:00:01+07:00');
    await sweep?.run(test.now());
    const { clocks } = await deadlines.ofCase(actor, caseId);
    const part = clocks.find(({ step }) => step?.en === 'Do the part');
    assert.deepEqual(part?.warnings.map(({ unit }) => unit?.code).at(-1), 'CTTN');
    const main = clocks.find(({ name }) => name === 'case');
    assert.deepEqual([main?.standing.state === 'paused', main?.warnings], [false, []]);
  });

  it('whatever happens in whatever order, the lead is done just when no required part is open', async () => {
    const { test, actor, taskId, caseId } = await handled();
    const { parts, tasks } = test.wardflow.application;
    const units = ['CTTN', 'SXD', 'CTCX', 'CTMT'];
    const accounts = { CTTN: 'cttn.canbo', SXD: 'sxd.canbo', CTCX: 'ctcx.canbo', CTMT: 'ctmt.canbo' } as const;
    const actors = new Map<string, Actor>();
    for (const [unit, name] of Object.entries(accounts)) actors.set(unit, await test.as(name));
    let seed = 20_261_122;
    const draw = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    let refused = 0;
    for (let turn = 0; turn < 24; turn += 1) {
      const { parts: all } = await parts.ofTask(actor, taskId);
      const open = all.filter(({ endedAt }) => endedAt === null);
      const one = open[draw(open.length || 1)];
      const act = one === undefined ? 0 : draw(5);
      if (act === 0 || one === undefined) {
        const kind = draw(2) === 0 ? 'work' : 'opinion';
        const unit = units[draw(units.length)] ?? '';
        await parts.ask(actor, taskId, {
          ...wanted,
          units: [unit],
          kind,
          required: draw(2) === 0,
          submissionKey: `turn-${turn}-ask`,
        });
      } else if (act === 1) await parts.withdraw(actor, taskId, one.partId, 'Thôi.');
      else if (act === 2) {
        const co = actors.get(one.unit.code) as Actor;
        const { items } = await tasks.worklist(co, { view: 'unit' });
        const mine = items.filter((item) => item.caseId === caseId);
        const own = mine[draw(mine.length)]?.taskId ?? '';
        const outcome = draw(3) === 0 ? 'return' : 'done';
        const values = {
          outcome: (await tasks.task(co, own)).part?.kind === 'opinion' && outcome === 'done' ? 'agree' : outcome,
          partAnswer: 'Trả lời.',
        };
        await tasks.complete(co, own, { values, files: [], submissionKey: `turn-${turn}-answer` });
      } else if (open.some(({ required }) => required)) {
        refused += 1;
        const early = tasks.complete(actor, taskId, { values: result, files: [], submissionKey: `turn-${turn}-done` });
        await assert.rejects(early, { code: 'PARTS_OPEN' });
        assert.deepEqual((await parts.ofTask(actor, taskId)).parts, all, 'nothing was withdrawn');
      }
    }
    assert.ok(refused > 2);
    const { parts: left } = await parts.ofTask(actor, taskId);
    for (const part of left.filter(({ endedAt, required }) => endedAt === null && required)) {
      await parts.withdraw(actor, taskId, part.partId, 'Thôi.');
    }
    await tasks.complete(actor, taskId, { values: result, files: [], submissionKey: 'all-done-1' });
    const approval = await workOf(test, head);
    const { parts: over } = await parts.ofTask(await test.as(head), approval?.taskId ?? '');
    assert.ok(over.length === left.length && over.every(({ endedAt }) => endedAt !== null));
  });

  it('a running case of an older version asks nobody until it is put under one that does', async () => {
    const { test, store } = await opened({ pack: withoutParts });
    aboutTheOnly();
    await submitReport(test, { ...manhole });
    await completeInTurn(test, [
      ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
      [lead, { outcome: 'accept' }],
    ]);
    const { parts, services } = test.wardflow.application;
    const actor = await test.as(lead);
    const taskId = (await workOf(test, lead))?.taskId ?? '';
    assert.equal((await parts.ofTask(actor, taskId)).possible, false);
    await assert.rejects(parts.ask(actor, taskId, wanted), { code: 'PARTS_NOT_HERE' });
    const admin = await test.as('quantri');
    const content = demoPack(false).services['citizen-feedback']?.[diagram] ?? '';
    await services.save(admin, 'citizen-feedback', { revision: null, path: diagram, content });
    await services.publish(admin, 'citizen-feedback', 'Thêm phối hợp');
    await store.transaction(async (tx) => {
      const [instance = ''] = await tx.engine.instances.page(null, 1);
      const version = await tx.engine.services.newest('citizen-feedback');
      const to = { serviceVersionId: version?.id ?? '', processId: 'citizen-feedback' };
      await test.wardflow.kernel.migrate(tx, instance, { to, map: {} }, test.now());
    });
    assert.equal((await parts.ask(actor, taskId, wanted)).parts.length, 1);
  });

  it('when the case goes back to an earlier step its parts are withdrawn', async () => {
    const { test, actor, taskId } = await handled();
    const { parts, tasks } = test.wardflow.application;
    await parts.ask(actor, taskId, wanted);
    const [way] = await tasks.waysBack(actor, taskId);
    await tasks.sendBack(actor, taskId, {
      ...{ to: way?.step ?? '', reason: 'Tiếp nhận nhầm.', undo: false },
      submissionKey: 'send-back-1',
    });
    assert.equal(await workOf(test, drains), undefined);
    const back = await workOf(test, lead);
    assert.equal((await parts.ofTask(actor, back?.taskId ?? '')).parts[0]?.state, 'withdrawn');
  });
});
