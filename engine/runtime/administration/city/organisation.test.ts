import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const park = {
  code: 'CTCV',
  name: { vi: 'Công ty Công viên', en: 'Parks Company' },
  kind: 'utility',
  agencyCode: '',
  parent: 'UBND',
  ward: null,
  validFrom: null,
};

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('who does not keep the organisation is refused, and is shown no way to it', async () => {
    const { test } = await opened();
    const { organisation } = test.wardflow.application;
    const officer = await test.as('lamdong.ktht.lanhdao');
    const change = { unit: park, create: true, revision: 1, note: 'thử' };
    const closing = { code: 'CTMT', lastDay: '2026-12-31', revision: 1, note: 'thử' };
    assert.deepEqual(await organisation.configures(officer), []);
    for (const tried of [
      () => organisation.units(officer),
      () => organisation.unit(officer, 'IOC'),
      () => organisation.saveUnit(officer, change),
      () => organisation.closeUnit(officer, closing),
      () => organisation.unitChanges(officer),
    ]) {
      await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 });
    }
    const administrator = await test.as('quantri');
    assert.ok((await organisation.configures(administrator)).includes('organisation'));
    assert.ok((await organisation.units(administrator)).units.some(({ code }) => code === '99016-KTHT'));
  });

  it('a unit is made and changed, each time with who did it and why; a stale editor is told who was first', async () => {
    const { test } = await opened();
    const { organisation } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const { revision } = await organisation.units(administrator);
    const made = await organisation.saveUnit(administrator, {
      unit: park,
      create: true,
      revision,
      note: ' Quyết định 12 ',
    });
    assert.equal(made.revision, revision + 1);
    const stale = { unit: { ...park, code: 'KHAC' }, create: true, revision, note: 'cũ' };
    await assert.rejects(organisation.saveUnit(administrator, stale), {
      code: 'CITY_CHANGED',
      status: 409,
      params: { by: 'Nguyễn Đức Anh', at: '20/11/2026 08:00' },
    });
    const renamed = { ...park, name: { ...park.name, vi: 'Công ty Công viên cây xanh' } };
    const next = { unit: renamed, create: false, revision: made.revision, note: 'Đổi tên' };
    assert.equal((await organisation.saveUnit(administrator, next)).unit.name.vi, 'Công ty Công viên cây xanh');
    await assert.rejects(organisation.saveUnit(administrator, { ...next, create: true }), { code: 'UNIT_EXISTS' });
    const changes = await organisation.unitChanges(administrator);
    assert.deepEqual(
      changes.map(({ by, note, added, changed }) => [by, note, added, changed]),
      [
        ['Nguyễn Đức Anh', 'Đổi tên', [], ['CTCV']],
        ['Nguyễn Đức Anh', 'Quyết định 12', ['CTCV'], []],
        ['', '', [], []],
      ],
    );
  });

  it('what would not be sound is refused with its place, and nothing of it is kept', async () => {
    const { test, store } = await opened();
    const { organisation } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const { revision } = await organisation.units(administrator);
    const broken = { ...park, parent: 'NOBODY', ward: '00000' };
    await assert.rejects(organisation.saveUnit(administrator, { unit: broken, create: true, revision, note: 'x' }), {
      code: 'CITY_HAS_FAULTS',
      fields: [
        {
          path: 'units.CTCV.parent',
          rule: 'CITY_FAULT',
          params: { vi: 'không có đơn vị NOBODY', en: 'there is no unit NOBODY' },
        },
        {
          path: 'units.CTCV.ward',
          rule: 'CITY_FAULT',
          params: { vi: 'không có địa bàn 00000', en: 'there is no ward 00000' },
        },
      ],
    });
    await assert.rejects(organisation.saveUnit(administrator, { unit: park, create: true, revision, note: '  ' }), {
      code: 'INVALID_FIELDS',
    });
    assert.equal((await organisation.units(administrator)).revision, revision);
    assert.deepEqual(await store.transaction((tx) => tx.cases.reference.changes('units.json', 10)), []);
  });

  it('a unit says what names it, and is closed only when nothing hangs on it', async () => {
    const { test } = await opened();
    const { organisation } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const { revision, usedBy, people } = await organisation.unit(administrator, '99016-KTHT');
    const { uses, left } = usedBy;
    assert.ok(uses.some(({ kind, code }) => kind === 'category' && code === 'HT-TN'));
    assert.ok(uses.some(({ kind, where }) => kind === 'routing' && where === 'Thoát nước, hố ga, ngập úng'));
    assert.ok(uses.some(({ kind, code }) => kind === 'procedure' && code === 'DEMO.003'));
    assert.deepEqual(
      left.find(({ category }) => category.code === 'HT-TN')?.wards.map((ward) => ward?.code),
      ['99016'],
    );
    assert.deepEqual(
      people.map(({ username }) => username),
      ['lamdong.ktht.canbo', 'lamdong.ktht.lanhdao'],
    );
    const ioc = await organisation.unit(administrator, 'IOC');
    assert.ok(ioc.usedBy.uses.some(({ kind, where }) => kind === 'process' && where === 'Xác minh, phân loại'));
    const closing = { code: '99016-KTHT', lastDay: '2026-12-31', revision, note: 'sắp xếp' };
    await assert.rejects(organisation.closeUnit(administrator, closing), { code: 'UNIT_IN_USE', status: 409 });
    await assert.rejects(organisation.closeUnit(administrator, { ...closing, lastDay: '2026-11-19' }), {
      fields: [{ path: 'lastDay', rule: 'DATE_IN_PAST', params: { today: '2026-11-20' } }],
    });
    const made = await organisation.saveUnit(administrator, { unit: park, create: true, revision, note: 'x' });
    const closed = await organisation.closeUnit(administrator, { ...closing, code: 'CTCV', revision: made.revision });
    assert.equal(closed.unit.validTo, '2026-12-31');
  });
});
