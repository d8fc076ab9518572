import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { dossierService } from '#test/support/dossiers.ts';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  test('the demo shows dossiers in every state, whatever the hour at which it starts', async () => {
    const { test: app, store } = await opened({
      samples: true,
      services: [dossierService],
      now: '2026-11-20T16:40:00+07:00',
    });
    const { dossiers } = app.wardflow.application;
    const found = await store.transaction(async (tx) => {
      const all = [{ confidentiality: ['normal', 'confidential'] }];
      const rows = await tx.cases.dossiers.page(all, { from: 0, to: app.now() + 1, limit: 100 });
      return rows.map(({ caseId, receivingUnit }) => ({ caseId, receivingUnit }));
    });
    const [lamDong, benLam] = [await app.as('lamdong.motcua'), await app.as('benlam.motcua')];
    const stages = await Promise.all(
      found.map(async ({ caseId, receivingUnit }) => {
        const view = await dossiers.dossier(receivingUnit === '99016-PVHCC' ? lamDong : benLam, caseId);
        return [view.stage.code, view.clock.danger].join(' ');
      }),
    );
    assert.deepEqual(stages.toSorted(), [
      'cho_duyet late',
      'co_ket_qua none',
      'da_tra_ket_qua none',
      'dang_xu_ly ok',
      'hs_bo_sung none',
      'hs_bo_sung ok',
      'tu_choi none',
    ]);
  });
});
