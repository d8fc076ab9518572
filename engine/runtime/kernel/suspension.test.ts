import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '#engine/core/commands.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { everythingAgrees, kernelOn, minute, start } from '#test/support/kernel-fixture.ts';
import { newId } from './uuid.ts';

forEachDatabase((_, open) => {
  test('an instance that rests has no timer that fires, and its tasks show so; resumed, all is as it was', async () => {
    const { store } = await open();
    const { kernel, versionId } = await kernelOn(store);
    const caseId = newId(start);
    const { instanceId } = await store.transaction((tx) =>
      kernel.start(tx, { serviceVersionId: versionId, processId: 'report', caseId, variables: { unit: 'P1' } }, start),
    );
    const give = (command: Command, now: number) =>
      store.transaction((tx) => kernel.execute(tx, instanceId, command, now));
    const seen = () =>
      store.transaction(async (tx) => ({
        state: (await tx.engine.instances.byId(instanceId))?.state,
        task: (await tx.engine.tasks.ofCase(caseId))[0]?.state,
        history: (await tx.engine.history.ofInstance(instanceId)).map(({ element, event }) => `${element} ${event}`),
      }));
    await give({ kind: 'suspend' }, start);
    assert.deepEqual([(await seen()).state, (await seen()).task], ['suspended', 'suspended']);
    assert.equal(await kernel.runDue(start + 90 * minute), 0);
    await assert.rejects(give({ kind: 'setVariables', variables: {} }, start), {
      code: 'INSTANCE_SUSPENDED',
      status: 409,
    });
    await give({ kind: 'resume' }, start + 100 * minute);
    assert.deepEqual([(await seen()).state, (await seen()).task], ['active', 'ready']);
    assert.ok((await kernel.runDue(start + 100 * minute)) > 0);
    assert.ok((await seen()).history.includes('late completed'));
    await everythingAgrees(store, kernel);
  });
});
