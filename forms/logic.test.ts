import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkForm } from './check.ts';
import type { FormComponent } from './definition.ts';
import { evaluateLogic, lookInLogic } from './json-logic.ts';
import { validateSubmission } from './validate.ts';

const context = { options: () => undefined, phone: (typed: string) => typed, serves: () => true };
const number = (key: string, more: object = {}): FormComponent => ({ type: 'number', key, label: key, ...more });
const judged = (components: readonly FormComponent[], posted: object) =>
  validateSubmission({ components }, posted as Readonly<Record<string, unknown>>, [], context);
const problems = (...components: readonly object[]) =>
  checkForm({ components }, 'f').map(({ code, element }) => `${code} ${element}`);

describe('a computed field', () => {
  const total = number('total', { calculateValue: '= qty * price', validate: { max: 100 } });
  const sum = number('sum', {
    calculateValue: {
      reduce: [
        { map: [{ var: 'data.items' }, { var: 'cost' }] },
        { '+': [{ var: 'accumulator' }, { var: 'current' }] },
        0,
      ],
    },
  });
  const items: FormComponent = {
    type: 'datagrid',
    key: 'items',
    label: 'items',
    components: [
      number('n'),
      number('each'),
      number('cost', { calculateValue: { '*': [{ var: 'row.n' }, { var: 'row.each' }] } }),
    ],
  };

  it('is what the server counts, never what was sent', () => {
    const { values } = judged([number('qty'), number('price'), total], { qty: '3', price: 2.5, total: 9000 });
    assert.equal(values['total'], 7.5);
    assert.equal(judged([number('qty'), number('price'), total], { total: 9000 }).values['total'], undefined);
  });

  it('meets the rules of its kind as what is typed does', () => {
    assert.deepEqual(judged([number('qty'), number('price'), total], { qty: 11, price: 10 }).faults, [
      { path: 'total', rule: 'max', params: { max: 100 } },
    ]);
  });

  it('is counted in each row, and over the rows', () => {
    const posted = { items: [{ n: 2, each: 0.1, cost: 99 }, { n: '3', each: '0,2' }, { cost: 5 }] };
    const { values } = judged([items, sum], posted);
    assert.deepEqual(values['items'], [
      { n: 2, each: 0.1, cost: 0.2 },
      { n: 3, each: 0.2, cost: 0.6 },
    ]);
    assert.equal(values['sum'], 0.8);
    const feel = number('sum', { calculateValue: '= sum(items.cost)' });
    assert.equal(judged([items, feel], posted).values['sum'], 0.8);
  });

  it('is empty while what it is counted from is hidden', () => {
    const qty = number('qty', { conditional: { feel: 'price > 100' } });
    assert.equal(judged([number('price'), qty, total], { qty: 3, price: 2 }).values['total'], undefined);
  });
});

describe('a condition in logic', () => {
  const shown = (conditional: Readonly<Record<string, unknown>>, posted: object) =>
    'why' in
    judged([number('qty'), { type: 'checkbox', key: 'urgent' }, { type: 'textfield', key: 'why', conditional }], {
      why: 'x',
      ...posted,
    }).values;

  it('means the same in JSON Logic and in FEEL', () => {
    const [json, feel] = [{ and: [{ '>': [{ var: 'data.qty' }, 3] }, { var: 'data.urgent' }] }, '= qty > 3 and urgent'];
    for (const [posted, met] of [
      [{ qty: '4', urgent: true }, true],
      [{ qty: 3, urgent: true }, false],
      [{ qty: 4 }, false],
      [{}, false],
    ] as const) {
      for (const conditional of [{ json }, { feel }]) {
        assert.equal(shown(conditional, posted), met);
        assert.equal(shown({ show: false, ...conditional }, posted), !met);
      }
    }
  });
});

