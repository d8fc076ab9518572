/** Writes instances into the database given, one commit each, and prints the id of each after its commit, until killed. */
import { newId } from '#engine/runtime/kernel/uuid.ts';
import { openStore } from '#engine/store/open.ts';

const store = await openStore({ url: process.argv[2] ?? '' });
for (let number = 1; ; number += 1) {
  const id = newId(number);
  await store.transaction((tx) =>
    tx.engine.instances.insert({
      id,
      serviceVersionId: id,
      processId: 'report',
      caseId: null,
      state: 'active',
      version: number,
      snapshot: '{}',
      startedAt: number,
      endedAt: null,
      startedBy: null,
      startedByCall: null,
    }),
  );
  process.stdout.write(`${id}\n`);
}
