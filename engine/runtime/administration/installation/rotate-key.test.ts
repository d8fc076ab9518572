import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import type { OpenStore } from '#engine/store/open.ts';
import {
  applicationsOf,
  manhole,
  openApplication,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { Secrets } from '../../use-cases/application.ts';
import { createIds } from '../../use-cases/ids.ts';
import { createVault, masterKeyId } from '../../use-cases/vault.ts';
import { type DerivedKeys, secretsOf } from './lookup-key.ts';
import { rotateKey } from './rotate-key.ts';

const random = (bytes: number) => randomBytes(bytes);
const derived = (): DerivedKeys => ({ master: randomBytes(32), lookup: randomBytes(32) });
const report = { ...manhole, name: 'Võ Kim Em', phone: '0912345678' };

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('the secret is changed while both are read; broken off anywhere it goes on, and the former one opens nothing', async () => {
    const [former, current] = [derived(), derived()];
    const { test, store } = await start({ secrets: { masterKey: former.master, hmacKey: former.lookup } });
    const { trackingCode } = await submitReport(test, report);
    await fillUp(store, test.deps.secrets, 450);

    const during = await secretsOf(store, { current, others: [former] });
    assert.deepEqual(during.hmacKey, former.lookup, 'codes are looked up as before');
    const both = await secondOf(store, during, test.folder);
    const readable = async () => (await both.wardflow.application.reports.followFull(trackingCode, '5678'))?.text;
    assert.equal(await readable(), report.description);
    const second = await submitReport(both, report, 'k2');

    const total = await keysOf(store);
    for (let step = 1; step <= 3; step++) {
      await assert.rejects(
        rotateKey({ store: brokenAt(store, step), secrets: during, random, clock: test.now }),
        /cut/,
      );
      assert.equal(await readable(), report.description, `after a cut at step ${step}`);
    }
    assert.ok((await keysOf(store, masterKeyId(during))) > 1, 'what was done before a cut stays done');
    const { done } = await rotateKey({ store, secrets: during, random, clock: test.now });
    assert.ok(done > 0 && done < total);
    assert.equal(await keysOf(store, masterKeyId(during)), total);
    assert.deepEqual(await rotateKey({ store, secrets: during, random, clock: test.now }), { done: 0, closed: 0 });

    const afterwards = await secretsOf(store, { current, others: [] });
    assert.deepEqual(afterwards.hmacKey, former.lookup);
    const { reports } = (await secondOf(store, afterwards, test.folder)).wardflow.application;
    for (const code of [trackingCode, second.trackingCode])
      assert.equal((await reports.followFull(code, '5678'))?.text, report.description);
    await assert.rejects(test.wardflow.application.reports.followFull(trackingCode, '5678'), /unable to authenticate/i);
    await assert.rejects(secretsOf(store, { current: former, others: [] }), /not the one of this installation/);
    const told = await store.transaction((tx) => tx.cases.audit.latest(5_000));
    const lines = told.filter(({ action }) => action === 'secret.rotate');
    assert.equal(
      lines.reduce((sum, { data }) => sum + Number((data as { readonly done: number }).done), 0),
      total - 1,
      'the audit tells of each once; the second report was sealed under the new one from the start',
    );
  });

  it('a key that no known secret opens is left as it is, and counted', async () => {
    const [former, current, lost] = [derived(), derived(), derived()];
    const { test, store } = await start({ secrets: { masterKey: former.master, hmacKey: former.lookup } });
    await submitReport(test, report);
    await fillUp(store, { masterKey: lost.master, hmacKey: lost.lookup }, 3);
    const secrets = await secretsOf(store, { current, others: [former] });
    assert.deepEqual(await rotateKey({ store, secrets, random, clock: test.now }), { done: 1, closed: 3 });
    assert.equal(await keysOf(store, masterKeyId({ masterKey: lost.master })), 3);
  });
});

/** Another process at the same database. */
async function secondOf(store: OpenStore, secrets: Secrets, folder: string): Promise<TestApplication> {
  return await openApplication(store, { secrets, folder });
}

/** Keys of cases without anything in them. */
async function fillUp(store: OpenStore, secrets: Secrets, count: number): Promise<void> {
  const newId = createIds(random);
  const now = Date.parse('2026-11-20T08:00:00+07:00');
  const vault = createVault(secrets, random, newId);
  await store.transaction(async (tx) => {
    for (let at = 0; at < count; at++) await vault.open(tx, newId(now), now);
  });
}

/** Does its transactions until one of them, which is broken off before its commit. */
function brokenAt(store: OpenStore, step: number): OpenStore {
  let seen = 0;
  return {
    ...store,
    transaction: (work) =>
      store.transaction(async (tx) => {
        const result = await work(tx);
        seen += 1;
        if (seen === step) throw new Error('cut');
        return result;
      }),
  };
}

async function keysOf(store: OpenStore, keyId?: string): Promise<number> {
  const all = await store.transaction((tx) =>
    tx.cases.vault.keysOfOthers('', '00000000-0000-0000-0000-000000000000', 10_000),
  );
  return all.filter(({ masterKeyId: id }) => keyId === undefined || id === keyId).length;
}
