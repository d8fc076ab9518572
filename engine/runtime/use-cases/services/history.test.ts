import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseCity } from '#engine/cases/city/parse-city.ts';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const key = 'citizen-feedback';
const table = 'routing.dmn';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    return { test, services: test.wardflow.application.services, admin: await test.as('quantri') };
  };

  it('a file tells the versions in which it was changed, by whom and why; others are not named', async () => {
    const { services, admin } = await start();
    const publish = async (path: string, from: string, to: string, note: string) => {
      const { content } = await services.resource(admin, key, (await services.get(admin, key)).version, path);
      assert.ok(content.includes(from));
      await services.save(admin, key, { revision: null, path, content: content.replace(from, to) });
      await services.publish(admin, key, note);
    };
    await publish(table, 'Cấp nước sạch', 'Nước sạch', 'Tên ngắn hơn');
    await publish('forms/verify.form.json', 'Xác minh, phân loại', 'Xác minh', 'Biểu mẫu');
    await publish(table, 'Nước sạch', 'Cấp nước sạch', 'Trở lại tên cũ');
    assert.deepEqual(
      (await services.history(admin, key, table)).map(({ version, publishedBy, note }) => [version, publishedBy, note]),
      [
        [4, 'Nguyễn Đức Anh', 'Trở lại tên cũ'],
        [2, 'Nguyễn Đức Anh', 'Tên ngắn hơn'],
        [1, '', ''],
      ],
    );
    await assert.rejects(services.history(admin, key, 'nothing.dmn'), { code: 'NOT_FOUND' });
  });

  it('cells may name what the city has, closed units marked', async () => {
    const { services, admin } = await start();
    const { categories, wards, units, slaClasses, calendars } = await services.vocabulary(admin);
    assert.equal(categories.find(({ code }) => code === 'HT-CN')?.name.vi, 'Cấp nước sạch');
    assert.ok(categories.every(({ group }) => group.vi !== ''));
    assert.equal(wards.length, 12);
    assert.deepEqual(
      units.filter(({ code }) => code === '99016-KTHT').map(({ ward, closed }) => ({ ward, closed })),
      [{ ward: '99016', closed: false }],
    );
    assert.ok(slaClasses.length > 0 && calendars.length > 0);
  });

  it('a draft can be run without the server: its files, the city, and how many hold which post', async () => {
    const { services, admin } = await start();
    const { files, forms, choices, city, holders } = await services.trying(admin, key);
    assert.ok(files.some(({ path }) => path === 'citizen-feedback.bpmn'));
    assert.ok(files.some(({ path }) => path.endsWith('.scenario.yaml')));
    assert.ok(choices['wards']?.some(({ value }) => value === '99016'));
    assert.match(JSON.stringify(forms['report']), /Cấp nước sạch/, 'its lists are filled in');
    assert.deepEqual(parseCity({ ...city, 'access.json': '{ "rules": [] }' }).faults, []);
    assert.deepEqual(
      Object.keys(city).filter((file) => /access|sign-in|accounts/.test(file)),
      [],
    );
    assert.equal(holders.find(({ unit, role }) => unit === '99016-KTHT' && role === 'unit_head')?.count, 1);
  });

  it('a scenario is taken out of the draft, the files that make the service are not', async () => {
    const { test, services, admin } = await start();
    const path = 'scenarios/urgent.scenario.yaml';
    const officer = await test.as('lamdong.ktht.lanhdao');
    await assert.rejects(services.removeScenario(officer, key, { path, revision: null }), { code: 'NOT_FOUND' });
    const draft = (await services.get(admin, key)).draft?.revision ?? null;
    const { revision } = await services.removeScenario(admin, key, { path, revision: draft });
    const { resources } = await services.get(admin, key);
    assert.equal(
      resources.some((one) => one.path === path),
      false,
    );
    await assert.rejects(services.removeScenario(admin, key, { path, revision }), { code: 'NOT_FOUND' });
    const process = { path: 'citizen-feedback.bpmn', revision };
    await assert.rejects(services.removeScenario(admin, key, process), { code: 'INVALID_FIELDS' });
    const stale = { path: 'scenarios/urgent-refused.scenario.yaml', revision: revision - 1 };
    await assert.rejects(services.removeScenario(admin, key, stale), { code: 'DRAFT_CHANGED' });
    await services.discard(admin, key);
  });

  it('who may not design learns neither', async () => {
    const { test, services } = await start();
    const officer = await test.as('lamdong.ktht.lanhdao');
    await assert.rejects(services.history(officer, key, table), { code: 'NOT_FOUND' });
    await assert.rejects(services.trying(officer, key), { code: 'NOT_FOUND' });
    await assert.rejects(services.vocabulary(officer), { code: 'FORBIDDEN', status: 403 });
  });
});