describe('checking logic', () => {
  it('refuses what cannot be read, is JavaScript, or reads the clock', () => {
    assert.deepEqual(problems(number('a', { calculateValue: 'value = 1' })), ['FORM_CODE a']);
    assert.deepEqual(problems(number('a', { calculateValue: '= 1 +' })), ['FORM_LOGIC a']);
    assert.deepEqual(problems(number('a', { calculateValue: '= today()' })), ['FORM_LOGIC a']);
    assert.deepEqual(problems(number('a', { calculateValue: { log: ['x'] } })), ['FORM_LOGIC a']);
    assert.deepEqual(problems(number('a', { conditional: { json: { var: { cat: ['__proto__'] } } } })), [
      'FORM_LOGIC a',
    ]);
  });

  it('refuses a field that is not there, a circle, and a kind that is never computed', () => {
    assert.deepEqual(problems(number('a', { calculateValue: '= b + 1' })), ['FORM_LOGIC_FIELD a']);
    assert.deepEqual(problems(number('a', { calculateValue: { '+': [{ var: 'data.b' }, 1] } })), [
      'FORM_LOGIC_FIELD a',
    ]);
    assert.deepEqual(
      problems(number('a', { calculateValue: '= b' }), number('b', { calculateValue: { var: 'data.a' } })),
      ['FORM_LOGIC_CIRCLE a', 'FORM_LOGIC_CIRCLE b'],
    );
    assert.deepEqual(problems({ type: 'email', key: 'a', label: 'a', calculateValue: '= "x"' }), ['FORM_LOGIC_KIND a']);
    assert.deepEqual(
      problems(number('b'), number('a', { calculateValue: '= sum(for one in [1, 2] return one * b)' })),
      [],
    );
  });

  it('keeps what is counted from personal data personal', () => {
    const age = number('age', { properties: { personal: 'true' } });
    assert.deepEqual(problems(age, number('a', { calculateValue: '= age + 1' })), ['FORM_LOGIC_PERSONAL a']);
    assert.deepEqual(problems(age, { ...age, key: 'a', calculateValue: '= age + 1' }), []);
  });
});

describe('JSON Logic', () => {
  const read = (key: string) => ({ a: 3, list: [1, 2, 3], text: 'x' })[key];
  const cases: readonly (readonly [unknown, unknown])[] = [
    [{ '==': [{ var: 'data.a' }, '3'] }, true],
    [{ '===': [{ var: 'data.a' }, '3'] }, false],
    [{ '<': [1, { var: 'data.a' }, 5] }, true],
    [{ '<': [null, 5] }, false],
    [{ if: [false, 1, { '>': [2, 1] }, 2, 3] }, 2],
    [{ '+': [0.1, 0.2] }, 0.3],
    [{ filter: [{ var: 'data.list' }, { '>': [{ var: '' }, 1] }] }, [2, 3]],
    [{ some: [{ var: 'data.list' }, { '==': [{ var: '' }, 2] }] }, true],
    [{ in: ['x', { var: 'data.text' }] }, true],
    [{ cat: ['a', 1] }, 'a1'],
    [{ var: ['data.none', 7] }, 7],
    [{ or: [0, '', 'last'] }, 'last'],
    [{ '!': [[]] }, true],
  ];
  for (const [logic, expected] of cases) {
    it(`${JSON.stringify(logic)} is ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(evaluateLogic(logic, read), expected));
  }

  it('reaches into no object’s own workings, and ends', () => {
    assert.equal(evaluateLogic({ var: 'data.list.constructor' }, read), null);
    assert.equal(evaluateLogic({ constructor: [1] }, read), undefined);
    let costly: unknown = { var: 'data.list' };
    for (let depth = 0; depth < 25; depth += 1) costly = { map: [{ var: 'data.list' }, costly] };
    assert.equal(evaluateLogic(costly, read), undefined);
  });

  it('survives anything at all', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (logic) => {
        evaluateLogic(logic, read);
        lookInLogic(logic);
      }),
      { numRuns: 300 },
    );
  });
});
