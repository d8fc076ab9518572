import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const key = 'citizen-feedback';
const form = 'forms/verify.form.json';
const tabs = ['0193aaaa-0000-4000-8000-000000000001', '0193aaaa-0000-4000-8000-000000000002'] as const;

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('every save is kept until the version after: folded by minutes, never over a note, told by whom; who else is there is told', async () => {
    const { test } = await opened();
    const { services, draftSaves, people } = test.wardflow.application;
    const admin = await test.as('quantri');
    await people.givePost(admin, 'tiepnhan', { role: 'administrator', unit: 'IOC', validFrom: '', validTo: '' });
    const second = await test.as('tiepnhan');
    const { content } = await services.resource(admin, key, 1, form);
    const save = async (who: typeof admin, add: string) => {
      const { draft } = await services.get(who, key);
      await services.save(who, key, { revision: draft?.revision ?? null, path: form, content: content + add });
    };
    const kept = async () =>
      (await draftSaves.list(admin, key, form)).map(({ savedBy, note }) => [savedBy, note].join(' ').trim());

    await save(admin, ' ');
    await save(admin, '  ');
    assert.deepEqual(await kept(), [admin.displayName]);
    const [first] = await draftSaves.list(admin, key, '');
    assert.ok(first);
    assert.equal((await draftSaves.read(second, key, first.id)).content, `${content}  `);
    await draftSaves.note(admin, key, first.id, ' Trước khi đổi tên ');
    await save(admin, '\n');
    await save(second, '\n\n');
    await test.advanceTo('2026-11-20T08:06:00+07:00');
    await save(second, '\n\n\n');
    const names = [second.displayName, second.displayName, admin.displayName];
    assert.deepEqual(await kept(), [...names, `${admin.displayName} Trước khi đổi tên`]);
    await assert.rejects(draftSaves.read(admin, key, tabs[0]), { code: 'SAVE_GONE', status: 410 });

    const at = (who: typeof admin, tab: string, leaving = false) =>
      draftSaves.here(who, key, { tab, path: form, leaving });
    assert.deepEqual((await at(admin, tabs[0])).others, []);
    const { others, draft } = await at(second, tabs[1]);
    assert.deepEqual(others, [{ name: admin.displayName, path: form }]);
    assert.deepEqual(draft?.file, { revision: draft?.revision, savedBy: second.displayName, own: true });
    assert.equal((await at(admin, tabs[0])).draft?.file?.own, false);
    await at(second, tabs[1], true);
    assert.deepEqual((await at(admin, tabs[0])).others, []);
    await at(second, tabs[1]);
    await test.advanceTo('2026-11-20T08:07:00+07:00');
    assert.deepEqual((await at(admin, tabs[0])).others, [], 'whoever says nothing for half a minute is gone');

    await services.publish(admin, key, '');
    assert.equal((await kept()).length, 4, 'the saves behind the version in use');
    await save(admin, '\n \n');
    await services.publish(admin, key, '');
    await assert.rejects(draftSaves.read(admin, key, first.id), { code: 'SAVE_GONE' });
    await save(admin, '\n  \n');
    await services.discard(admin, key);
    assert.equal((await kept()).length, 1);

    const officer = await test.as('lamdong.ktht.lanhdao');
    await assert.rejects(draftSaves.list(officer, key, ''), { code: 'NOT_FOUND' });
    await assert.rejects(draftSaves.read(officer, key, first.id), { code: 'NOT_FOUND' });
    await assert.rejects(draftSaves.note(officer, key, first.id, ''), { code: 'NOT_FOUND' });
    await assert.rejects(at(officer, tabs[1]), { code: 'NOT_FOUND' });
  });
});
