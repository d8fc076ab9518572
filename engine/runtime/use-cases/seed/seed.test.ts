import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { demoPack, openApplication, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

forEachDatabase((_, open) => {
  let application: TestApplication | undefined;
  after(() => application?.remove());

  it('the demo has life at its first start, and is loaded once', async () => {
    const { store } = await open();
    application = await openApplication(store, { samples: true });
    const { wardflow } = application;
    const { results, tasks } = wardflow.application;
    const published = await results.list({});
    assert.equal(published.total, 5);
    assert.ok(published.items.every((item) => item.handledAt < Date.parse('2026-11-20T08:00:00+07:00')));
    assert.deepEqual(published.items.flatMap((item) => item.rating ?? []).sort(), [4, 5, 5]);
    const operator = await application.as('tiepnhan');
    assert.equal((await tasks.worklist(operator, { view: 'unclaimed' })).items.length, 4);
    const officer = await application.as('lamtay.ktht.canbo');
    const own = await tasks.worklist(officer, { view: 'unit' });
    assert.equal(own.items[0]?.clock.danger, 'late');
    const head = await application.as('lamdong.ktht.lanhdao');
    const { items } = await tasks.worklist(head, { view: 'unit' });
    assert.deepEqual(items.map((item) => item.element).sort(), ['approve', 'handle', 'takeOn']);
    const asked = items.find((item) => item.element === 'handle')?.taskId ?? '';
    const joint = await wardflow.application.parts.ofTask(await application.as('lamdong.ktht.canbo'), asked);
    assert.deepEqual(joint.parts.map(({ unit, kind, state }) => [unit.code, kind, state]).toSorted(), [
      ['99016-CA', 'work', 'answered'],
      ['SXD', 'opinion', 'open'],
    ]);
    const { duplicates } = wardflow.application;
    const pothole = (await tasks.worklist(operator, { view: 'unclaimed' })).items.find(
      ({ category }) => category.code === 'HT-GT',
    );
    const [proposed] = await duplicates.candidates(operator, pothole?.taskId ?? '');
    assert.deepEqual(
      [proposed?.category.code, proposed?.reasons?.text],
      ['HT-GT', 'much'],
      'one duplicate is proposed',
    );
    const flooded = own.items.find(({ category }) => category.code === 'HT-TN');
    const { followers, merged } = await duplicates.together(operator, flooded?.caseId ?? '');
    assert.deepEqual([followers, merged.length], [3, 1], 'one was merged, two others follow');
    const again = await wardflow.seedDemo(demoPack(true));
    assert.equal(again.seeded, false);
    assert.equal((await results.list({})).total, 5);
    assert.ok(again.accounts.some((account) => account.role === 'administrator'));
  });
});
