/** A complaint about a unit goes round it: nobody there, or below it, sees, finds, gets or handles it; the coordinator says who does. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Actor } from '#engine/runtime/application/common.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const officer = 'lamdong.ktht.canbo';
const head = 'lamdong.ktht.lanhdao';
const verified = ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }] as const;
const why = { about: true, reason: 'Người gửi phản ánh cán bộ của phòng.' };
const person = { name: 'Trần Hoàng Long', phone: '0912345678' };

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const receipt = await submitReport(test, { ...manhole, ...person });
    const [item] = (await seenBy(test, await test.as('tiepnhan'))).items;
    assert.ok(item);
    const { confidentiality, tasks, assignments } = test.wardflow.application;
    const say = async (unit: string, username = 'tiepnhan', more: object = {}) =>
      await confidentiality.setAboutUnit(await test.as(username), item.caseId, { unit, ...why, ...more });
    /** What somebody can learn of the case, by every door that there is. */
    const learns = async (actor: Actor) => {
      const [task] = await store.transaction(async (tx) =>
        tx.engine.tasks.ofCase(item.caseId).then((all) => all.slice(-1)),
      );
      const lists = await Promise.all(
        (['unit', 'mine', 'unclaimed', 'late', 'dueToday'] as const).map((view) => seenBy(test, actor, { view })),
      );
      const found = await Promise.all(
        [receipt.registerNumber, '0912345678', 'hố ga'].map((q) => seenBy(test, actor, { view: 'unit', q })),
      );
      const doors = [
        () => tasks.task(actor, task?.id ?? ''),
        () => tasks.claim(actor, task?.id ?? ''),
        () => assignments.transferPlaces(actor, task?.id ?? ''),
        () => confidentiality.ofCase(actor, item.caseId),
        () => confidentiality.aboutUnits(actor, item.caseId),
        () => test.wardflow.application.deadlines.ofCase(actor, item.caseId),
        () => test.wardflow.application.history.holdings(actor, item.caseId),
      ];
      const opens: string[] = [];
      for (const [index, door] of doors.entries())
        await door().then(
          () => opens.push(String(index)),
          () => undefined,
        );
      return [...lists, ...found].reduce((sum, { items }) => sum + items.length, 0) + opens.length;
    };
    return { test, store, receipt, caseId: item.caseId, say, learns };
  };
  const transfer = async (test: TestApplication, username: string, unit: string, to: string | null = null) => {
    const actor = await test.as(username);
    const [item] = (await seenBy(test, actor)).items;
    const wanted = { unit, to, reason: 'Đơn vị khác giải quyết.', newFacts: '', submissionKey: `around-${unit}` };
    return await test.wardflow.application.assignments.transfer(actor, item?.taskId ?? '', wanted);
  };

  it('S19 said before it is given out, its step goes to the coordinator, who gives it to any unit but that one', async () => {
    const { test, store, say, learns, caseId } = await start();
    const desk = await say('99016-KTHT');
    assert.deepEqual(
      desk.units.map(({ code }) => code),
      ['99016-KTHT'],
    );
    await completeInTurn(test, [verified]);
    for (const username of [officer, head]) assert.equal(await learns(await test.as(username)), 0, username);
    const task = async () => (await store.transaction((tx) => tx.engine.tasks.ofCase(caseId))).find((one) => one.open);
    assert.deepEqual(
      [(await task())?.unit, (await task())?.role, (await task())?.assignment],
      ['IOC', 'ioc_coordinator', 'around:99016-KTHT/officer'],
    );
    const record = () => store.transaction((tx) => tx.cases.records.byId(caseId));
    assert.equal((await record())?.unit, 'IOC');
    const told = await store.transaction((tx) => tx.cases.accounts.byUsernames([officer, head]));
    const notices = await store.transaction((tx) => tx.cases.notices.ofCase(caseId));
    assert.ok(!notices.some(({ recipientAccount }) => told.some(({ id }) => id === recipientAccount)));
    await assert.rejects(transfer(test, 'dieuphoi', '99016-KTHT'), {
      code: 'INVALID_FIELDS',
      fields: [{ path: 'unit', rule: 'UNIT_COMPLAINED_OF' }],
    });
    await transfer(test, 'dieuphoi', 'CTTN');
    assert.deepEqual([(await task())?.unit, (await task())?.role, (await record())?.unit], ['CTTN', 'officer', 'CTTN']);
    assert.equal(await learns(await test.as(officer)), 0);
    assert.ok((await learns(await test.as('cttn.canbo'))) > 0);
    // Nor given back to it by the one that has it now.
    await assert.rejects(transfer(test, 'cttn.canbo', '99016-KTHT'), {
      fields: [{ path: 'unit', rule: 'UNIT_COMPLAINED_OF' }],
    });
  });

  it('said while the unit has it, it is taken out of their hands, until it is taken off with a reason', async () => {
    const { test, say, learns } = await start();
    await completeInTurn(test, [verified, [officer, { outcome: 'accept' }]]);
    assert.ok((await learns(await test.as(officer))) > 0);
    await say('99016-KTHT', officer);
    for (const username of [officer, head]) assert.equal(await learns(await test.as(username)), 0, username);
    await assert.rejects(say('99016-KTHT', officer, { about: false }), { code: 'NOT_FOUND' });
    await assert.rejects(say('99016-KTHT', 'tiepnhan', { about: false }), { code: 'FORBIDDEN' });
    await say('99016-KTHT', 'dieuphoi', { about: false });
    await transfer(test, 'dieuphoi', '99016-KTHT');
    assert.ok((await learns(await test.as(officer))) > 0);
  });

  it('a unit below it, a second post and a post in somebody’s name open nothing; what is one’s own stays', async () => {
    const { test, say, learns } = await start();
    await completeInTurn(test, [verified]);
    await say('99016-UBND', 'dieuphoi');
    for (const username of [officer, head, 'lamdong.vhxh.lanhdao', 'lamdong.chutich'])
      assert.equal(await learns(await test.as(username)), 0, username);
    const coordinator = await test.as('dieuphoi');
    const own = await learns(coordinator);
    assert.ok(own > 0);
    const there = { role: 'unit_head', unit: '99016-KTHT' };
    assert.equal(await learns({ ...coordinator, posts: [...coordinator.posts, there] }), 0, 'a second post there');
    const absent = { username: head, displayName: '', until: '2026-12-31', delegated: true, categories: [] };
    const delegate = { ...there, onBehalfOf: absent };
    assert.equal(await learns({ ...coordinator, posts: [...coordinator.posts, delegate] }), own, 'their own is left');
    assert.equal(await learns({ ...(await test.as('ctcx.canbo')), posts: [delegate] }), 0, 'in the name of the head');
  });

  it('who has a second post there is given nothing of it by name', async () => {
    const { test, say } = await start();
    const { people, assignments } = test.wardflow.application;
    const post = { role: 'officer', unit: '99016-KTHT', validFrom: '', validTo: '' };
    await people.givePost(await test.as('quantri'), 'cttn.canbo', post);
    await completeInTurn(test, [verified]);
    await say('99016-KTHT', 'dieuphoi');
    const coordinator = await test.as('dieuphoi');
    const [item] = (await seenBy(test, coordinator)).items;
    const { units } = await assignments.transferPlaces(coordinator, item?.taskId ?? '');
    assert.ok(units.some(({ unit }) => unit.code === 'SXD'));
    assert.ok(
      !units.some(
        ({ unit, people: staff }) =>
          unit.code.startsWith('99016-KTHT') || staff.some(({ username }) => username === 'cttn.canbo'),
      ),
    );
  });

  it('nobody says so without the right or a reason, nor of a unit that the coordinator belongs to', async () => {
    const { test, say, caseId, store } = await start();
    await assert.rejects(say('99016-KTHT', 'congkhai'), { code: 'FORBIDDEN' });
    await assert.rejects(say('99016-KTHT', officer), { code: 'NOT_FOUND' });
    await assert.rejects(say('99016-KTHT', 'tiepnhan', { reason: ' ' }), { code: 'INVALID_FIELDS' });
    await assert.rejects(say('KHONG-CO'), { fields: [{ path: 'unit', rule: 'required' }] });
    for (const unit of ['IOC', 'SKHCN', 'UBND'])
      await assert.rejects(say(unit), { fields: [{ path: 'unit', rule: 'COORDINATOR_COMPLAINED_OF' }] });
    assert.deepEqual(await store.transaction((tx) => tx.cases.conflicts.ofCase(caseId)), []);
    await say('99016-KTHT');
    await say('99016-KTHT');
    const rows = await store.transaction((tx) => tx.cases.audit.ofSubject(`case:${caseId}`));
    assert.equal(rows.filter(({ action }) => action === 'conflict.about').length, 1);
    assert.doesNotMatch(JSON.stringify(rows), /phản ánh cán bộ/);
    assert.ok(test);
  });

  it('who complains names the unit, which never sees the report', async () => {
    const { test, store } = await opened({
      pack: (shipped) => {
        const text = shipped.city['categories.json'] ?? '';
        const asking = text.replace('"code": "HT-TN",', '"code": "HT-TN", "aboutUnit": true,');
        return { ...shipped, city: { ...shipped.city, 'categories.json': asking } };
      },
    });
    const report = { ...manhole, ...person, ask_aboutUnit: '99016-KTHT' };
    await assert.rejects(submitReport(test, { ...report, ask_aboutUnit: 'IOC' }, 'k0'), { code: 'INVALID_FIELDS' });
    await submitReport(test, report);
    await completeInTurn(test, [verified]);
    const [item] = (await seenBy(test, await test.as('dieuphoi'))).items;
    const caseId = item?.caseId ?? '';
    assert.deepEqual(await store.transaction((tx) => tx.cases.conflicts.ofCase(caseId)), ['99016-KTHT']);
    assert.equal((await seenBy(test, await test.as(officer))).items.length, 0);
    assert.match(
      JSON.stringify((await test.wardflow.application.reports.intake({ category: 'HT-TN' })).form),
      /đơn vị nào/,
    );
  });
});

async function seenBy(test: TestApplication, actor: Actor, query: object = { view: 'unit' }) {
  return await test.wardflow.application.tasks.worklist(actor, query as { readonly view: 'unit' });
}
