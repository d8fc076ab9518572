import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Procedure } from '#engine/runtime/application/procedures.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { act, dossierService, receiveDossier, submitted, viewAs } from '#test/support/dossiers.ts';

const note = 'Theo quyết định công bố mới.';
const code = 'DEMO.002';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened({ services: [dossierService] });
    const { procedures, cityHistory, dossiers } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const one = async () => await procedures.one(administrator, code);
    const change = async (part: Partial<Procedure>) => {
      const { procedure, revision } = await one();
      const changed = { procedure: { ...procedure, ...part }, create: false, revision, note };
      return await procedures.save(administrator, changed);
    };
    return { test, store, procedures, cityHistory, dossiers, administrator, one, change };
  };
  const pathsOf = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      assert.ok(error instanceof Refusal, String(error));
      return error.fields.map(({ path }) => path);
    }
    return ['saved'];
  };

  it('who keeps dossiers changes a procedure; what was received before goes by its own text, and is counted', async () => {
    const { test, one, change, administrator } = await start();
    const { caseId, dueAt } = await receiveDossier(test);
    assert.deepEqual((await one()).running, { now: 1, earlier: 0 });
    const before = (await one()).procedure;
    const basis = ['Luật Hộ tịch 2014', ' ', 'Nghị định 123/2015/NĐ-CP'];
    const changed = { deadline: { ...before.deadline, resolve: 'P1D' }, fee: 15_000, legalBasis: basis };
    const saved = await change(changed);
    assert.deepEqual(saved.running, { now: 0, earlier: 1 });
    assert.deepEqual(saved.procedure.legalBasis, [basis[0], basis[2]]);
    const second = await receiveDossier(test, { submissionKey: 'k2' });
    assert.deepEqual((await one()).running, { now: 1, earlier: 1 });
    assert.ok((second.dueAt ?? 0) < (dueAt ?? 0));
    assert.equal((await viewAs(test, caseId)).clock.dueAt, dueAt);
    await act(test, caseId, 'lamdong.vhxh.canbo', 'appraise', submitted);
    const { procedures } = test.wardflow.application;
    const line = (await procedures.list(administrator)).procedures.find((found) => found.code === code);
    assert.deepEqual([line?.running, line?.level, line?.received], [{ now: 1, earlier: 1 }, 'ward', true]);
  });

  it('one that is ended is not received any more, and what was received goes on', async () => {
    const { test, dossiers, change, administrator, procedures } = await start();
    const { caseId } = await receiveDossier(test);
    await change({ validTo: '2026-11-20' });
    await receiveDossier(test, { submissionKey: 'last-day' });
    await test.advanceTo('2026-11-23T08:00:00+07:00');
    const desk = await test.as('lamdong.motcua');
    assert.ok(!(await dossiers.procedures(desk)).procedures.some((found) => found.code === code));
    await assert.rejects(receiveDossier(test, { submissionKey: 'too-late' }), {
      fields: [{ path: 'procedure', rule: 'PROCEDURE_NOT_IN_FORCE' }],
    });
    const line = (await procedures.list(administrator)).procedures.find((found) => found.code === code);
    // Nothing that the first goes by has changed.
    assert.deepEqual([line?.received, line?.running], [false, { now: 2, earlier: 0 }]);
    await act(test, caseId, 'lamdong.vhxh.canbo', 'appraise', submitted);
    await change({ validFrom: '2026-12-01', validTo: null });
    assert.deepEqual((await procedures.list(administrator)).procedures.find((o) => o.code === code)?.received, false);
  });

  it('a new one is tried before it is saved; what cannot be is told at its field, and nothing is kept', async () => {
    const { store, procedures, administrator, one } = await start();
    const { procedure, revision } = await one();
    const fresh = { ...procedure, code: 'DEMO.099', name: { vi: 'Thủ tục thử', en: 'A trial' } };
    const { receivedAt, dueAt } = await procedures.tryOut(administrator, { procedure: fresh, create: true });
    assert.ok(dueAt > receivedAt);
    const wrong: Procedure = {
      ...fresh,
      name: { vi: '', en: 'x' },
      field: 'nowhere',
      deadline: { ...fresh.deadline, resolve: 'ba ngày', calendar: 'moon' },
      units: { ...fresh.units, receiving: [], handling: '{ward}-NOBODY' },
      validFrom: '2026-12-01',
      validTo: '2026-11-01',
      papers: [...fresh.papers, ...fresh.papers],
    };
    const draft = { procedure: wrong, create: true };
    assert.deepEqual((await pathsOf(procedures.save(administrator, { ...draft, revision, note }))).toSorted(), [
      'deadline.calendar',
      'deadline.resolve',
      'field',
      'name.vi',
      'papers',
      'units.handling',
      'units.receiving',
      'validTo',
    ]);
    const lost = { ...fresh, field: 'nowhere' };
    assert.deepEqual(await pathsOf(procedures.tryOut(administrator, { procedure: lost, create: true })), ['field']);
    assert.deepEqual(await pathsOf(procedures.save(administrator, { procedure, create: true, revision, note })), [
      'code',
    ]);
    assert.deepEqual(
      await pathsOf(procedures.save(administrator, { ...draft, procedure: fresh, revision, note: ' ' })),
      ['note'],
    );
    assert.equal((await one()).revision, revision);
    assert.deepEqual(await store.transaction((tx) => tx.cases.reference.changes('procedures.json', 10)), []);
    const saved = await procedures.save(administrator, { procedure: fresh, create: true, revision, note });
    assert.deepEqual([saved.procedure, saved.running], [fresh, { now: 0, earlier: 0 }]);
    const stale = procedures.save(administrator, {
      procedure: { ...fresh, fee: 1 },
      create: false,
      revision,
      note: 'cũ',
    });
    await assert.rejects(stale, { code: 'CITY_CHANGED', status: 409 });
  });

  it('the next code and numbers are shown for a draft of their patterns, and none is used up', async () => {
    const { test, procedures, administrator } = await start();
    await receiveDossier(test);
    const { desks, revision, ...rules } = await procedures.rules(administrator);
    assert.ok(desks.some((desk) => desk.code === '99016-PVHCC'));
    const draft = {
      ...rules,
      dossierCode: 'HS.{yyyy}{MM}{dd}/{agency}/{serial:5}',
      documentNumbers: { ...rules.documentNumbers, '01': '{serial:3}/{yyyy}/TN' },
    };
    for (const _time of [1, 2]) {
      const { code: next, numbers } = await procedures.tryRules(administrator, { ...draft, desk: '99016-PVHCC' });
      assert.deepEqual(
        [next, numbers['01'], numbers['02']],
        ['HS.20261120/H99.106.4/00001', '002/2026/TN', '01/BSHS-H99.106.4'],
      );
    }
    const now = await procedures.tryRules(administrator, { ...rules, desk: '99016-PVHCC' });
    assert.equal(now.code, 'H99.106.4-261120-0002');
    const broken = { ...rules, dossierCode: '{agency}-{serial:4}', fields: rules.fields.slice(1), revision, note };
    assert.deepEqual((await pathsOf(procedures.saveRules(administrator, broken))).slice(0, 1), [
      'procedures.dossierCode',
    ]);
    const saved = await procedures.saveRules(administrator, { ...draft, revision, note });
    assert.equal(saved.documentNumbers['01'], '{serial:3}/{yyyy}/TN');
    assert.equal((await receiveDossier(test, { submissionKey: 'k2' })).code, 'HS.20261120/H99.106.4/00001');
  });

  it('every revision stands in the history, and an earlier one comes back as a new one', async () => {
    const { store, procedures, cityHistory, administrator, one, change } = await start();
    const first = await one();
    await change({ fee: 20_000 });
    const fresh = { ...first.procedure, code: 'DEMO.099' };
    await procedures.save(administrator, { procedure: fresh, create: true, revision: first.revision + 1, note });
    const changes = await cityHistory.changes(administrator, 'procedures');
    assert.deepEqual(
      changes.map(({ by, added, changed }) => [by, added, changed]),
      [
        ['Nguyễn Đức Anh', ['DEMO.099'], []],
        ['Nguyễn Đức Anh', [], [code]],
        ['', [], []],
      ],
    );
    const wanted = { text: 'procedures', to: first.revision, note: 'Nhập nhầm phí.' } as const;
    await assert.rejects(cityHistory.restore(administrator, { ...wanted, revision: first.revision }), { status: 409 });
    const revision = first.revision + 2;
    await assert.rejects(cityHistory.restore(administrator, { ...wanted, to: 77, revision }), { status: 404 });
    assert.deepEqual(await cityHistory.restore(administrator, { ...wanted, revision }), { revision: revision + 1 });
    assert.deepEqual((await one()).procedure, first.procedure);
    // By it dossiers may have been received: it stays.
    assert.equal((await procedures.one(administrator, 'DEMO.099')).procedure.code, 'DEMO.099');
    const audited = (await store.transaction((tx) => tx.cases.audit.latest(20))).filter(
      ({ action, subject }) => action === 'city.save' && subject === 'reference:procedures.json',
    );
    assert.equal(audited.length, 3);
  });

  it('who does not keep dossiers sees and changes nothing of it', async () => {
    const { test, procedures, cityHistory, one } = await start();
    const { procedure, revision } = await one();
    const { desks: _, ...rules } = await procedures.rules(await test.as('quantri'));
    const draft = { procedure, create: false };
    for (const other of ['lamdong.motcua', 'lamdong.chutich', 'dieuphoi']) {
      const actor = await test.as(other);
      for (const tried of [
        () => procedures.list(actor),
        () => procedures.choices(actor),
        () => procedures.one(actor, code),
        () => procedures.save(actor, { ...draft, revision, note }),
        () => procedures.tryOut(actor, draft),
        () => procedures.rules(actor),
        () => procedures.saveRules(actor, { ...rules, revision, note }),
        () => procedures.tryRules(actor, { ...rules, desk: '99016-PVHCC' }),
        () => cityHistory.changes(actor, 'procedures'),
        () => cityHistory.restore(actor, { text: 'procedures', to: 1, revision, note }),
      ]) {
        await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 });
      }
    }
  });
});
