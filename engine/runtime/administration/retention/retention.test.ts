import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { RetentionRules, RetentionView } from '#engine/runtime/application/retention.ts';
import { applicationsOf, manhole, submitReport, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { act, dutyOf } from '#test/support/person.ts';

const note = 'Theo danh mục thời hạn lưu trữ.';
const rulesOf = ({ active, archiveAfter, rules }: RetentionView): RetentionRules => ({ active, archiveAfter, rules });

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { retention } = test.wardflow.application;
    const administrator = await test.as('quantri');
    return { test, store, retention, administrator };
  };

  it('what is simulated at an instant is what goes at that instant, by category and in each month before', async () => {
    const { test, store, retention, administrator } = await start();
    await closed(test, 'HT-TN', '2026-11-20T08:00:00+07:00');
    await closed(test, 'MT-RAC', '2026-12-20T08:00:00+07:00');
    await closed(test, 'HT-TN', '2027-01-20T08:00:00+07:00');
    await test.advanceTo('2027-03-10T08:00:00+07:00');
    await dutyOf(test, 'figures').run(test.now());
    await dutyOf(test, 'archive').run(test.now());
    const held = { registerNumber: 'pa-261120-0001', reason: 'QĐ 12/2026' };
    assert.deepEqual(
      (await retention.hold(administrator, held)).holds.map(({ registerNumber, reason }) => [registerNumber, reason]),
      [['PA-261120-0001', 'QĐ 12/2026']],
    );
    const before = rulesOf(await retention.book(administrator));
    const rules: RetentionRules = {
      ...before,
      rules: [
        { ...line, code: 'chung', keep: 'P10Y', anonymise: 'P3M' },
        { ...line, code: 'rac', category: 'MT-RAC', keep: 'P2M' },
      ],
    };
    const seen = await retention.simulate(administrator, rules);
    assert.deepEqual(
      seen.groups.map(({ category, year, anonymise, destroy, staying }) => [
        category.code,
        year,
        anonymise,
        destroy,
        staying,
      ]),
      [
        ['HT-TN', 2026, 1, 0, 1],
        ['MT-RAC', 2026, 0, 1, 0],
      ],
    );
    const months = seen.months.map(({ archive, anonymise, destroy }) => [archive, anonymise, destroy]);
    assert.deepEqual([months.length, months[0], months[2]], [13, [0, 1, 1], [0, 1, 0]]);
    assert.deepEqual(
      [seen.cases, seen.unlisted],
      [[], 2],
      'an administrator who reads no cases is told how many, not which',
    );

    const { revision } = await retention.book(administrator);
    const change = { ...rules, revision, seen: seen.seen, note };
    const unseen = { ...change, rules: rules.rules.map((rule) => ({ ...rule, keep: 'P1D', anonymise: '' })) };
    await assert.rejects(retention.save(administrator, unseen), { code: 'RETENTION_NOT_SIMULATED', status: 409 });
    await retention.save(administrator, change);
    const expected = await listed(test);
    assert.deepEqual(expected, [
      ['PA-261120-0001', 'anonymise', 'QĐ 12/2026'],
      ['PA-261220-0001', 'destroy', null],
    ]);
    assert.deepEqual(await dutyOf(test, 'retention').run(test.now()), { done: 1 });
    assert.deepEqual(await statesOf(test), [
      ['PA-261120-0001', 'closed', true],
      ['PA-261220-0001', 'erased', false],
      ['PA-270120-0001', 'closed', true],
    ]);
    await retention.release(administrator, 'PA-261120-0001');
    assert.deepEqual(await dutyOf(test, 'retention').run(test.now()), { done: 1 });
    const [first] = await statesOf(test);
    assert.deepEqual(
      first,
      ['PA-261120-0001', 'closed', false],
      'nobody can be found in it, its course is still there',
    );
    const record = await store.transaction((tx) => tx.cases.records.byRegisterNumber('PA-261120-0001'));
    assert.ok((await store.transaction((tx) => tx.engine.tasks.ofCase(record?.id ?? ''))).length > 0);
    assert.deepEqual([await listed(test), (await retention.simulate(administrator, rules)).groups], [[], []]);
    const erasures = await store.transaction((tx) => tx.cases.erasures.page(null, 10));
    assert.deepEqual(erasures.map(({ rule, cases, doneAt }) => [rule, cases, doneAt !== null]).toSorted(), [
      ['chung', 0, true],
      ['rac', 1, true],
    ]);
  });

  it('nothing goes while it is not in force; who was slower, a wrong line and who may not are refused', async () => {
    const { test, retention, administrator } = await start();
    await closed(test, 'HT-TN', '2026-11-20T08:00:00+07:00');
    await test.advanceTo('2027-03-10T08:00:00+07:00');
    for (const name of ['figures', 'archive']) await dutyOf(test, name).run(test.now());
    const rules = { ...rulesOf(await retention.book(administrator)), active: false, rules: [{ ...line, keep: 'P1M' }] };
    const { seen } = await retention.simulate(administrator, rules);
    const { revision } = await retention.book(administrator);
    assert.equal((await retention.save(administrator, { ...rules, seen, revision, note })).active, false);
    assert.deepEqual(await dutyOf(test, 'retention').run(test.now()), { done: 0 });
    await assert.rejects(retention.save(administrator, { ...rules, active: true, seen, revision, note }), {
      code: 'RETENTION_NOT_SIMULATED',
    });
    const again = { ...rules, active: true };
    const slow = { ...again, seen: (await retention.simulate(administrator, again)).seen, revision, note };
    await assert.rejects(retention.save(administrator, slow), { code: 'CITY_CHANGED', status: 409 });
    const wrong = { ...rules, rules: [{ ...line, keep: 'P1Y', anonymise: 'P2Y' }] };
    await assert.rejects(retention.simulate(administrator, wrong), { status: 422 });
    await assert.rejects(retention.simulate(administrator, { ...rules, archiveAfter: 'soon' }), { status: 422 });
    const hold = { registerNumber: 'PA-261120-0001', reason: 'QĐ 1' };
    await retention.hold(administrator, hold);
    await assert.rejects(retention.hold(administrator, hold), { code: 'HELD_ALREADY' });
    await assert.rejects(retention.hold(administrator, { ...hold, reason: ' ' }), { code: 'INVALID_FIELDS' });
    await assert.rejects(retention.hold(administrator, { ...hold, registerNumber: 'PA-1' }), { code: 'NOT_FOUND' });
    for (const username of ['tiepnhan', 'dieuphoi', 'lamdong.ktht.lanhdao']) {
      const actor = await test.as(username);
      await assert.rejects(retention.book(actor), { code: 'FORBIDDEN' });
      await assert.rejects(retention.simulate(actor, rules), { code: 'FORBIDDEN' });
      await assert.rejects(retention.save(actor, slow), { code: 'FORBIDDEN' });
      await assert.rejects(retention.hold(actor, hold), { code: 'FORBIDDEN' });
      await assert.rejects(retention.release(actor, 'PA-261120-0001'), { code: 'FORBIDDEN' });
    }
  });
});

const line = {
  code: 'chung',
  name: { vi: 'Phản ánh', en: 'Reports' },
  service: '',
  category: '',
  anonymise: '',
  keep: 'P10Y',
  erasable: true,
  basis: 'Giả định',
};

async function closed(test: TestApplication, category: string, at: string): Promise<void> {
  await test.advanceTo(at);
  const { registerNumber } = await submitReport(test, { ...manhole, category, phone: '0912345678' }, at);
  const refuse = { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' };
  await act(test, 'tiepnhan', 'verify', registerNumber, refuse);
}

async function listed({ wardflow, now }: TestApplication) {
  const found = [];
  for await (const { registerNumber, fate, hold } of wardflow.archive.expired(now()))
    found.push([registerNumber, fate, hold]);
  return found;
}

/** Number, state, and whether its vault can be opened. */
async function statesOf({ deps }: TestApplication) {
  return await deps.store.transaction(async (tx) => {
    const found = [];
    for (const number of ['PA-261120-0001', 'PA-261220-0001', 'PA-270120-0001']) {
      const record = await tx.cases.records.byRegisterNumber(number);
      found.push([number, record?.state, (await tx.cases.vault.key(record?.id ?? '')) !== undefined]);
    }
    return found;
  });
}
