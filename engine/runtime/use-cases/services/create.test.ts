import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { importTable } from '#engine/bpmn/business-service/import-table.ts';
import { copiedService } from '#engine/bpmn/new-service/copy-service.ts';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const table = readFileSync(
  new URL('../../../../test/data/digit/digit-cms-2026-workflow.json', import.meta.url),
  'utf8',
);
const centre = { role: 'ioc_operator', unit: 'IOC' };
const assignments = Object.fromEntries(
  ['GRO', 'CFC', 'CSR', 'PGR_VIEWER', 'PGR_LME', 'SUPERVISOR'].map((role) => [role, centre]),
);
const imported = importTable(table, 'pgr.json', { assignments }).service;
const files = Object.entries(imported?.files ?? {}).map(([path, content]) => ({ path, content }));
const pgr = { key: 'pgr', files };

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    return { test, services: test.wardflow.application.services, admin: await test.as('quantri') };
  };

  it('a new service is a draft that can be published, and gone where it is discarded', async () => {
    const { services, admin } = await start();
    assert.deepEqual(await services.create(admin, pgr), { revision: 1, problems: [] });
    const detail = await services.get(admin, 'pgr');
    assert.deepEqual([detail.version, detail.draft?.basedOn, detail.publishedAt], [0, 0, null]);
    await services.discard(admin, 'pgr');
    await assert.rejects(services.get(admin, 'pgr'), { code: 'NOT_FOUND' });
    await services.create(admin, pgr);
    assert.deepEqual(await services.publish(admin, 'pgr', ''), { version: 1 });
  });

  it('of two who make the same service, one is told that it is there', async () => {
    const { services, admin } = await start();
    const both = await Promise.allSettled([services.create(admin, pgr), services.create(admin, pgr)]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    assert.equal((refused as { readonly code?: string }).code, 'SERVICE_EXISTS');
  });

  it('what cannot be a service is refused by file, and nothing of it is kept', async () => {
    const { services, admin } = await start();
    const fieldsOf = async (service: typeof pgr): Promise<readonly string[]> => {
      try {
        await services.create(admin, service);
        return [];
      } catch (error) {
        return (error as { readonly fields: readonly { readonly path: string }[] }).fields.map(({ path }) => path);
      }
    };
    assert.deepEqual(await fieldsOf({ key: 'other', files }), ['key']);
    assert.deepEqual(await fieldsOf({ key: 'pgr', files: files.filter(({ path }) => path !== 'pack.json') }), [
      'files.pack.json',
    ]);
    const escaping = { path: '../x.bpmn', content: '' };
    assert.deepEqual(await fieldsOf({ key: 'pgr', files: [...files, escaping] }), ['files.../x.bpmn']);
    assert.deepEqual(
      (await services.list(admin)).map(({ key }) => key),
      ['citizen-feedback'],
    );
  });

  it('a service of the gallery is copied under a key of its own, without a fault, and published', async () => {
    const { services, admin } = await start();
    const found = (await services.gallery(admin)).find(({ key }) => key === 'citizen-feedback');
    assert.ok(found);
    const files = Object.fromEntries(found.files.map(({ path, content }) => [path, content]));
    const copied = await copiedService(files, { key: 'noise', name: { vi: 'Tiếng ồn', en: 'Noise' } });
    const made = { key: 'noise', files: Object.entries(copied).map(([path, content]) => ({ path, content })) };
    const errors = (problems: readonly { readonly severity: string }[]) =>
      problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(errors((await services.create(admin, made)).problems), []);
    assert.deepEqual(errors(await services.check(admin, 'noise')), []);
    assert.deepEqual(await services.publish(admin, 'noise', ''), { version: 1 });
  });

  it('who may not design makes none, and does not learn what there is to give', async () => {
    const { test, services, admin } = await start();
    const officer = await test.as('lamdong.ktht.canbo');
    await assert.rejects(services.create(officer, pgr), { code: 'FORBIDDEN', status: 403 });
    await assert.rejects(services.givees(officer), { code: 'FORBIDDEN', status: 403 });
    await assert.rejects(services.gallery(officer), { code: 'FORBIDDEN', status: 403 });
    const { roles, units, calendars, stages } = await services.givees(admin);
    assert.ok(calendars.some(({ code }) => code === 'hanh-chinh'));
    assert.ok(roles.some(({ code }) => code === 'officer') && units.some(({ code }) => code === 'IOC'));
    const ruled = Object.fromEntries(stages.map(({ code, pausesClock, answers }) => [code, [pausesClock, answers]]));
    assert.deepEqual(ruled['cho_bo_sung'], [true, false]);
    assert.deepEqual(ruled['da_xu_ly'], [false, true]);
    assert.deepEqual(ruled['dong'], [false, true]);
  });
});
