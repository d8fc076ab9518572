import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compareTables } from './compare.ts';
import { readTables } from './tables.ts';

const xml = readFileSync(new URL('../../workflows/citizen-feedback/routing.dmn', import.meta.url), 'utf8');

async function told(changed: string) {
  assert.notEqual(changed, xml);
  const [before, after] = [await readTables(xml), await readTables(changed)];
  return compareTables(before.decisions, after.decisions).map(({ decision, ...change }) => {
    const { column, rule, ...rest } = { column: undefined, rule: undefined, ...change };
    return { in: decision.id, ...rest, ...(column && { column: column.label }), ...(rule && { rule: rule.id }) };
  });
}

test('the same file has no changes, and a dash is the same as nothing', async () => {
  const { decisions } = await readTables(xml);
  assert.deepEqual(compareTables(decisions, decisions), []);
  assert.deepEqual(await told(xml.replace('<text>-</text>', '<text></text>')), []);
});

test('a cell is told with its row, its column and both texts', async () => {
  assert.deepEqual(
    await told(
      xml.replace('<outputEntry id="competence-11-o3"><text>"CA"', '<outputEntry id="competence-11-o3"><text>"KTHT"'),
    ),
    [
      {
        in: 'competence',
        kind: 'cell',
        row: 11,
        column: 'Bộ phận cấp xã',
        rule: 'competence-11',
        from: '"CA"',
        to: '"KTHT"',
      },
    ],
  );
});

test('a row that is taken away, one that is new, and one that has moved up are told as such', async () => {
  const rules = [...xml.matchAll(/ *<rule id="exception-\d">[\s\S]*?<\/rule>\n/g)].map(([rule]) => rule);
  const [first = '', second = ''] = rules;
  assert.deepEqual(await told(xml.replace(first, '')), [
    { in: 'exception', kind: 'ruleRemoved', row: 1, rule: 'exception-1' },
  ]);
  const added = second.replaceAll('exception-2', 'exception-9');
  assert.deepEqual(await told(xml.replace(second, added + second)), [
    { in: 'exception', kind: 'ruleAdded', row: 2, rule: 'exception-9' },
  ]);
  const swapped = await told(xml.replace(first + second, second + first));
  assert.equal(swapped.length, 1, 'one of the two has moved past the other');
  assert.equal(swapped[0]?.kind, 'ruleMoved');
});

test('another hit policy, a column and an expression are told of their table', async () => {
  assert.deepEqual(await told(xml.replace('hitPolicy="FIRST"', 'hitPolicy="UNIQUE"')), [
    { in: 'exception', kind: 'hitPolicy', from: 'FIRST', to: 'UNIQUE' },
  ]);
  assert.deepEqual(await told(xml.replace('label="Giờ trong ngày"', 'label="Giờ"')), [
    { in: 'exception', kind: 'columnChanged', column: 'Giờ' },
  ]);
  assert.deepEqual(
    (await told(xml.replace('if exception != null then', 'if not(exception = null) then'))).map(({ kind }) => kind),
    ['expression'],
  );
});
