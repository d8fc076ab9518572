import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateFeel } from '#engine/core/expressions/feel.ts';
import { envAt, monday } from '#engine/core/trial/trial.ts';
import { feelOfJuel, feelOfMethods } from './juel.ts';

const juel = (inside: string) => `\${${inside}}`;

test('the common subset of other engines becomes FEEL', () => {
  const pairs = [
    [juel('x == 1 && !(y || z)'), 'x = 1 and not((y or z))'],
    [juel("a.b != 'c'"), 'a.b != "c"'],
    ['#{not confirmed}', 'not(confirmed)'],
    [juel('n > 1 ? "many" : "one"'), '(if n > 1 then "many" else "one")'],
    [juel('loopCounter'), '(loopCounter - 1)'],
    [juel('nrOfCompletedInstances ge 2'), 'numberOfCompletedInstances >= 2'],
    [`kermit_${juel('loopCounter')}`, '"kermit_" + string((loopCounter - 1))'],
    [juel('list.contains("a")'), 'contains(list, "a")'],
    [juel('a == b > c'), 'a = (b > c)'],
    [juel('a == b == c'), '(a = b) = c'],
    [juel('n % 2 == 0'), 'modulo(n, 2) = 0'],
    [juel("name == 'O\\'Brien'"), 'name = "O\'Brien"'],
    [
      juel('status.equals("done") && !list.isEmpty()'),
      '(status = "done") and not((list = null or list = "" or list = []))',
    ],
    [juel('list.size() >= 2'), 'count(list) >= 2'],
    [juel('name.toLowerCase().startsWith("a")'), 'starts with(lower case(name), "a")'],
    [juel("execution.getVariable('sum') > 5"), 'sum > 5'],
    [juel('execution.hasVariable("sum")'), '(sum != null)'],
    [juel('list[0].name'), 'list[1].name'],
    [juel('map["two words"]'), 'get value(map, "two words")'],
  ] as const;
  for (const [juel, feel] of pairs) assert.equal(feelOfJuel(juel), feel, juel);
  assert.equal(feelOfMethods('test.contains("a")'), 'contains(test, "a")');
});

test('what lies beyond the subset is left as it is, so that it is refused', () => {
  for (const text of [
    'plain',
    juel('bean.run(x)'),
    juel('list[i]'),
    juel('execution.setVariable("x", 1)'),
    juel('a.size(1)'),
    juel('x = 1'),
    juel('a b'),
    juel(''),
  ])
    assert.equal(feelOfJuel(text), null, text);
});

test('what is translated means the same', () => {
  const env = { sum: 7, list: ['a', 'b'], name: 'Anna', map: { 'two words': 3 }, flag: true };
  const pairs = [
    [juel('sum % 4'), 3],
    [juel('flag == sum > 5'), true],
    [juel('list[0]'), 'a'],
    [juel('list.size()'), 2],
    [juel('map["two words"] + 1'), 4],
    [juel('name.toLowerCase().startsWith("an") ? "yes" : "no"'), 'yes'],
    [juel('empty missing'), true],
    [`${juel('name')}_${juel('sum')}`, 'Anna_7'],
  ] as const;
  for (const [text, value] of pairs) {
    const source = feelOfJuel(text);
    assert.ok(source !== null, text);
    const result = evaluateFeel(source, env, envAt(monday));
    assert.deepEqual(result, { kind: 'ok', value }, `${text}: ${source}`);
  }
});
