import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import type { Tx } from '#engine/runtime/ports.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { manhole, openApplication, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const report = { ...manhole, phone: '0912345678' };

forEachDatabase((_, open) => {
  const closing: (() => void)[] = [];
  after(() => {
    for (const close of closing) close();
  });

  it('for a code that nobody has the database is asked as much as for one that somebody has', async () => {
    const asked: string[] = [];
    const { store } = await open();
    const test = await openApplication(listening(store, asked));
    closing.push(test.remove);
    const { reports } = test.wardflow.application;
    const { trackingCode } = await submitReport(test, report);
    const questionsFor = async (code: string) => {
      asked.length = 0;
      const progress = await reports.follow(code);
      return { known: progress !== undefined, asked: [...asked] };
    };
    await reports.follow(trackingCode);
    const known = await questionsFor(trackingCode);
    const unknown = await questionsFor('0000-0000-0000');
    const noCode = await questionsFor('không phải mã');
    assert.deepEqual([known.known, unknown.known, noCode.known], [true, false, false]);
    assert.ok(known.asked.length >= 4, known.asked.join());
    assert.deepEqual(unknown.asked, known.asked);
    assert.deepEqual(noCode.asked, known.asked);
  });
});

/** The same store, with the names of what its case tables are asked written down. */
function listening(store: OpenStore, asked: string[]): OpenStore {
  const heard = <T extends object>(table: T, name: string): T =>
    new Proxy(table, {
      get(target, key) {
        asked.push(`${name}.${String(key)}`);
        return Reflect.get(target, key);
      },
    });
  const listeningTo = (tx: Tx): Tx => {
    const tables = Object.entries(tx.cases).map(([name, table]) => [name, heard(table as object, name)]);
    return { ...tx, cases: Object.fromEntries(tables) as Tx['cases'] };
  };
  return { ...store, transaction: (work) => store.transaction((tx) => work(listeningTo(tx))) };
}
