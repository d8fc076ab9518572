import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { installationTexts } from './installation.ts';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('every background duty has its words on the page of the state of the system', async () => {
    const { wardflow } = (await opened()).test;
    const keys = wardflow.duties.map(({ name }) => `duty_${name}`);
    assert.ok(keys.includes('duty_deadlines'));
    assert.deepEqual(
      keys.filter((key) => !Object.hasOwn(installationTexts.vi, key)),
      [],
    );
    const known = Object.keys(installationTexts.vi).filter((key) => key.startsWith('duty_'));
    assert.deepEqual(
      known.filter((key) => !keys.includes(key)),
      [],
      'words of a duty that is no more',
    );
  });
});
