// Who may do what with a dossier, tried by those who may not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationsOf, demoPassword } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { act, dossierService, goOn, people, receiveDossier, submitted, viewAs } from '#test/support/dossiers.ts';
import { Refusal } from '../../refusal.ts';

const refusedWith = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error));
  assert.equal(error.code, code, JSON.stringify(error.fields));
  return true;
};

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  let known: ReturnType<typeof opened> | undefined;
  // Nothing here moves the clock, so all share one city.
  const office = async () => {
    known ??= opened({ services: [dossierService] });
    return await known;
  };

  test('only a clerk of the desk receives there', async () => {
    const { test: app, store } = await office();
    const { dossiers } = app.wardflow.application;
    const listed = async (by: string) => {
      const { desks, procedures } = await dossiers.procedures(await app.as(by));
      return [desks.map(({ code }) => code), procedures.length];
    };
    assert.deepEqual(await listed(people.desk), [['99016-PVHCC'], 8]);
    assert.deepEqual(await listed('motcua'), [['TTPVHCC'], 8]);
    assert.deepEqual(await listed(people.officer), [[], 0]);
    for (const by of ['benlam.motcua', people.officer, people.signatory, people.records, 'tiepnhan', 'quantri']) {
      await assert.rejects(receiveDossier(app, {}, by), refusedWith('FORBIDDEN'), by);
    }
    // People may hand in anywhere: the desk of another ward takes it in for who is competent.
    const { caseId } = await receiveDossier(app, { submissionKey: 'desk', desk: '99022-PVHCC' }, 'benlam.motcua');
    const view = await viewAs(app, caseId, 'benlam.motcua');
    assert.deepEqual(
      [view.units.receiving.code, view.units.competent.code, view.units.support.code],
      ['99022-PVHCC', '99016-UBND', 'IOC'],
    );
    assert.match(view.code, /^H99\.112\.4-|^H99\./);
    const rows = await store.transaction((tx) => tx.cases.dossiers.byCase(caseId));
    assert.equal(rows?.unit, '99016-VHXH');
  });

  test('a desk whose unit has no agency code receives nothing and says why, until it has been given one', async () => {
    const { test: app } = await opened({
      services: [dossierService],
      pack: (shipped) => {
        const text = JSON.parse(shipped.city['units.json'] ?? '') as { units: { code: string; agencyCode: string }[] };
        const units = text.units.map((unit) => (unit.code === '99016-PVHCC' ? { ...unit, agencyCode: '' } : unit));
        return { ...shipped, city: { ...shipped.city, 'units.json': JSON.stringify({ ...text, units }) } };
      },
    });
    const { dossiers } = app.wardflow.application;
    const clerk = await app.as(people.desk);
    const seen = async () => {
      const { desks, withoutCode, procedures } = await dossiers.procedures(clerk);
      return [desks.map(({ code }) => code), withoutCode.map(({ code }) => code), procedures.length];
    };
    assert.deepEqual(await seen(), [[], ['99016-PVHCC'], 0]);
    await assert.rejects(receiveDossier(app, {}, clerk), {
      code: 'INVALID_FIELDS',
      fields: [{ path: 'desk', rule: 'DESK_WITHOUT_CODE' }],
    });
    // Who has no post there is not told of it.
    assert.deepEqual((await dossiers.procedures(await app.as('benlam.motcua'))).withoutCode, []);
    const administrator = await app.as('quantri');
    const { imports } = app.wardflow.application;
    const rows = 'ma;ten;ma_dinh_danh\n99016-PVHCC;Trung tâm Phục vụ hành chính công phường Lam Đông;H99.106.4\n';
    const file = { kind: 'units', name: 'ma.csv', content: Buffer.from(rows), note: 'Quyết định 7' } as const;
    const { stamp } = await imports.run(administrator, { ...file, dryRun: true, stamp: '' });
    await imports.run(administrator, { ...file, dryRun: false, stamp });
    assert.deepEqual(await seen(), [['99016-PVHCC'], [], 8]);
    assert.match((await receiveDossier(app, {}, clerk)).code, /^H99\.106\.4-/);
  });

  test('a dossier is seen by its desk, its officers, its signatory and its records clerk, and by nobody else', async () => {
    const { test: app } = await office();
    const { caseId, code } = await receiveDossier(app, { submissionKey: 's1' });
    for (const by of [people.desk, people.officer, people.signatory, 'lamdong.vhxh.lanhdao']) {
      assert.equal((await viewAs(app, caseId, by)).applicant?.name, 'Nguyễn Thị Hoa', by);
    }
    await act(app, caseId, people.officer, 'appraise', submitted);
    await goOn(app, caseId, 'sign');
    const records = await viewAs(app, caseId, people.records);
    assert.deepEqual([records.applicant, records.files, records.may.stop], [null, [], false]);
    assert.ok(!JSON.stringify(records).includes('Hoa'));
    for (const by of [
      'benlam.motcua',
      'benlam.chutich',
      'lamdong.ktht.canbo',
      'sxd.vanthu',
      'tiepnhan',
      'congkhai',
      'quantri',
    ]) {
      await assert.rejects(viewAs(app, caseId, by), refusedWith('NOT_FOUND'), by);
      await assert.rejects(viewAs(app, code, by), refusedWith('NOT_FOUND'), by);
    }
    await assert.rejects(viewAs(app, 'H99-000000-0000'), refusedWith('NOT_FOUND'));
    await assert.rejects(viewAs(app, '00000000-0000-0000-0000-000000000000'), refusedWith('NOT_FOUND'));
  });

  test('only the desk that received it and who is competent stop it', async () => {
    const { test: app } = await office();
    const { caseId } = await receiveDossier(app, { submissionKey: 's2' });
    const { dossiers } = app.wardflow.application;
    const wish = { by: 'applicant', reason: 'Xin rút.', basis: 'Đơn' } as const;
    await assert.rejects(
      async () => dossiers.stop(await app.as(people.officer), caseId, wish),
      refusedWith('FORBIDDEN'),
    );
    await assert.rejects(
      async () => dossiers.stop(await app.as(people.records), caseId, wish),
      refusedWith('FORBIDDEN'),
    );
    await assert.rejects(
      async () => dossiers.stop(await app.as('benlam.motcua'), caseId, wish),
      refusedWith('NOT_FOUND'),
    );
    assert.equal(
      (await dossiers.stop(await app.as(people.signatory), caseId, { ...wish, by: 'rule' })).state,
      'closed',
    );
  });

  test('each step is done by its own role at its own unit', async () => {
    const { test: app } = await office();
    const { caseId } = await receiveDossier(app, { submissionKey: 's3' });
    for (const by of [people.desk, people.signatory, people.records, 'lamdong.ktht.canbo', 'benlam.vhxh.canbo']) {
      await assert.rejects(act(app, caseId, by, 'appraise', submitted), /no task/, by);
    }
    await act(app, caseId, people.officer, 'appraise', submitted);
    for (const by of [people.officer, 'lamdong.vhxh.lanhdao', people.records, 'benlam.chutich']) {
      await assert.rejects(act(app, caseId, by, 'sign', { outcome: 'sign' }), /no task/, by);
    }
  });

  test('who submits a draft does not sign it, whatever posts they hold', async () => {
    const { test: app } = await office();
    const posts = [
      { role: 'officer', unit: '99016-VHXH' },
      { role: 'signatory', unit: '99016-UBND' },
    ];
    await app.wardflow.createAccount({
      username: 'kiem.nhiem',
      displayName: 'Kiêm Nhiệm',
      password: demoPassword,
      posts,
    });
    for (const [submissionKey, outcome, element] of [
      ['k1', 'submit', 'sign'],
      ['k2', 'refuse', 'signRefusal'],
    ] as const) {
      const { caseId } = await receiveDossier(app, { submissionKey });
      const refusal = { outcome, refusalReason: 'Không đủ điều kiện.', refusalBasis: 'Điều 9' };
      await act(app, caseId, 'kiem.nhiem', 'appraise', outcome === 'submit' ? submitted : refusal);
      const sign = { outcome: outcome === 'submit' ? 'sign' : 'approve' };
      await assert.rejects(act(app, caseId, 'kiem.nhiem', element, sign), refusedWith('DOSSIER_OWN_DRAFT'));
      await act(app, caseId, people.signatory, element, sign);
    }
  });
});
