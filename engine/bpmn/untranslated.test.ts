import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importBpmn } from './interchange/import-file.ts';
import { loadProgram } from './load-program.ts';

const model = (english: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="d" targetNamespace="https://wardflow.org/test">
  <bpmn:process id="p" name="Cấp giấy phép" ${english === '' ? '' : 'wardflow:nameEn="Permit"'} isExecutable="true">
    <bpmn:startEvent id="s"/>
    <bpmn:userTask id="check" name="Kiểm tra
      hồ sơ" ${english} wardflow:role="officer"/>
    <bpmn:endEvent id="e"/>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="check"/>
    <bpmn:sequenceFlow id="f2" ${english === '' ? 'name="Đủ"' : ''} sourceRef="check" targetRef="e"/>
  </bpmn:process>
</bpmn:definitions>`;
const translated = model('wardflow:nameEn="Check the\n file"');

test('a step has its name, and in English the one that stands beside it', async () => {
  const { processes, untranslated, problems } = await loadProgram([{ path: 'p.bpmn', content: translated }]);
  const { name, english, nodes } = processes['p'] ?? assert.fail();
  assert.deepEqual([name, english], ['Cấp giấy phép', 'Permit']);
  assert.deepEqual([nodes['check']?.name, nodes['check']?.english], ['Kiểm tra hồ sơ', 'Check the file']);
  assert.equal('english' in (nodes['s'] ?? {}), false);
  assert.deepEqual([untranslated, problems], [[], []]);
});

test('names without English are one warning a file, at the first of them', async () => {
  const { untranslated, problems } = await loadProgram([{ path: 'p.bpmn', content: model('') }]);
  assert.deepEqual(problems, [], 'whoever runs the process is not told');
  const [warning, ...more] = untranslated;
  assert.deepEqual(
    [warning?.code, warning?.severity, warning?.element, more],
    ['NAMES_WITHOUT_ENGLISH', 'warning', 'p', []],
  );
  assert.match(warning?.message.en ?? '', /^Names without English \(3\): “Cấp giấy phép”, “Kiểm tra hồ sơ”, “Đủ”\./);
});

test('an import keeps the English names', async () => {
  const { xml } = await importBpmn(translated);
  const { processes } = await loadProgram([{ path: 'p.bpmn', content: xml ?? '' }]);
  assert.equal(processes['p']?.nodes['check']?.english, 'Check the file');
});
