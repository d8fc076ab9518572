import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createSandbox } from '#engine/scripts/sandbox.ts';
import { applicationsOf, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const key = 'citizen-feedback';
const diagram = 'citizen-feedback.bpmn';
const report = { ...manhole, anonymous: true };

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    return { test, services: test.wardflow.application.services, admin: await test.as('quantri') };
  };

  it('a new version is for new cases; running ones keep theirs', async () => {
    const { test, services, admin } = await start();
    const { tasks } = test.wardflow.application;
    await submitReport(test, report, 'k1');
    const form = await services.resource(admin, key, 1, 'forms/verify.form.json');
    const changed = form.content.replace('"Xác minh, phân loại"', '"Xác minh kiểu mới"');
    const saved = await services.save(admin, key, { revision: null, path: form.path, content: changed });
    assert.deepEqual(saved.problems, []);
    assert.equal((await services.get(admin, key)).draft?.revision, saved.revision);
    assert.equal((await services.resource(admin, key, 1, form.path)).content, form.content);
    assert.deepEqual(await services.publish(admin, key, 'Đổi tiêu đề'), { version: 2 });
    await submitReport(test, report, 'k2');
    const operator = await test.as('tiepnhan');
    const { items } = await tasks.worklist(operator, { view: 'unit' });
    const titles: (string | undefined)[] = [];
    for (const item of items) titles.push((await tasks.task(operator, item.taskId)).form?.title);
    assert.deepEqual(titles.sort(), ['Xác minh kiểu mới', 'Xác minh, phân loại']);
    const detail = await services.get(admin, key);
    assert.deepEqual(
      detail.versions.map(({ version, liveCases, publishedBy, note }) => [version, liveCases, publishedBy, note]),
      [
        [2, 1, 'Nguyễn Đức Anh', 'Đổi tiêu đề'],
        [1, 1, '', ''],
      ],
    );
    assert.equal(detail.draft, null);
    assert.deepEqual(await services.live(admin, key, 1), [{ element: 'verify', waiting: 1, late: 0, incidents: 0 }]);
  });

  it('a broken diagram is kept in the draft, named by element, and not published', async () => {
    const { services, admin } = await start();
    const { content } = await services.resource(admin, key, 1, diagram);
    const broken = content.replace('wardflow:form="verify"', 'wardflow:form="nowhere"');
    const saved = await services.save(admin, key, { revision: null, path: diagram, content: broken });
    assert.deepEqual(
      saved.problems.map(({ element, severity }) => [element, severity]),
      [['verify', 'error']],
    );
    const torn = await services.save(admin, key, { revision: saved.revision, path: diagram, content: '<bpmn:def' });
    assert.ok(torn.problems.length > 0);
    assert.equal((await services.resource(admin, key, 0, diagram)).content, '<bpmn:def');
    await assert.rejects(services.publish(admin, key, ''), { code: 'SERVICE_HAS_PROBLEMS', status: 422 });
    assert.equal((await services.list(admin))[0]?.version, 1);
    await services.discard(admin, key);
    assert.equal((await services.list(admin))[0]?.hasDraft, false);
    assert.deepEqual(
      (await services.check(admin, key)).filter((problem) => problem.severity === 'error'),
      [],
    );
  });

  it('two who edit at once: the later one is told, nothing is overwritten', async () => {
    const { services, admin } = await start();
    const change = { path: 'messages.json', content: '{}' };
    const first = await services.save(admin, key, { revision: null, ...change });
    await assert.rejects(services.save(admin, key, { revision: null, ...change }), { code: 'DRAFT_CHANGED' });
    await services.save(admin, key, { revision: first.revision, ...change });
    await assert.rejects(services.save(admin, key, { revision: first.revision, ...change }), { code: 'DRAFT_CHANGED' });
    const wrong = { revision: first.revision + 1, path: '../../etc/passwd', content: 'x' };
    await assert.rejects(services.save(admin, key, wrong), { code: 'INVALID_FIELDS' });
  });

  it('who may not design sees no service, as if there were none', async () => {
    const { test, services } = await start();
    const officer = await test.as('lamdong.ktht.canbo');
    assert.deepEqual(await services.list(officer), []);
    const refused = { code: 'NOT_FOUND', status: 404 };
    await assert.rejects(services.get(officer, key), refused);
    await assert.rejects(services.resource(officer, key, 1, diagram), refused);
    await assert.rejects(services.save(officer, key, { revision: null, path: diagram, content: '' }), refused);
    await assert.rejects(services.publish(officer, key, ''), refused);
    await assert.rejects(services.live(officer, key, 1), refused);
  });

  it('a script in JavaScript is refused at its element where it is not allowed, and runs where it is', async () => {
    const withScript = (content: string) =>
      content
        .replace(
          /<bpmn:sequenceFlow id="f_received" sourceRef="received" targetRef="(\w+)" \/>/,
          `<bpmn:scriptTask id="words" scriptFormat="text/javascript" wardflow:result="words">
          <bpmn:incoming>f_in</bpmn:incoming><bpmn:outgoing>f_received</bpmn:outgoing>
          <bpmn:script>return variables.category.split('-').length</bpmn:script></bpmn:scriptTask>
        <bpmn:sequenceFlow id="f_in" sourceRef="received" targetRef="words" />
        <bpmn:sequenceFlow id="f_received" sourceRef="words" targetRef="$1" />`,
        )
        .replace('<bpmn:outgoing>f_received</bpmn:outgoing>', '<bpmn:outgoing>f_in</bpmn:outgoing>');
    const refused = await start();
    const { content } = await refused.services.resource(refused.admin, key, 1, diagram);
    const change = { revision: null, path: diagram, content: withScript(content) };
    const saved = await refused.services.save(refused.admin, key, change);
    const errors = saved.problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ element, code }) => [element, code]),
      [['words', 'JAVASCRIPT_NOT_ALLOWED']],
    );
    assert.match(errors[0]?.message.vi ?? '', /FEEL.*WARDFLOW_JAVASCRIPT/);
    assert.equal((await refused.services.get(refused.admin, key)).choices.javascript, false);
    await assert.rejects(refused.services.publish(refused.admin, key, ''), { code: 'SERVICE_HAS_PROBLEMS' });

    const sandbox = createSandbox();
    try {
      const { test } = await opened({ scripts: sandbox });
      const { services } = test.wardflow.application;
      const admin = await test.as('quantri');
      assert.equal((await services.get(admin, key)).choices.javascript, true);
      await services.save(admin, key, change);
      assert.deepEqual(await services.publish(admin, key, 'JavaScript'), { version: 2 });
      await submitReport(test, report, 'k1');
      const operator = await test.as('tiepnhan');
      const waiting = async () =>
        (await test.wardflow.application.tasks.worklist(operator, { view: 'unit' })).items.length;
      assert.equal(await waiting(), 0);
      assert.ok((await test.wardflow.runDue(test.now())) > 0);
      assert.equal(await waiting(), 1);
    } finally {
      await sandbox.close();
    }
  });
});
