import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { addressAllowances } from './rate-limit.ts';

forEachDatabase((_, open) => {
  it('S16 two processes at one database count together, a restart forgets nothing, and the window ends', async () => {
    const { store } = await open();
    const one = await openApplication(store, { now: '2026-11-20T08:00:00+07:00' });
    const { secrets } = one.deps;
    const other = await openApplication(store, { secrets, folder: one.folder, now: '2026-11-20T08:00:00+07:00' });
    const { uses, windowMs } = addressAllowances.answer;
    for (let used = 0; used < uses; used++)
      await (used % 2 === 0 ? one : other).wardflow.rateLimit.take('answer', '203.0.113.5');
    const refused = { code: 'TOO_MANY_REQUESTS', status: 429, params: { seconds: windowMs / 1000 } };
    await assert.rejects(one.wardflow.rateLimit.take('answer', '203.0.113.5'), refused);
    const restarted = await openApplication(store, { secrets, folder: one.folder, now: '2026-11-20T08:00:00+07:00' });
    await assert.rejects(restarted.wardflow.rateLimit.take('answer', '203.0.113.5'), refused);
    await restarted.wardflow.rateLimit.take('answer', '203.0.113.6');
    await restarted.wardflow.rateLimit.take('follow', '203.0.113.5');
    await restarted.advanceTo('2026-11-20T08:10:00+07:00');
    await restarted.wardflow.rateLimit.take('answer', '203.0.113.5');
    one.remove();
  });
});
