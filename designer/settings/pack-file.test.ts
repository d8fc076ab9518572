import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { parsePack } from '#engine/cases/service-pack.ts';
import {
  addOutcome,
  addStage,
  moveStage,
  type PackFile,
  packFaults,
  readPack,
  withOutcome,
  withoutOutcome,
  withoutStage,
  withStage,
  writtenPack,
} from './pack-file.ts';
import { publishingSteps, usesOfOutcome, usesOfStage } from './uses.ts';

const read = (path: string) => readFileSync(new URL(`../../workflows/${path}`, import.meta.url), 'utf8');
const source = read('citizen-feedback/pack.json');
const pack = readPack(source);
assert.ok(pack);
const codes = ({ stages }: PackFile) => stages.map(({ code }) => code);

test('the settings of every shipped service are read and written without a change', () => {
  for (const service of ['citizen-feedback', 'administrative-dossier', 'personal-data-request']) {
    const text = read(`${service}/pack.json`);
    const file = readPack(text);
    assert.ok(file);
    assert.deepEqual(JSON.parse(writtenPack(file)), JSON.parse(text));
    assert.deepEqual(packFaults(file), []);
  }
});

test('what this release does not know stays in the file', () => {
  const later = { ...JSON.parse(source), fee: { vnd: 20_000 } };
  later.stages[0].colour = 'red';
  const file = readPack(JSON.stringify(later));
  assert.ok(file);
  const written = JSON.parse(writtenPack(withStage(file, 'moi', { name: { vi: 'Mới', en: 'New' } })));
  assert.deepEqual(written.fee, { vnd: 20_000 });
  assert.equal(written.stages[0].colour, 'red');
});

test('another name leaves the code, so that nothing that refers to the stage is broken', () => {
  const renamed = withStage(pack, 'da_chuyen', { name: { vi: 'Ở đơn vị', en: 'In the unit' } });
  assert.deepEqual(codes(renamed), codes(pack));
  assert.deepEqual(packFaults(renamed), []);
});

test('a new stage has a code of its own made from its name, and stands before what ends the case', () => {
  const once = addStage(pack, { vi: 'Đang chờ vật tư', en: 'Waiting for material' });
  const twice = addStage(once, { vi: 'Đang chờ vật tư', en: 'Waiting again' });
  const made = codes(twice);
  assert.deepEqual(made.slice(made.indexOf('da_cong_khai') + 1, made.indexOf('dong')), [
    'dang_cho_vat_tu',
    'dang_cho_vat_tu_2',
  ]);
  assert.ok(codes(addStage(pack, { vi: 'Xin gia hạn', en: 'Extension' }, 'xin_gia_han')).includes('xin_gia_han'));
  assert.ok(codes(addStage(pack, { vi: 'Xong', en: 'Done' }, 'dong')).includes('xong'), 'a code stands once');
  assert.deepEqual(packFaults(twice), []);
});

test('stages change their order within the list only', () => {
  assert.deepEqual(codes(moveStage(pack, 0, 1)).slice(0, 2), ['cho_xac_minh', 'moi']);
  assert.equal(moveStage(pack, 0, -1), pack);
  assert.equal(moveStage(pack, pack.stages.length - 1, pack.stages.length), pack);
});

test('an answer that a stage needs no more is taken away, one that it needs now is asked for', () => {
  const open = withStage(pack, 'cho_bo_sung', { visibility: 'public' });
  assert.equal(open.stages.find(({ code }) => code === 'cho_bo_sung')?.shownAs, undefined);
  const hidden = withStage(pack, 'mo_lai', { visibility: 'reporter', ends: true });
  assert.deepEqual(packFaults(hidden), [{ path: 'stages.mo_lai.shownAs', rule: 'shownAs' }]);
});

test('a stage that goes leaves the stages that named it with a question, not with a broken answer', () => {
  assert.deepEqual(packFaults(withoutStage(pack, 'cho_xac_minh')), [
    { path: 'stages.cho_bo_sung.shownAs', rule: 'shownAs' },
    { path: 'stages.cho_bo_sung.after', rule: 'after' },
  ]);
});

test('ways to end are added, named and taken away', () => {
  const more = addOutcome(pack, { vi: 'Chuyển cơ quan khác', en: 'Handed on' });
  assert.equal(more.outcomes.at(-1)?.code, 'chuyen_co_quan_khac');
  const said = withOutcome(more, 'resolved', { name: { vi: '', en: 'Done' } });
  assert.deepEqual(packFaults(said), [{ path: 'outcomes.resolved.name.vi', rule: 'required' }]);
  assert.deepEqual(withoutOutcome(more, 'chuyen_co_quan_khac').outcomes, pack.outcomes);
});

test('the page finds a fault where the engine does, and none where it finds none', () => {
  const tried: readonly PackFile[] = [
    pack,
    ...pack.stages.flatMap(({ code }) => [
      withoutStage(pack, code),
      withStage(pack, code, { visibility: 'internal' }),
      withStage(pack, code, { lane: false }),
      withStage(pack, code, { ends: true }),
      withStage(pack, code, { text: { vi: '', en: 'x' } }),
    ]),
    { ...pack, startForm: '' },
    { ...pack, description: { vi: 'x', en: '' } },
  ];
  for (const one of tried) {
    const { faults } = parsePack(writtenPack(one));
    assert.equal(
      packFaults(one).length > 0,
      faults.length > 0,
      `${JSON.stringify(faults)} ${JSON.stringify(packFaults(one))}`,
    );
  }
});

test('a process or a form that is not there is asked for', () => {
  assert.deepEqual(packFaults(pack, { processes: ['other'], forms: [] }), [
    { path: 'startForm', rule: 'startForm' },
    { path: 'process', rule: 'process' },
  ]);
});

test('steps that use a stage or a way to end are found in the diagram', async () => {
  const content = read('citizen-feedback/citizen-feedback.bpmn');
  const { processes } = await loadProgram([{ path: 'citizen-feedback.bpmn', content }]);
  const programs = Object.values(processes);
  const ids = (uses: ReturnType<typeof usesOfStage>) => uses.map(({ element }) => element).toSorted();
  assert.deepEqual(ids(usesOfStage(programs, 'cho_xac_minh')), ['verify']);
  assert.deepEqual(ids(usesOfStage(programs, 'dong')), ['closed', 'tellClosed']);
  assert.deepEqual(ids(usesOfOutcome(programs, 'rejected')), ['tellRejected']);
  assert.deepEqual(
    publishingSteps(programs).map(({ element, stage }) => [element, stage]),
    [['publish', 'da_cong_khai']],
  );
  for (const { code } of pack.outcomes) assert.notDeepEqual(usesOfOutcome(programs, code), [], code);
});
