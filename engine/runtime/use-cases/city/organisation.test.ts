import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('who does not keep the organisation is refused, and is shown no way to it', async () => {
    const { test } = await opened();
    const { organisation } = test.wardflow.application;
    const officer = await test.as('lamdong.ktht.canbo');
    assert.deepEqual(await organisation.configures(officer), []);
    await assert.rejects(organisation.units(officer), { code: 'FORBIDDEN', status: 403 });
    const administrator = await test.as('quantri');
    assert.ok((await organisation.configures(administrator)).includes('organisation'));
    assert.ok((await organisation.units(administrator)).units.some(({ code }) => code === '99016-KTHT'));
  });
});
