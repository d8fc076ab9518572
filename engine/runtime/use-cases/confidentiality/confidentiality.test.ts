/** What becomes confidential is so everywhere at once, stays so, and is lifted by a coordinator alone, with a reason. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const ward = 'lamdong.ktht.canbo';
const point = { lon: 108.16374, lat: 10.98027 };
const report = { ...manhole, location: point, name: 'Trần Hoàng Long', phone: '0912345678' };
const why = { confidential: true, reason: 'Người gửi bị đe doạ.' };

async function handled(test: TestApplication, values: object = report) {
  const receipt = await submitReport(test, values);
  await completeInTurn(test, [['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
  const officer = await test.as(ward);
  const [item] = (await test.wardflow.application.tasks.worklist(officer, { view: 'unit' })).items;
  assert.ok(item);
  return { ...receipt, officer, taskId: item.taskId, caseId: item.caseId };
}

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('S19 from that moment on nobody who handles it sees who reported, finds it by telephone, or is pointed to it', async () => {
    const { test, store } = await start();
    const { confidentiality, duplicates, tasks } = test.wardflow.application;
    const { officer, taskId, caseId } = await handled(test);
    const known = async () => {
      const search = { view: 'unit', q: '0912345678' } as const;
      return {
        name: (await tasks.task(officer, taskId)).reporter.name,
        found: (await tasks.worklist(officer, search)).items.length,
        title: (await tasks.worklist(officer, { view: 'unit' })).items[0]?.title.startsWith('PA-') === false,
        near: (await duplicates.nearby({ point, category: 'HT-TN', text: report.description })).length,
      };
    };
    assert.deepEqual(await known(), { name: 'Trần Hoàng Long', found: 1, title: true, near: 1 });
    const desk = await confidentiality.set(officer, caseId, why);
    assert.deepEqual([desk.confidential, desk.mayKeep, desk.mayLift], [true, true, false]);
    assert.deepEqual(await known(), { name: null, found: 0, title: false, near: 0 });
    const rows = await store.transaction(async (tx) => ({
      record: await tx.cases.records.byId(caseId),
      tasks: await tx.engine.tasks.ofCase(caseId),
      audit: await tx.cases.audit.latest(20),
    }));
    assert.equal(rows.record?.confidentiality, 'confidential');
    assert.ok(rows.tasks.filter(({ open: isOpen }) => isOpen).every((one) => one.confidentiality === 'confidential'));
    assert.doesNotMatch(JSON.stringify(rows.audit), /đe doạ/);
    const story = (await tasks.task(officer, taskId)).timeline.find(({ kind }) => kind === 'confidentiality');
    assert.deepEqual([story?.by, story?.note], [officer.displayName, why.reason]);
  });

  it('it stays so whatever the process says, and is lifted by a coordinator alone, with a reason', async () => {
    const { test, store } = await start();
    const { confidentiality, tasks } = test.wardflow.application;
    const { officer, caseId } = await handled(test);
    await confidentiality.set(officer, caseId, why);
    const state = () => store.transaction(async (tx) => (await tx.cases.records.byId(caseId))?.confidentiality);
    const lift = { confidential: false, reason: 'Người gửi đồng ý.' };
    for (const username of [ward, 'tiepnhan', 'lamdong.ktht.lanhdao', 'congkhai'])
      await assert.rejects(confidentiality.set(await test.as(username), caseId, lift), { code: 'FORBIDDEN' }, username);
    for (const username of ['quantri', 'thanhtra', 'tanlam.ktht.canbo'])
      await assert.rejects(confidentiality.set(await test.as(username), caseId, lift), { code: 'NOT_FOUND' }, username);
    const [instance] = await store.transaction((tx) => tx.engine.instances.ofCase(caseId));
    const variables = { confidential: false };
    await store.transaction((tx) =>
      test.wardflow.kernel.execute(tx, instance?.id ?? '', { kind: 'setVariables', variables }, test.now()),
    );
    assert.equal(await state(), 'confidential', 'a step does not lift it');
    const coordinator = await test.as('dieuphoi');
    await assert.rejects(confidentiality.set(coordinator, caseId, { ...lift, reason: ' ' }), {
      code: 'INVALID_FIELDS',
    });
    await confidentiality.set(coordinator, caseId, lift);
    await completeInTurn(test, [[ward, { outcome: 'accept' }]]);
    assert.equal(await state(), 'normal', 'and no step brings it back');
    const [item] = (await tasks.worklist(officer, { view: 'unit' })).items;
    assert.equal((await tasks.task(officer, item?.taskId ?? '')).reporter.name, 'Trần Hoàng Long');
  });

  it('a category that keeps all its cases so is said to be on the form, and nobody lifts it', async () => {
    const { test } = await start();
    const { confidentiality, reports, tasks } = test.wardflow.application;
    await submitReport(test, { ...report, category: 'ANTT' });
    const coordinator = await test.as('dieuphoi');
    const { items } = await tasks.worklist(await test.as('tiepnhan'), { view: 'unit' });
    const caseId = items[0]?.caseId ?? '';
    await assert.rejects(confidentiality.set(coordinator, caseId, { confidential: false, reason: 'Nhầm' }), {
      code: 'CONFIDENTIAL_CATEGORY',
      status: 409,
    });
    assert.match(JSON.stringify((await reports.intake({ category: 'ANTT' })).form), /được giữ kín/);
    assert.doesNotMatch(JSON.stringify((await reports.intake({ category: 'HT-TN' })).form), /được giữ kín/);
  });

  it('a category that must answer takes no report without a contact; others do', async () => {
    const { test } = await start();
    const nameless = { ...manhole, category: 'QDHC', anonymous: true };
    const fault = (path: string) => ({ code: 'INVALID_FIELDS', fields: [{ path, rule: 'contactNeeded' }] });
    await assert.rejects(submitReport(test, nameless), fault('anonymous'));
    await assert.rejects(submitReport(test, { ...nameless, anonymous: false }), fault('phone'));
    const receipt = await submitReport(test, { ...nameless, anonymous: false, email: 'long@example.org' });
    assert.match(receipt.registerNumber, /^PA-/);
    const other = await submitReport(test, { ...manhole, anonymous: true }, 'k2');
    assert.ok(other.pin !== null);
  });
});
