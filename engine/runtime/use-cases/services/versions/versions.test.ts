import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const key = 'citizen-feedback';
const form = 'forms/verify.form.json';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    const { services, versions } = test.wardflow.application;
    const admin = await test.as('quantri');
    const change = async (from: string, to: string) => {
      const { content } = await services.resource(admin, key, (await services.get(admin, key)).version, form);
      assert.ok(content.includes(from));
      return await services.save(admin, key, { revision: null, path: form, content: content.replace(from, to) });
    };
    return { test, services, versions, admin, change };
  };

  it('an earlier version is used again as a new one: new cases run on it, running ones keep theirs, the draft stays', async () => {
    const { test, services, versions, admin, change } = await start();
    await change('"Xác minh, phân loại"', '"Xác minh kiểu mới"');
    await services.publish(admin, key, 'Kiểu mới');
    await submitReport(test, { ...manhole, anonymous: true }, 'k1');
    await change('"Xác minh kiểu mới"', '"Xác minh kiểu mới hơn"');
    assert.deepEqual(await versions.rollBack(admin, key, { version: 1, note: ' Nhầm ' }), { version: 3 });
    const detail = await services.get(admin, key);
    assert.deepEqual(
      detail.versions.map(({ version, liveCases, publishedBy, note }) => [version, liveCases, publishedBy, note]),
      [
        [3, 0, 'Nguyễn Đức Anh', 'Nhầm'],
        [2, 1, 'Nguyễn Đức Anh', 'Kiểu mới'],
        [1, 0, '', ''],
      ],
    );
    assert.equal(detail.draft?.basedOn, 2);
    assert.deepEqual(await versions.differences(admin, key, { from: 1, to: 3 }), []);
    await submitReport(test, { ...manhole, anonymous: true }, 'k2');
    assert.equal((await services.get(admin, key)).versions[0]?.liveCases, 1);
    await assert.rejects(versions.rollBack(admin, key, { version: 3, note: '' }), { code: 'VERSION_IN_USE' });
    await assert.rejects(versions.rollBack(admin, key, { version: 9, note: '' }), { code: 'NOT_FOUND' });
    await assert.rejects(versions.rollBack(admin, key, { version: 0, note: '' }), { code: 'NOT_FOUND' });
  });

  it('two states are compared file by file, a draft with what is in use', async () => {
    const { versions, admin, change } = await start();
    await change('"Xác minh, phân loại"', '"Xác minh kiểu mới"');
    const [only, ...more] = await versions.differences(admin, key, { from: 1, to: 0 });
    assert.deepEqual([only?.path, only?.kind, more.length], [form, 'form', 0]);
    assert.match(only?.before ?? '', /Xác minh, phân loại/);
    assert.match(only?.after ?? '', /Xác minh kiểu mới/);
    await assert.rejects(versions.differences(admin, key, { from: 1, to: 7 }), { code: 'NOT_FOUND' });
  });

  it('a version that does not fit the city of today is not used again, and nothing is changed', async () => {
    const { test, services, versions, admin } = await start();
    // As an earlier release would have taken it.
    await test.deps.store.transaction(async (tx) => {
      const first = await tx.engine.services.version(key, 1);
      assert.ok(first);
      const resources = await tx.engine.services.resources(first.id);
      const broken = resources.filter(({ path }) => path !== form);
      await tx.engine.services.insert({ ...first, id: uuidOf(1), version: 2 }, broken);
      await tx.engine.services.insert({ ...first, id: uuidOf(2), version: 3 }, resources);
    });
    assert.ok((await versions.check(admin, key, 2)).some(({ severity }) => severity === 'error'));
    await assert.rejects(versions.rollBack(admin, key, { version: 2, note: '' }), { code: 'SERVICE_HAS_PROBLEMS' });
    assert.equal((await services.get(admin, key)).version, 3);
  });

  it('who may not publish neither compares nor goes back', async () => {
    const { test, versions } = await start();
    const officer = await test.as('lamdong.ktht.lanhdao');
    await assert.rejects(versions.differences(officer, key, { from: 1, to: 1 }), { code: 'NOT_FOUND' });
    await assert.rejects(versions.check(officer, key, 1), { code: 'NOT_FOUND' });
    await assert.rejects(versions.rollBack(officer, key, { version: 1, note: '' }), { code: 'NOT_FOUND' });
  });
});

function uuidOf(n: number): string {
  return `01935b2e-0000-7000-8000-${String(n).padStart(12, '0')}`;
}
