import assert from 'node:assert/strict';
import { it } from 'node:test';
import { notOwned, owned } from '#engine/store/archive/owned.ts';
import { pack, unpack } from '#engine/store/archive/packing.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { uuidToBytes } from '#engine/store/uuid.ts';
import { applicationsOf, manhole, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { Duty } from '../duties/duty.ts';
import { rebuildFigures } from '../history/rollup.ts';
import { newId } from '../kernel/uuid.ts';

const report = { ...manhole, phone: '0912345678', email: 'em@example.org' };
const sent = { submissionKey: 'k1', language: 'vi', channel: 'web' } as const;

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('every table with rows of a case either goes into the archive or says why it does not', async () => {
    const { store } = await open();
    const entities = [...store.orm.getMetadata().getAll().values()];
    const ofCases = entities.filter(({ props }) =>
      props.some(({ name }) => name === 'caseId' || name === 'instanceId'),
    );
    const known = [...owned.map(({ table }) => table), ...Object.keys(notOwned)];
    assert.deepEqual(ofCases.map(({ tableName }) => tableName).toSorted(), known.toSorted());
  });

  it('a closed case leaves the hot tables after its month, and everybody finds it as it was', async () => {
    const { test, store } = await start();
    const { code, caseId } = await closedCase(test, store);
    const before = await everythingOf(test, store, caseId, code);
    const rows = await rowsOf(store, caseId);
    assert.ok(Object.values(rows).flat().length > 20);
    assert.equal(await archiveAll(test, '2026-12-19T08:00:00+07:00'), 0, 'not before its time');
    assert.equal(await archiveAll(test, '2026-12-22T08:00:00+07:00'), 1);
    assert.deepEqual(Object.values(await rowsOf(store, caseId)).flat(), []);
    assert.deepEqual(await everythingOf(test, store, caseId, code), before);
    assert.equal(await archiveAll(test, '2026-12-22T09:00:00+07:00'), 0);

    assert.equal(await test.wardflow.archive.bringBack('PA-261120-0001', test.now()), true);
    assert.deepEqual(await rowsOf(store, caseId), rows);
    assert.deepEqual(await everythingOf(test, store, caseId, code), before);
    assert.equal(await test.wardflow.archive.bringBack('PA-261120-0001', test.now()), false);
  });

  it('what is open, or still on its way, stays', async () => {
    const { test, store } = await start();
    const { caseId } = await closedCase(test, store);
    await test.wardflow.application.reports.submit({ ...sent, submissionKey: 'k2', values: { ...report }, files: [] });
    await store.transaction(async (tx) => {
      const [notice] = await tx.cases.notices.ofCase(caseId);
      assert.ok(notice);
      await tx.cases.notices.insert({
        ...notice,
        id: newId(test.now()),
        dedupeKey: 'again',
        state: 'queued',
      });
    });
    // Nobody has sent the notice since.
    assert.deepEqual(await dutyOf(test, 'archive').run(Date.parse('2027-06-01T08:00:00+07:00')), {
      done: 0,
      more: false,
    });
  });

  it('a command to an archived instance is refused as for any that has ended', async () => {
    const { test, store } = await start();
    const { caseId } = await closedCase(test, store);
    await archiveAll(test, '2027-01-01T08:00:00+07:00');
    const instanceId = (await store.transaction((tx) => tx.cases.records.byId(caseId)))?.instanceId ?? '';
    const cancel = { kind: 'cancel', reason: 'late' } as const;
    await assert.rejects(
      store.transaction((tx) => test.wardflow.kernel.execute(tx, instanceId, cancel, test.now())),
      { code: 'INSTANCE_ENDED' },
    );
    const { saved, replayed } = await store.transaction((tx) => test.wardflow.kernel.replay(tx, instanceId));
    assert.equal(replayed, saved);
  });

  it('the nightly comparison and a full count of the figures read the archive too', async () => {
    const { test, store } = await start();
    const { caseId } = await closedCase(test, store);
    const sums = () =>
      store.orm.em
        .getConnection()
        .execute('select * from element_day order by service_version_id, day, element, unit, measure');
    const before = await sums();
    assert.ok(before.length > 5);
    await archiveAll(test, '2027-01-01T08:00:00+07:00');
    const zone = { timeZone: () => 'Asia/Ho_Chi_Minh', programs: test.wardflow.kernel.programs };
    const rebuild = { ...zone, store, owner: 'a rebuild', clock: test.now };
    assert.equal(await rebuildFigures(rebuild), 1);
    assert.deepEqual(await sums(), before);

    const open_ = async () => (await store.transaction((tx) => tx.engine.incidents.open(10))).map(({ code }) => code);
    assert.equal((await dutyOf(test, 'replay').run(test.now())).done, 1);
    assert.deepEqual(await open_(), []);
    await forged(store, caseId, (snapshot) => snapshot.replace('{"', '{"x'));
    assert.equal((await dutyOf(test, 'replay').run(test.now())).done, 1);
    assert.deepEqual(await open_(), ['REPLAY_DIFFERS']);
    await test.wardflow.archive.destroyExpired(Date.parse('2037-01-01T08:00:00+07:00'));
    assert.deepEqual(await open_(), []);
    await assert.rejects(rebuildFigures(rebuild), /destroyed/);
    assert.equal(await rebuildFigures({ ...rebuild, withoutDestroyed: true }), 0);
  });

  it('an instance of no case goes there too once it has ended, and is found and rebuilt as it was', async () => {
    const { test, store } = await start();
    const { kernel } = test.wardflow;
    const version = (await store.transaction((tx) => tx.engine.services.newest('citizen-feedback'))) ?? assert.fail();
    const place = { serviceVersionId: version.id, processId: 'citizen-feedback', caseId: null, variables: {} };
    const [ended, running] = await store.transaction(async (tx) => [
      (await kernel.start(tx, place, test.now())).instanceId,
      (await kernel.start(tx, place, test.now())).instanceId,
    ]);
    await store.transaction((tx) => kernel.execute(tx, ended, { kind: 'cancel', reason: 'test' }, test.now()));
    const seen = (id: string) =>
      store.transaction(async (tx) => ({
        row: await tx.engine.instances.byId(id),
        journal: await tx.engine.journal.ofInstance(id),
        history: await tx.engine.history.ofInstance(id),
        replay: await kernel.replay(tx, id),
      }));
    const before = await seen(ended);
    assert.equal(await archiveAll(test, '2027-01-01T08:00:00+07:00'), 0, 'it is not in the figures yet');
    await dutyOf(test, 'figures').run(test.now());
    assert.equal(await archiveAll(test, '2027-01-01T08:01:00+07:00'), 1);
    const left = await store.orm.em.getConnection().execute<{ id: Uint8Array }[]>('select id from process_instance');
    assert.deepEqual(
      left.map(({ id }) => Buffer.from(id)),
      [Buffer.from(uuidToBytes(running))],
    );
    assert.deepEqual(await seen(ended), before);
    assert.equal(before.replay.replayed, before.replay.saved);
    assert.equal((await dutyOf(test, 'replay').run(test.now())).done, 2);
    assert.equal(await store.transaction((tx) => tx.cases.archive.putInstance(ended, test.now())), false);
  });

  it('of an archived task one may see what the rules allow, and others are told that there is none', async () => {
    const { test, store } = await start();
    const { caseId } = await closedCase(test, store);
    await archiveAll(test, '2027-01-01T08:00:00+07:00');
    const [task] = await store.transaction((tx) => tx.engine.tasks.ofCase(caseId));
    const { tasks } = test.wardflow.application;
    const detail = await tasks.task(await test.as('tiepnhan'), task?.id ?? '');
    assert.deepEqual([detail.text, detail.actions], [report.description, []]);
    await assert.rejects(tasks.task(await test.as('lamdong.ktht.canbo'), task?.id ?? ''), { code: 'NOT_FOUND' });
  });

  it('a case whose time is over is destroyed but for its line in the register; a hold goes before the rule', async () => {
    const { test, store } = await start();
    const { caseId, code, photo } = await closedCase(test, store);
    const { archive, application } = test.wardflow;
    await archiveAll(test, '2027-01-01T08:00:00+07:00');
    const due = Date.parse('2037-01-01T08:00:00+07:00');
    const listed = async (now: number) => {
      const lines: (readonly [string | null, string])[] = [];
      for await (const { hold, rule } of archive.expired(now)) lines.push([hold, rule.code]);
      return lines;
    };
    assert.deepEqual(await listed(Date.parse('2036-11-19T08:00:00+07:00')), []);
    assert.equal(await archive.hold('PA-261120-0001', 'QĐ 12/2026', test.now()), true);
    assert.deepEqual(await listed(due), [['QĐ 12/2026', 'ho-so']]);
    assert.deepEqual(await archive.destroyExpired(due), { done: 0 });
    assert.equal(await archive.release('PA-261120-0001', test.now()), true);
    assert.deepEqual(await listed(due), [[null, 'ho-so']]);
    assert.ok(await application.reports.followFull(code, '5678'), 'the dry run has destroyed nothing');

    assert.deepEqual(await archive.destroyExpired(due), { done: 1 });
    assert.deepEqual(await listed(due), []);
    assert.equal(await application.reports.follow(code), undefined);
    assert.equal(await test.deps.files.locate(photo, 'full'), undefined);
    const left = await store.transaction(async (tx) => ({
      record: await tx.cases.records.byId(caseId),
      key: await tx.cases.vault.key(caseId),
      tasks: await tx.engine.tasks.ofCase(caseId),
      lines: (await tx.cases.audit.latest(2)).map(({ action, subject }) => [action, subject]),
    }));
    const { state, registerNumber, vault, secretHash, lon, search } = left.record ?? assert.fail();
    assert.deepEqual(
      { state, registerNumber, vault, secretHash, lon, search },
      {
        state: 'erased',
        registerNumber: 'PA-261120-0001',
        vault: {},
        secretHash: '',
        lon: null,
        search: 'pa-261120-0001',
      },
    );
    assert.deepEqual([left.key, left.tasks], [undefined, []]);
    assert.deepEqual(left.lines, [
      ['erasure.done', 'erasure:XD-370101-0001'],
      ['case.destroy', `case:${caseId}`],
    ]);
  });
});

