/** Who reported, shown to who may not see it by the rules: with a reason, for half an hour, by two for a confidential case. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Reveals } from '#engine/runtime/application/reveals.ts';
import type { OpenStore } from '#engine/store/open.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const ward = 'lamdong.ktht.canbo';
const report = { ...manhole, name: 'Trần Hoàng Long', phone: '0912345678', email: 'long@example.org' };
const asked = { kind: 'danger', reason: 'Phải gọi ngay, có người bị kẹt.' };
const planted = /Hoàng Long|912345678|long@example/;

/** A report that a ward's officer has in hand. @param category `HT-TN` an ordinary one, `TTDT-LC` a confidential one */
async function handled(test: TestApplication, category: string, values: object = report) {
  await submitReport(test, { ...values, category });
  await completeInTurn(test, [['tiepnhan', { outcome: 'accept', category, ward: '99016' }]]);
  const officer = await test.as(ward);
  const [item] = (await test.wardflow.application.tasks.worklist(officer, { view: 'unit' })).items;
  assert.ok(item);
  return { officer, taskId: item.taskId, caseId: item.caseId };
}

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('S19 of a confidential case a second person decides; then it is seen for half an hour, each look is counted', async () => {
    const { test, store } = await start();
    const { reveals, tasks } = test.wardflow.application;
    const { officer, taskId, caseId } = await handled(test, 'TTDT-LC');
    const look = async () => (await tasks.task(officer, taskId)).reporter;
    assert.deepEqual(await look(), {
      anonymous: false,
      hidden: true,
      name: null,
      phone: null,
      email: null,
      until: null,
    });
    assert.deepEqual((await reveals.ofCase(officer, caseId)).needsSecond, true);
    const desk = await reveals.ask(officer, caseId, asked);
    assert.equal(desk.own?.state, 'asked');
    assert.equal((await look()).hidden, true, 'asking alone opens nothing');
    await assert.rejects(reveals.ask(officer, caseId, asked), { code: 'REVEAL_ASKED', status: 409 });
    const inspector = await test.as('thanhtra');
    const [waiting] = (await reveals.overview(inspector)).waiting;
    assert.equal(waiting?.reason, asked.reason);
    assert.equal(waiting?.askedBy, officer.displayName);
    assert.doesNotMatch(JSON.stringify(await reveals.overview(inspector)), planted, 'who decides learns of nobody');
    const id = waiting?.revealId ?? '';
    await assert.rejects(reveals.decide(inspector, id, { grant: false, note: ' ' }), { code: 'INVALID_FIELDS' });
    await reveals.decide(inspector, id, { grant: true, note: '' });
    await assert.rejects(reveals.decide(inspector, id, { grant: false, note: 'Thôi' }), { code: 'REVEAL_DECIDED' });
    const seen = await look();
    assert.deepEqual([seen.hidden, seen.name, seen.phone], [false, 'Trần Hoàng Long', '+84912345678']);
    assert.equal(seen.until, Date.parse('2026-11-20T08:30:00+07:00'));
    await look();
    const [line] = (await reveals.overview(inspector)).register ?? [];
    assert.deepEqual([line?.state, line?.looks, line?.timesLately], ['granted', 2, 1]);
    assert.equal(
      (await reveals.overview(await test.as('dieuphoi'))).register,
      null,
      'who only decides has no register',
    );
    await test.advanceTo('2026-11-20T08:30:00+07:00');
    assert.equal((await look()).hidden, true, 'its time is over');
    const story = (await tasks.task(officer, taskId)).timeline.filter(({ kind }) => kind === 'reveal');
    assert.deepEqual(
      story.map(({ by }) => by),
      [officer.displayName, inspector.displayName],
    );
    const audited = await store.transaction((tx) => tx.cases.audit.latest(200));
    const own = audited
      .filter(({ action }) => /^(reveal|reporter)\./.test(action))
      .map(({ action, actor }) => `${action} ${actor}`);
    assert.deepEqual(own.toSorted(), [
      `reporter.read ${ward}`,
      `reporter.read ${ward}`,
      `reveal.asked ${ward}`,
      'reveal.granted thanhtra',
    ]);
    assert.doesNotMatch(JSON.stringify(audited), /bị kẹt|Hoàng Long/);
  });

  it('S19 nobody decides their own, or without the right; no window is another’s', async () => {
    const { test } = await start();
    const { reveals, tasks } = test.wardflow.application;
    const { officer, taskId, caseId } = await handled(test, 'TTDT-LC');
    const coordinator = await test.as('dieuphoi');
    await reveals.ask(coordinator, caseId, asked);
    const own = (await reveals.overview(coordinator)).waiting[0];
    assert.equal(own?.isOwn, true);
    const decide = (actor: Parameters<Reveals['decide']>[0]) =>
      reveals.decide(actor, own?.revealId ?? '', { grant: true, note: '' });
    await assert.rejects(decide(coordinator), { code: 'REVEAL_OWN', status: 409 });
    for (const username of [ward, 'tiepnhan', 'quantri', 'congkhai', 'lamdong.ktht.lanhdao']) {
      await assert.rejects(decide(await test.as(username)), { code: 'NOT_FOUND', status: 404 }, username);
      await assert.rejects(reveals.overview(await test.as(username)), { code: 'FORBIDDEN', status: 403 });
    }
    for (const username of ['congkhai', 'thanhtra', 'quantri', 'tanlam.ktht.canbo']) {
      await assert.rejects(reveals.ask(await test.as(username), caseId, asked), /NOT_FOUND|FORBIDDEN/, username);
    }
    await reveals.decide(await test.as('thanhtra'), own?.revealId ?? '', { grant: true, note: 'Đồng ý.' });
    assert.equal((await tasks.task(officer, taskId)).reporter.hidden, true, 'the window is the asker’s alone');
    assert.equal((await reveals.ofCase(officer, caseId)).own, null);
  });

  it('of an ordinary case a reason is enough; what has become confidential since closes it', async () => {
    const { test, store } = await start();
    const { reveals } = test.wardflow.application;
    const { caseId, officer } = await handled(test, 'HT-TN');
    await assert.rejects(reveals.ask(officer, caseId, asked), { code: 'REVEAL_NOT_NEEDED' });
    await withoutReaders(test, store);
    await assert.rejects(reveals.ask(officer, caseId, { kind: 'curious', reason: ' ' }), {
      code: 'INVALID_FIELDS',
      fields: [
        { path: 'kind', rule: 'required' },
        { path: 'reason', rule: 'required' },
      ],
    });
    const desk = await reveals.ask(officer, caseId, asked);
    assert.deepEqual([desk.own?.state, desk.needsSecond], ['granted', false]);
    await store.transaction((tx) => tx.cases.records.update(caseId, { confidentiality: 'confidential' }));
    assert.equal((await reveals.ofCase(officer, caseId)).own?.state, 'over');
  });

  it('a request that nobody decides lapses, and is asked anew; of who left nothing there is nothing to see', async () => {
    const { test } = await start();
    const { reveals } = test.wardflow.application;
    const { officer, caseId } = await handled(test, 'TTDT-LC');
    await reveals.ask(officer, caseId, asked);
    const inspector = await test.as('thanhtra');
    const id = (await reveals.overview(inspector)).waiting[0]?.revealId ?? '';
    await test.advanceTo('2026-11-21T08:00:00+07:00');
    assert.deepEqual((await reveals.overview(await test.as('thanhtra'))).waiting, []);
    await assert.rejects(reveals.decide(inspector, id, { grant: true, note: '' }), { code: 'REVEAL_LAPSED' });
    assert.equal((await reveals.ask(officer, caseId, asked)).own?.state, 'asked');
    const nameless = await submitReport(test, { ...manhole, category: 'TTDT-LC', anonymous: true }, 'k2');
    const operator = await test.as('tiepnhan');
    const { items } = await test.wardflow.application.tasks.worklist(operator, {
      view: 'unit',
      q: nameless.registerNumber,
    });
    await assert.rejects(reveals.ask(operator, items[0]?.caseId ?? '', asked), { code: 'REVEAL_NOTHING' });
  });
});

/** As in a city whose officers do not see reporters. */
async function withoutReaders(test: TestApplication, store: OpenStore): Promise<void> {
  await store.orm.em
    .getConnection()
    .execute(`update reference set content = replace(content, 'readReporter', 'read'), revision = revision + 1`);
  await test.wardflow.loadCity();
}
