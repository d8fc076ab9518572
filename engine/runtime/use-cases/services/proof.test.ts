/** Three faults planted in a service: each is found before publishing, at its place, and keeps it from being published. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { serviceOfSteps } from '#engine/bpmn/new-service/service-of-steps.ts';
import { applicationsOf } from '#test/support/application.ts';
import {
  changedService,
  clerkOfHonEn,
  joinPlanted,
  noiseByClerks,
  textPlanted,
} from '#test/support/checked-service.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const sound = serviceOfSteps(noiseByClerks).files;
const { key } = noiseByClerks;

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('a join that cannot complete, a ward without a handler, a missing text: found, mended one by one, published', async () => {
    const { test } = await opened();
    const { services, people } = test.wardflow.application;
    const admin = await test.as('quantri');
    const errors = async (): Promise<readonly string[]> =>
      (await services.check(admin, key)).flatMap(({ severity, code, path, element }) =>
        severity === 'error' ? `${code} ${path} ${element}` : [],
      );
    const mustRefuse = async (count: number): Promise<void> => {
      const refused = { code: 'SERVICE_HAS_PROBLEMS', status: 422, params: { count } };
      await assert.rejects(services.publish(admin, key, ''), refused);
    };
    await people.deactivate(admin, clerkOfHonEn, { handOver: null, leaveEmpty: true });
    const files = changedService(noiseByClerks, [...joinPlanted, ...textPlanted]);
    await services.create(admin, { key, files });

    const [join, clerk, text] = [
      'STUCK_AT_JOIN noise-at-night.bpmn join',
      'NOBODY_IN_WARDS noise-at-night.bpmn kiem-tra',
      'TEXT_WITHOUT_ENGLISH forms/report.form.json description',
    ];
    const found = await errors();
    for (const fault of [join, clerk, text]) assert.ok(found.includes(fault), found.join('\n'));
    const wards = (await services.check(admin, key)).find(({ code }) => code === 'NOBODY_IN_WARDS');
    assert.match(wards?.message.vi ?? '', /Hòn Én/);
    assert.ok((await services.check(admin, key)).some(({ code }) => code === 'SCENARIO_FAILS'));
    await mustRefuse(found.length);

    const save = async (path: string): Promise<void> => {
      const { draft } = await services.get(admin, key);
      await services.save(admin, key, { path, content: sound[path] ?? '', revision: draft?.revision ?? 0 });
    };
    await save('noise-at-night.bpmn');
    assert.deepEqual(await errors(), [clerk, text]);
    await mustRefuse(2);
    await people.activate(admin, clerkOfHonEn);
    assert.deepEqual(await errors(), [text]);
    await mustRefuse(1);
    await save('forms/report.form.json');
    assert.deepEqual(await services.check(admin, key), []);
    assert.deepEqual(await services.publish(admin, key, ''), { version: 1 });
  });
});
