import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  ] as const;
  for (const [juel, feel] of pairs) assert.equal(feelOfJuel(juel), feel, juel);
  assert.equal(feelOfMethods('test.contains("a")'), 'contains(test, "a")');
});

test('what lies beyond the subset is left as it is, so that it is refused', () => {
  for (const text of ['plain', juel('bean.run(x)'), juel('x = 1'), juel('a b'), juel('')])
    assert.equal(feelOfJuel(text), null, text);
});
