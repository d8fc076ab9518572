import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Refusal } from '#engine/runtime/refusal.ts';
import { applicationsOf, completeInTurn, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const note = 'Nhiều gợi ý sai.';
const near = { ...manhole, description: 'Nắp hố ga bị vỡ ở cổng chợ, xe sụp bánh.' };
const far = { ...near, location: { lon: 108.1645, lat: 10.9803 } };

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { duplicateRules, cityHistory } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const { revision, among, ...rules } = await duplicateRules.book(administrator);
    return { test, store, duplicateRules, cityHistory, administrator, revision, among, rules };
  };

  it('by draft thresholds the last reports show which pairs would come and go, without a word of them', async () => {
    const { test, duplicateRules, administrator, rules } = await start();
    await submitReport(test, { ...near, name: 'Võ Kim Em', phone: '0912345678' }, 'k1');
    await test.advanceTo('2026-11-20T09:00:00+07:00');
    await submitReport(test, far, 'k2');
    await test.advanceTo('2026-11-20T10:00:00+07:00');
    await submitReport(test, { ...near, category: 'ANTT' }, 'k3');
    const wider = { ...rules, radiusMetres: 300, audience: 'official' } as const;
    const same = await duplicateRules.tryOut(administrator, { ...rules, audience: 'official' });
    assert.deepEqual([same.counts.now, same.counts.draft, same.counts.both], [1, 1, 1]);
    const narrow = { ...wider, radiusMetres: 20 };
    const { looked, counts, pairs } = await duplicateRules.tryOut(administrator, narrow);
    // A report of a confidential category is not looked at.
    assert.deepEqual([looked, counts], [2, { now: 1, draft: 0, both: 0 }]);
    const [pair] = pairs;
    assert.deepEqual(
      [pair?.report.registerNumber, pair?.other.registerNumber, pair?.now, pair?.draft, pair?.merged, pair?.days],
      ['PA-261120-0002', 'PA-261120-0001', true, false, false, 0],
    );
    assert.ok((pair?.metres ?? 0) > 50 && (pair?.metres ?? 0) < 100);
    assert.doesNotMatch(JSON.stringify(pairs), /Kim Em|912345678|chợ|sụp bánh/);
    const never = { ...wider, least: { citizen: 1, official: 1 }, audience: 'citizen' } as const;
    assert.equal((await duplicateRules.tryOut(administrator, never)).counts.draft, 0);
  });

  it('what was merged is marked, and the trial keeps nothing', async () => {
    const { test, duplicateRules, administrator, rules, revision } = await start();
    await submitReport(test, near, 'k1');
    await completeInTurn(test, [['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
    await test.advanceTo('2026-11-20T09:00:00+07:00');
    await submitReport(test, near, 'k2');
    await completeInTurn(test, [['tiepnhan', { outcome: 'duplicate', duplicateOf: 'PA-261120-0001' }]]);
    const { pairs } = await duplicateRules.tryOut(administrator, { ...rules, days: 1, audience: 'official' });
    assert.deepEqual(
      pairs.map(({ merged, now, draft }) => [merged, now, draft]),
      [[true, true, true]],
    );
    assert.equal((await duplicateRules.book(administrator)).revision, revision);
  });

  it('saved as a revision with a note, with a way back; what cannot be is refused at its place', async () => {
    const { duplicateRules, cityHistory, administrator, rules, revision } = await start();
    const categories = [{ category: 'HT-GT', radiusMetres: 40 }];
    const saved = await duplicateRules.save(administrator, { ...rules, days: 10, categories, revision, note });
    assert.deepEqual([saved.days, saved.categories, saved.revision], [10, categories, revision + 1]);
    await assert.rejects(duplicateRules.save(administrator, { ...rules, revision, note }), { code: 'CITY_CHANGED' });
    const wrong = {
      ...rules,
      radiusMetres: 501,
      weights: { distance: 0, time: 0, category: 0, text: 0 },
      categories: [...categories, ...categories, { category: 'nowhere', radiusMetres: 5 }],
    };
    await assert.rejects(duplicateRules.save(administrator, { ...wrong, revision: revision + 1, note }), (error) => {
      assert.ok(error instanceof Refusal);
      const paths = error.fields.map(({ path }) => path);
      assert.ok(paths.includes('duplicates.radiusMetres') && paths.includes('duplicates.weights'), paths.join());
      assert.ok(paths.includes('duplicates.categories[1].category'), paths.join());
      return true;
    });
    const [, first] = await cityHistory.changes(administrator, 'duplicates');
    await cityHistory.restore(administrator, {
      text: 'duplicates',
      to: first?.revision ?? 0,
      revision: revision + 1,
      note,
    });
    const { revision: _, among: __, ...back } = await duplicateRules.book(administrator);
    assert.deepEqual(back, rules);
  });

  it('who does not keep it sees and tries nothing', async () => {
    const { test, duplicateRules, cityHistory, rules, revision } = await start();
    for (const other of ['dieuphoi', 'lamdong.ktht.lanhdao']) {
      const actor = await test.as(other);
      for (const tried of [
        () => duplicateRules.book(actor),
        () => duplicateRules.save(actor, { ...rules, revision, note }),
        () => duplicateRules.tryOut(actor, { ...rules, audience: 'official' }),
        () => cityHistory.changes(actor, 'duplicates'),
      ]) {
        await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 });
      }
    }
  });
});
