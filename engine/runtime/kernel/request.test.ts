import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KernelFault } from '#engine/runtime/kernel/options.ts';
import { requestNow, withinRequest } from '#engine/runtime/request.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { kernelAgain, kernelOn, minute, start } from '#test/support/kernel-fixture.ts';
import { newId } from './uuid.ts';

forEachDatabase((_, open) => {
  test('a timer and what it leads to in another process name the request that armed it; what nobody asked for names none', async () => {
    const { store } = await open();
    const { kernel, versionId } = await kernelOn(store);
    const begin = () =>
      store.step((tx) =>
        kernel.start(
          tx,
          { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: 'phuong-1' } },
          start,
        ),
      );
    const request = newId(start);
    const asked = await withinRequest(request, begin);
    const unasked = await begin();
    const done: Omit<KernelFault, 'error'>[] = [];
    const failed: KernelFault[] = [];
    const seen: (string | null)[] = [];
    const builtIns = {
      notice: async () => {
        seen.push(requestNow());
        if (seen.length === 1) throw new Error('the first of them fails');
        return { told: true };
      },
    };
    const other = kernelAgain(store, {
      builtIns,
      onDone: (one) => done.push(one),
      onFault: (fault) => failed.push(fault),
    });
    for (const [round, minutes] of [60, 90].entries()) {
      const more = await other.runDue(start + minutes * minute);
      assert.ok(more > 0, `round ${round}`);
    }
    const requestOf = (instanceId: string) =>
      new Set([...done, ...failed].filter((one) => one.instanceId === instanceId).map((one) => one.requestId));
    assert.equal(failed.length, 1);
    assert.deepEqual([...requestOf(asked.instanceId)], [request]);
    assert.deepEqual([...requestOf(unasked.instanceId)], [undefined]);
    assert.deepEqual(new Set(seen), new Set([request, null]));
  });
});
