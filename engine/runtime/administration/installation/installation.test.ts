import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Head } from '#engine/runtime/audit/heads.ts';
import { heldMark } from '#engine/runtime/duties/held.ts';
import { createDutyRunner } from '#engine/runtime/duties/run-duties.ts';
import { applicationsOf, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('an administrator sees the chain, has its newest entries checked, and finds what was changed', async () => {
    const kept: Head[] = [];
    const headPlaces = [{ name: 'file', keep: async (head: Head) => void kept.push(head), read: async () => kept }];
    const { test, store } = await opened({ headPlaces });
    await submitReport(test, manhole);
    const { installation } = test.wardflow.application;
    const admin = await test.as('quantri');
    const before = (await installation.state(admin)).audit;
    assert.ok(before?.head === null && before.waiting > 3 && before.verified === null && before.mayVerify);
    const nothing = await installation.verifyAudit(admin, 1_000);
    assert.deepEqual([nothing.from, nothing.to, nothing.faultsTotal], [0, 0, 0]);

    await test.wardflow.sealer.runDue(test.now());
    const { audit } = await installation.state(admin);
    const sealed = audit?.head?.number ?? 0;
    assert.ok(sealed > 3);
    assert.deepEqual(
      [audit?.waiting, audit?.exported.places, audit?.exported.number, audit?.exported.at],
      [0, ['file'], sealed, test.now()],
    );
    const newest = await installation.verifyAudit(admin, 3);
    assert.deepEqual([newest.from, newest.to, newest.headsCompared], [sealed - 2, sealed, 1]);
    assert.deepEqual([newest.by, newest.faultsTotal], [admin.displayName, 0]);
    assert.deepEqual((await installation.state(admin)).audit?.verified, newest);

    const change = (number: number) =>
      store.orm.em
        .getConnection()
        .execute(
          `update audit_entry set action = 'forged' where id = (select entry_id from audit_seal where number = ${number})`,
        );
    await change(sealed);
    await change(1);
    const [found] = (await installation.verifyAudit(admin, 2)).faults;
    assert.deepEqual([found?.kind, found && 'number' in found && found.number], ['changed', sealed]);
    assert.equal((await installation.verifyAudit(admin, 2)).faultsTotal, 1, 'the first lies further back');
    assert.equal((await installation.verifyAudit(admin, 100_000)).faultsTotal, 2);
  });

  it('duties are told with their last run and fault, with the age of the backup and what a restore holds', async () => {
    const backupAt = Date.parse('2026-11-19T02:00:00+07:00');
    const { test, store } = await opened({ lastBackup: async () => backupAt });
    const { installation } = test.wardflow.application;
    const admin = await test.as('quantri');
    const duties = [
      { name: 'pulse', next: (now: number) => now, run: async () => ({ done: 2 }) },
      {
        name: 'archive',
        next: (now: number) => now,
        run: async () => {
          throw new RangeError('0912345678');
        },
      },
    ];
    const clock = () => test.now();
    const runner = createDutyRunner({ store, duties, owner: 'a', clock, onFault: () => undefined });
    await runner.runDue(test.now());
    const state = (await installation.state(admin)).duties;
    assert.deepEqual(
      state?.duties.map(({ name, endedAt, done, faults, fault }) => ({ name, endedAt, done, faults, fault })),
      [
        { name: 'archive', endedAt: null, done: 0, faults: 1, fault: 'RangeError' },
        { name: 'pulse', endedAt: test.now(), done: 2, faults: 0, fault: '' },
      ],
    );
    assert.deepEqual([state?.backupAt, state?.held], [backupAt, null]);
    const mark = { name: heldMark, content: '{"madeAt":"2026-11-18T19:00:00.000Z"}', at: test.now() };
    await store.transaction((tx) => tx.engine.marks.put(mark));
    const held = (await installation.state(admin)).duties?.held;
    assert.deepEqual([held?.since, held?.backupAt], [test.now(), Date.parse('2026-11-18T19:00:00Z')]);
  });

  it('who has no right to it sees nothing and starts nothing', async () => {
    const { test } = await opened();
    const { installation } = test.wardflow.application;
    for (const username of ['tiepnhan', 'lamdong.ktht.lanhdao']) {
      const official = await test.as(username);
      assert.equal(await installation.maySee(official), false);
      await assert.rejects(installation.state(official), { code: 'FORBIDDEN' });
      await assert.rejects(installation.verifyAudit(official, 10), { code: 'FORBIDDEN' });
    }
  });
});
