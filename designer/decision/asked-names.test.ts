import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadDecisions } from '#engine/bpmn/decisions/load-decisions.ts';
import { askedNames, inputOf } from './asked-names.ts';
import { readTables } from './tables.ts';

const read = async (file: string) => {
  const content = readFileSync(new URL(`../../workflows/citizen-feedback/${file}`, import.meta.url), 'utf8');
  const { decisions } = await loadDecisions([{ path: file, content }]);
  return { decisions, shown: (await readTables(content)).decisions };
};

test('a decision is asked with the variables of its columns, and of the tables that it builds on', async () => {
  const { decisions, shown } = await read('routing.dmn');
  const of = (id: string) => askedNames(decisions, shown, id).map(({ name, column }) => [name, column?.label]);
  assert.deepEqual(of('exception'), [
    ['category', 'Lĩnh vực'],
    ['ward', 'Địa bàn'],
  ]);
  assert.deepEqual(of('competence'), [['category', 'Lĩnh vực']]);
});

test('names in formulas are asked for, functions, parts and texts are not', async () => {
  const { decisions, shown } = await read('routing.dmn');
  const sources = ['string length(title)', 'person.age', 'amount * 2', 'kind = "a b"', 'competence.level'];
  const inputs = sources.map((source, at) => ({ id: `c${at}`, label: source, source, type: '' }));
  const changed = shown.map((decision) => (decision.id === 'competence' ? { ...decision, inputs } : decision));
  assert.deepEqual(
    askedNames(decisions, changed, 'competence').map(({ name }) => name),
    ['title', 'person', 'amount', 'kind'],
  );
});

test('what is put in becomes a number or a truth where the column says so', () => {
  assert.deepEqual(
    [
      inputOf(' 5 ', 'number'),
      inputOf('five', 'number'),
      inputOf('true', 'boolean'),
      inputOf('5', 'string'),
      inputOf(' ', ''),
      inputOf('', 'boolean'),
    ],
    [5, null, true, '5', null, false],
  );
});