/** A report that the centre does not take on; the case is closed by it. */
async function closedCase(test: TestApplication, store: OpenStore) {
  const { reports, tasks } = test.wardflow.application;
  const files = [await test.photo('photos')];
  const receipt = await reports.submit({ ...sent, values: { ...report }, files });
  const operator = await test.as('tiepnhan');
  const taskId = (await tasks.worklist(operator, { view: 'unit' })).items[0]?.taskId ?? '';
  const values = { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' };
  await tasks.complete(operator, taskId, { values, files: [], submissionKey: 'c1' });
  await test.advanceTo('2026-11-20T09:00:00+07:00');
  await dutyOf(test, 'figures').run(test.now());
  const record = await store.transaction((tx) => tx.cases.records.byRegisterNumber(receipt.registerNumber));
  assert.equal(record?.state, 'closed');
  const [photo] = await store.transaction((tx) => tx.cases.files.ofCase(record?.id ?? ''));
  return { code: receipt.trackingCode, caseId: record?.id ?? '', photo: photo?.id ?? '' };
}

/** Somebody with the right to write the database changes the saved states in an archive. */
async function forged(store: OpenStore, caseId: string, change: (snapshot: string) => string): Promise<void> {
  const connection = store.orm.em.getConnection();
  const id = uuidToBytes(caseId);
  const [found] = await connection.execute<{ content: Uint8Array }[]>(
    'select content from case_archive where case_id = ?',
    [id],
  );
  const rows = unpack(found?.content ?? assert.fail());
  const instances = (rows['process_instance'] ?? []).map((row) => ({
    ...row,
    snapshot: change(String(row['snapshot'])),
  }));
  assert.notDeepEqual(instances, rows['process_instance']);
  const content = Buffer.from(pack({ ...rows, process_instance: instances }));
  await connection.execute('update case_archive set content = ? where case_id = ?', [content, id]);
}

/** What the worker's duty does, until nothing is left. */
async function archiveAll(test: TestApplication, at: string): Promise<number> {
  await test.advanceTo(at);
  return (await dutyOf(test, 'archive').run(test.now())).done;
}

function dutyOf(test: TestApplication, name: string): Duty {
  return test.wardflow.duties.find((duty) => duty.name === name) ?? assert.fail();
}

/** Everything that anybody can ask for of a case. */
async function everythingOf(test: TestApplication, store: OpenStore, caseId: string, code: string) {
  const { reports } = test.wardflow.application;
  const inside = await store.transaction(async (tx) => {
    const instances = await tx.engine.instances.ofCase(caseId);
    const perInstance = [];
    for (const { id } of instances) {
      perInstance.push(
        await tx.engine.instances.byId(id),
        await tx.engine.journal.ofInstance(id),
        await tx.engine.history.ofInstance(id),
        await tx.engine.incidents.ofInstance(id),
      );
    }
    const tasks = await tx.engine.tasks.ofCase(caseId);
    const scope = [{ role: tasks.map(({ role }) => role) }];
    const byId = [];
    for (const { id } of tasks) byId.push(await tx.engine.tasks.byId(id), await tx.engine.tasks.find(scope, id));
    return {
      instances,
      perInstance,
      tasks,
      byId,
      denied: await tx.engine.tasks.find([{ unit: 'of nobody' }], tasks[0]?.id ?? ''),
      all: await tx.engine.instances.page(null, 100),
      timeline: await tx.cases.timeline.ofCase(caseId),
      clocks: await tx.cases.clocks.ofCase(caseId),
      notices: await tx.cases.notices.ofCase(caseId),
    };
  });
  const { clock: _, ...progress } = (await reports.followFull(code, '5678')) ?? assert.fail();
  return { inside, progress };
}

/** The rows themselves, by table, as the hot tables hold them. */
async function rowsOf(store: OpenStore, caseId: string) {
  const run = (sql: string) =>
    store.orm.em.getConnection().execute<Record<string, unknown>[]>(sql, [uuidToBytes(caseId)], 'all');
  const instances = `(select id from process_instance where case_id = ?)`;
  const entries = [];
  for (const { table, by, order } of owned) {
    const where = by === 'case_id' ? 'case_id = ?' : `instance_id in ${instances}`;
    entries.push([table, await run(`select * from ${table} where ${where} order by ${order}`)] as const);
  }
  return Object.fromEntries(entries);
}
