import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { CategoryInput } from '../../application/categories.ts';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    const { categories, reports } = test.wardflow.application;
    const admin = await test.as('quantri');
    const tree = await categories.tree(admin);
    const one = (code: string): CategoryInput =>
      tree.categories.find((each) => each.code === code) ?? assert.fail(code);
    const change = { create: false, confirmed: false, revision: tree.revision, note: 'thử' };
    return { test, categories, reports, admin, tree, one, change };
  };

  it('who does not keep routing is refused', async () => {
    const { test, categories, one, change } = await start();
    const officer = await test.as('lamdong.ktht.lanhdao');
    const group = { code: 'HT', name: { vi: 'a', en: 'a' }, parent: null };
    for (const tried of [
      () => categories.tree(officer),
      () => categories.use(officer, 'HT-TN'),
      () => categories.save(officer, { ...change, category: one('HT-TN') }),
      () => categories.saveGroup(officer, { ...change, group }),
    ]) {
      await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 });
    }
  });

  it('a category is changed, and the next report is proposed it by its new synonym', async () => {
    const { categories, reports, admin, one, change } = await start();
    assert.deepEqual(await reports.suggest('hố tử thần'), []);
    const category = { ...one('HT-GT'), synonyms: [...one('HT-GT').synonyms, 'hố tử thần'] };
    const after = await categories.save(admin, { ...change, category });
    assert.equal(after.revision, change.revision + 1);
    assert.equal((await reports.suggest('hố tử thần giữa đường'))[0]?.code, 'HT-GT');
    const stale = { ...category, canBeUrgent: true };
    await assert.rejects(categories.save(admin, { ...change, category: stale }), { code: 'CITY_CHANGED' });
  });

  it('a category that rules hang on is closed only by who has seen them; nobody can choose it then', async () => {
    const { categories, reports, admin, one, change } = await start();
    const use = await categories.use(admin, 'HT-TN');
    assert.deepEqual(
      use.uses.map(({ kind, where, rule }) => [kind, where, rule?.file]),
      [
        ['opinions', '', undefined],
        ['routing', 'Thoát nước, hố ga, ngập úng', 'routing'],
        ['routing', 'Kiểm tra và xử lý ngay được', 'sla'],
      ],
    );
    const category = { ...one('HT-TN'), active: false };
    await assert.rejects(categories.save(admin, { ...change, category }), {
      code: 'CATEGORY_IN_USE',
      params: { rules: 2, others: 1 },
    });
    await categories.save(admin, { ...change, category, confirmed: true });
    const { categories: offered } = await reports.intake();
    assert.ok(!offered.some(({ code }) => code === 'HT-TN'));
  });

  it('a new category is open only where routing knows a unit for it', async () => {
    const { categories, admin, one, change } = await start();
    const made = {
      ...one('HT-TN'),
      code: 'HT-MOI',
      name: { vi: 'Lĩnh vực mới', en: 'New' },
      stops: [],
      questions: null,
    };
    const create = { ...change, create: true };
    await assert.rejects(categories.save(admin, { ...create, category: made }), { code: 'CATEGORY_WITHOUT_ROUTE' });
    const closed = await categories.save(admin, { ...create, category: { ...made, active: false } });
    assert.equal(closed.categories.find(({ code }) => code === 'HT-MOI')?.active, false);
    await assert.rejects(categories.save(admin, { ...create, category: one('HT-TN') }), { code: 'CATEGORY_EXISTS' });
  });

  it('a circle of groups, an unknown group and unsound questions are refused at their place, and nothing is written', async () => {
    const { categories, admin, one, tree, change } = await start();
    const group = tree.groups.find(({ code }) => code === 'DT') ?? assert.fail();
    await assert.rejects(
      categories.saveGroup(admin, { ...change, group: { ...group, parent: 'HT' } }),
      ({ code, fields }) => {
        assert.equal(code, 'CITY_HAS_FAULTS');
        assert.equal(fields[0].path, 'categories.DT.parent');
        return true;
      },
    );
    await assert.rejects(
      categories.save(admin, { ...change, category: { ...one('GD'), group: 'GONE' } }),
      ({ fields }) => fields[0].path === 'categories.GD.group',
    );
    const free = { components: [{ type: 'textfield', key: 'who', label: 'Ai', input: true }] };
    await assert.rejects(
      categories.save(admin, { ...change, category: { ...one('GD'), questions: free } }),
      ({ fields }) => fields[0].path === 'categories.GD.questions.who',
    );
    assert.equal((await categories.tree(admin)).revision, change.revision);
    const moved = await categories.saveGroup(admin, { ...change, group: { ...group, parent: 'XH' } });
    assert.equal(moved.groups.find(({ code }) => code === 'DT')?.parent, 'XH');
  });
});
