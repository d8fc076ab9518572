// The register of dossiers (07): what the reader may read, by period, desk, procedure and state, however long it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenStore } from '#engine/store/open.ts';
import { applicationsOf, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { dossierService, people, receiveDossier } from '#test/support/dossiers.ts';
import { createIds } from '../ids.ts';

const desk = '99016-PVHCC';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  let known: ReturnType<typeof opened> | undefined;
  const office = () => {
    known ??= opened({ services: [dossierService] });
    return known;
  };

  test('it goes on page by page in order of receipt, narrowed down and within the rights of the reader', async () => {
    const { test: app, store } = await office();
    const { caseId } = await receiveDossier(app);
    await copies(app, store, caseId, 119);
    const { documents } = app.wardflow.application;
    const [mine, records] = [await app.as(people.desk), await app.as(people.records)];
    const span = { from: '2026-11-20', to: '2026-11-20' };
    const codes: string[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 9; pages += 1) {
      const page = await documents.register(mine, { ...span, ...(after !== '' && { after }) });
      codes.push(...page.entries.map(({ code }) => code));
      after = page.next;
    }
    assert.deepEqual([codes.length, new Set(codes).size], [120, 120]);
    assert.deepEqual(codes, codes.toSorted());
    const seen = async (by: typeof mine, more: object) =>
      (await documents.register(by, { ...span, ...more })).entries.length;
    assert.equal(await seen(await app.as('conen.vhxh.canbo'), {}), 0, 'another ward');
    assert.equal(await seen(await app.as('tiepnhan'), {}), 0, 'somebody without the right');
    assert.equal(await seen(mine, { from: '2026-11-21', to: '2026-11-30' }), 0);
    assert.equal(await seen(mine, { unit: '99019-PVHCC' }), 0);
    assert.equal(await seen(mine, { procedure: 'DEMO.001' }), 0);
    assert.deepEqual([await seen(mine, { state: 'closed' }), await seen(mine, { state: 'open' })], [0, 50]);
    const [entry] = (await documents.register(mine, span)).entries;
    assert.deepEqual([entry?.applicant, entry?.standing, entry?.late], ['Nguyễn Thị Hoa', 'processing', false]);
    // Who numbers the results sees the dossiers, and not whose they are.
    assert.equal((await documents.register(records, span)).entries[0]?.applicant, null);
    const lines = await store.transaction((tx) => tx.cases.audit.latest(5_000));
    const named = lines.filter(({ action }) => action === 'register.read');
    assert.deepEqual(new Set(named.map(({ actor }) => actor)), new Set([people.desk]));
    assert.ok(!JSON.stringify(named).includes('Hoa'));
    assert.deepEqual(await Promise.all([mine, records].map(documents.mayReadRegister)), [true, true]);
    assert.equal(await documents.mayReadRegister(await app.as('tiepnhan')), false);
  });

  test('all of it comes in pieces, and that it was taken out is in the audit', async () => {
    const { test: app, store } = await office();
    await app.advanceTo('2026-11-24T08:00:00+07:00');
    const { caseId } = await receiveDossier(app, { submissionKey: 'k2' });
    await copies(app, store, caseId, 1_099);
    const { documents } = app.wardflow.application;
    const span = { from: '2026-11-24', to: '2026-11-24', unit: desk };
    const { register, pieces } = await documents.wholeRegister(await app.as(people.desk), span, 'csv');
    const sizes: number[] = [];
    for await (const piece of pieces) sizes.push(piece.length);
    assert.deepEqual(sizes, [500, 500, 100]);
    assert.equal(register.head.agency, 'Trung tâm Phục vụ hành chính công phường Lam Đông');
    const lines = await store.transaction((tx) => tx.cases.audit.latest(5_000));
    const taken = lines.find(({ action }) => action === 'register.export');
    assert.deepEqual([taken?.actor, taken?.data], [people.desk, { ...span, as: 'csv' }]);
  });

  test('a span that is none is refused at its field', async () => {
    const { test: app } = await office();
    const { documents } = app.wardflow.application;
    const mine = await app.as(people.desk);
    const turned = { from: '2026-11-20', to: '2026-11-19' };
    await assert.rejects(documents.register(mine, turned), { code: 'INVALID_FIELDS' });
    const noDay = { from: '2026-02-30', to: '2026-03-01' };
    await assert.rejects(documents.wholeRegister(mine, noDay, 'csv'), { code: 'INVALID_FIELDS' });
  });
});

/** More dossiers like one, received one after the other. */
async function copies(app: TestApplication, store: OpenStore, caseId: string, count: number): Promise<void> {
  const newId = createIds(app.deps.random);
  await store.transaction(async (tx) => {
    const record = await tx.cases.records.byId(caseId);
    const dossier = await tx.cases.dossiers.byCase(caseId);
    const events = await tx.cases.dossiers.eventsOf(caseId);
    assert.ok(record && dossier);
    for (let index = 1; index <= count; index += 1) {
      const id = newId(app.now());
      const code = `${dossier.code}-${String(index).padStart(4, '0')}`;
      const own = { id, instanceId: newId(app.now()), registerNumber: code, vault: {} };
      await tx.cases.records.insert({ ...record, ...own, trackingHash: code, secretHash: code });
      await tx.cases.dossiers.insert({ ...dossier, caseId: id, code, receivedAt: dossier.receivedAt + index });
      await tx.cases.dossiers.addEvents(events.map((event) => ({ ...event, id: newId(app.now()), caseId: id })));
    }
  });
}
