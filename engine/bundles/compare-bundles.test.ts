import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type ComparedItem, compareSides } from './compare-bundles.ts';
import { differencesOf } from './differences.ts';

const texts = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));
const states = (items: readonly ComparedItem[]) => Object.fromEntries(items.map(({ item, state }) => [item, state]));
const hash = (text: string) => `#${text}`;
const unit = 'city/units.json';

it('against what both began from it is seen who has changed what', () => {
  const base = texts({ [unit]: '#0', 'services/a/pack.json': '#0', 'services/a/a.bpmn': '#0' });
  const of = (mine: string, theirs: string) =>
    states(compareSides({ here: texts({ [unit]: mine }), there: texts({ [unit]: theirs }), base, hash }))[unit];
  assert.equal(of('1', '1'), 'same');
  assert.equal(of('0', '1'), 'changed');
  assert.equal(of('1', '0'), 'mine');
  assert.equal(of('1', '2'), 'conflict');
  const here = texts({ 'services/a/pack.json': '1', 'services/a/a.bpmn': '0' });
  const there = texts({ 'services/a/pack.json': '0', 'services/a/a.bpmn': '1' });
  assert.deepEqual(states(compareSides({ here, there, base, hash })), { 'services/a': 'conflict' });
});

it('where nobody knows what both began from, what differs is to be decided', () => {
  const sides = { here: texts({ [unit]: '0' }), there: texts({ [unit]: '1', 'services/b/x.bpmn': '1' }), hash };
  assert.deepEqual(states(compareSides({ ...sides, base: undefined })), { [unit]: 'conflict', 'services/b': 'new' });
});

it('rows of a list are told by name, what changed in them by field', () => {
  const before = {
    units: [
      { code: 'SXD', name: { vi: 'Sở Xây dựng', en: 'A' } },
      { code: 'OLD', name: { vi: 'Cũ' } },
    ],
  };
  const after = {
    units: [
      { code: 'NEW', name: { vi: 'Mới' } },
      { code: 'SXD', name: { vi: 'Sở Xây dựng', en: 'B' } },
    ],
  };
  const found = differencesOf(unit, JSON.stringify(before), JSON.stringify(after));
  assert.deepEqual(
    found.map(({ what, of, part, before: was, after: is }) => [what, of, part, was, is]),
    [
      ['removed', 'Cũ (OLD)', '', '', ''],
      ['added', 'Mới (NEW)', '', '', ''],
      ['changed', 'Sở Xây dựng (SXD)', 'name.en', 'A', 'B'],
    ],
  );
  const order = differencesOf(
    unit,
    '{"units": [{"code": "a"}, {"code": "b"}]}',
    '{"units": [{"code": "b"}, {"code": "a"}]}',
  );
  assert.deepEqual(
    order.map(({ part }) => part),
    ['units.↕'],
  );
});

it('elements of a diagram are told by name; the drawing alone is one line', () => {
  const drawing = (x: number) =>
    `<bpmndi:BPMNShape id="s_di" bpmnElement="a"><dc:Bounds x="${x}" /></bpmndi:BPMNShape>`;
  const model = (condition: string, x = 1) =>
    `<bpmn:process id="p" name="P"><bpmn:userTask id="a" name="Nhận" /><bpmn:sequenceFlow id="f"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow></bpmn:process>${drawing(x)}`;
  const names = (before: string, after: string) =>
    differencesOf('services/a/a.bpmn', before, after).map(({ what, of }) => `${what} ${of}`);
  assert.deepEqual(names(model('=x'), model('=y')), ['changed sequenceFlow f']);
  assert.deepEqual(names(model('=x'), model('=x', 2)), ['changed ']);
  assert.deepEqual(names(model('=x').replace(/<bpmn:userTask[^>]*>/, ''), model('=x')), ['added Nhận (a)']);
});
