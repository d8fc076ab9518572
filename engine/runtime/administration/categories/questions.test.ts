import assert from 'node:assert/strict';
import { it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import { applicationsOf, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { questionFaults } from './questions.ts';

const caller = { ...manhole, category: 'TTDT-SDT', anonymous: true };

it('the questions of the demo city are sound, and what is wrong with questions is told by its place', () => {
  const city = demoCity();
  assert.deepEqual(questionFaults(city), []);
  const electricity = city.categories.get('HT-DIEN') ?? assert.fail();
  const faultsOf = (change: object) =>
    questionFaults({ categories: new Map([['HT-DIEN', { ...electricity, ...change }]]) }).map(
      ({ path, message }) => `${path}: ${message}`,
    );
  const stop = electricity.stops[0] ?? assert.fail();
  assert.deepEqual(
    faultsOf({
      stops: [
        { ...stop, question: 'gone' },
        { ...stop, answer: 'maybe' },
      ],
    }),
    ['HT-DIEN.stops[0].question: there is no question gone', 'HT-DIEN.stops[1].answer: maybe is no answer to wire'],
  );
  const free = { type: 'textfield', key: 'name', label: 'Tên', input: true };
  assert.match(faultsOf({ questions: { components: [free] }, stops: [] })[0] ?? '', /questions\.name: .* personal/);
  const photo = { type: 'file', key: 'more', label: 'Ảnh', input: true };
  assert.match(faultsOf({ questions: { components: [photo] }, stops: [] })[0] ?? '', /take this question out/);
  const program = { ...free, customDefaultValue: 'alert(1)', properties: { personal: 'true' } };
  assert.equal(faultsOf({ questions: { components: [program] }, stops: [] }).length, 1);
});

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('the questions of the chosen category are asked, judged on the server, and kept in the vault where they are personal', async () => {
    const { test, store } = await opened();
    const { reports, tasks } = test.wardflow.application;
    const { form, categories } = await reports.intake({ category: 'TTDT-SDT' });
    assert.ok(JSON.stringify(form).includes('ask_caller'));
    assert.ok(!JSON.stringify((await reports.intake()).form).includes('ask_'));
    assert.equal(categories.find(({ code }) => code === 'TTDT-SDT')?.asksMore, true);
    await assert.rejects(submitReport(test, caller), ({ fields }) => fields[0].path === 'ask_caller');
    await assert.rejects(
      submitReport(test, { ...caller, ask_caller: 'gọi mãi' }),
      ({ fields }) => fields[0].rule === 'pattern',
    );
    // The questions of another category are not asked, and nobody can answer them.
    await submitReport(test, { ...caller, ask_caller: '0900 123 456', ask_depth: 'knee' });
    const operator = await test.as('tiepnhan');
    const [item] = (await tasks.worklist(operator, { view: 'unit' })).items;
    const detail = await tasks.task(operator, item?.taskId ?? '');
    assert.deepEqual(detail.answers, [
      {
        question: { vi: 'Số điện thoại vi phạm', en: 'The offending number' },
        answer: { vi: '0900 123 456', en: '0900 123 456' },
      },
    ]);
    const [instance] = await store.transaction((tx) => tx.engine.instances.ofCase(item?.caseId ?? ''));
    assert.ok(instance?.snapshot.includes('ask_caller'));
    assert.ok(!instance?.snapshot.includes('0900 123 456'), 'a personal answer is in the vault');
    assert.ok(!instance?.snapshot.includes('ask_depth'));
  });

  it('a choice is told in its words, and categories are proposed to who verifies', async () => {
    const { test } = await opened();
    const { tasks } = test.wardflow.application;
    await submitReport(test, { ...manhole, category: 'HT-TN', anonymous: true, ask_depth: 'knee', ask_cover: 'yes' });
    const operator = await test.as('tiepnhan');
    const [item] = (await tasks.worklist(operator, { view: 'unit' })).items;
    const detail = await tasks.task(operator, item?.taskId ?? '');
    assert.deepEqual(
      detail.answers.map(({ answer }) => answer),
      [
        { vi: 'Đến đầu gối', en: 'To the knee' },
        { vi: 'Có', en: 'Yes' },
      ],
    );
    assert.equal(detail.suggested[0]?.code, 'HT-TN');
  });

  it('addresses are found and categories proposed before anything is sent', async () => {
    const { test } = await opened();
    const { reports } = test.wardflow.application;
    const [place] = await reports.places('12 tran hung dao');
    assert.equal(place?.label, '12 đường Trần Hưng Đạo');
    assert.equal((await reports.preview({ point: place?.point ?? { lon: 0, lat: 0 } })).ward?.code, place?.ward.code);
    assert.equal((await reports.suggest('nắp hố ga bị vỡ'))[0]?.code, 'HT-TN');
    assert.deepEqual(await reports.suggest('xin chào'), []);
  });
});
