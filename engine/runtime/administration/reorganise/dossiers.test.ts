// A dossier goes through several units: each of them may be merged while it runs.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { act, dossierService, people, receiveDossier, submitted, viewAs } from '#test/support/dossiers.ts';
import { Refusal } from '../../refusal.ts';

const day = '2026-12-01';
const all = (unit: string) => [{ unit, wards: [], categories: [] }];

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('the desk that takes over has an open dossier, which stays with its officers and its signatory', async () => {
    const { test, store } = await opened({ services: [dossierService] });
    const { reorganisations } = test.wardflow.application;
    const { caseId } = await receiveDossier(test);
    await act(test, caseId, people.officer, 'appraise', submitted);
    await assert.rejects(viewAs(test, caseId, 'lamtay.motcua'), Refusal);

    const plan = { units: [{ from: '99016-PVHCC', to: all('99013-PVHCC') }], wards: [] };
    await reorganisations.confirm(await test.as('quantri'), { plan, day, note: 'Một trung tâm cho hai phường' });
    await test.advanceTo('2026-12-01T00:01:00+07:00');
    const duty = test.wardflow.duties.find(({ name }) => name === 'reorganise');
    while ((await duty?.run(test.now()))?.more === true);

    const row = await store.transaction((tx) => tx.cases.dossiers.byCase(caseId));
    assert.deepEqual(
      [row?.receivingUnit, row?.unit, row?.competentUnit, row?.ward],
      ['99013-PVHCC', '99016-VHXH', '99016-UBND', '99016'],
    );
    assert.equal((await viewAs(test, caseId, people.desk)).applicant?.name, 'Nguyễn Thị Hoa', 'their post moved along');
    assert.equal((await viewAs(test, caseId, 'lamtay.motcua')).code, row?.code, 'the clerk who was there before');
    assert.equal((await viewAs(test, caseId, people.officer)).code, row?.code);
  });
});
