import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateDecision } from '#engine/core/decisions/evaluate.ts';
import { envAt, monday } from '#engine/core/trial/trial.ts';
import type { Variables } from '#engine/core/values.ts';
import { loadDecisions } from './load-decisions.ts';

const model = (content: string, namespace = 'test') =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="${namespace}">${content}</definitions>`;
const literal = (id: string, text: string) => `<literalExpression id="${id}"><text>${text}</text></literalExpression>`;
const input = (name: string, type: string) =>
  `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
const needsInput = (id: string) => `<informationRequirement><requiredInput href="#${id}"/></informationRequirement>`;
const needs = (id: string) => `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`;
const knows = (id: string) => `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
const decision = (id: string, logic: string, requirements = '', type = '') =>
  `<decision id="${id}" name="${id}"><variable name="${id}"${type === '' ? '' : ` typeRef="${type}"`}/>${requirements}${logic}</decision>`;

async function load(...contents: readonly string[]) {
  const files = contents.map((content, index) => ({ path: `m${index + 1}.dmn`, content }));
  const { decisions, problems } = await loadDecisions(files);
  const ask = (id: string, variables: Variables = {}) => {
    const result = evaluateDecision(decisions, id, variables, envAt(monday));
    return result.kind === 'ok' ? result.value : `failed: ${result.reason}`;
  };
  return { ask, problems, said: problems.map(({ code, element }) => `${element} ${code}`) };
}

test('boxed contexts see their earlier entries, and give their result or themselves', async () => {
  const entry = (name: string, text: string) =>
    `<contextEntry>${name === '' ? '' : `<variable name="${name}"/>`}${literal(`l${name}`, text)}</contextEntry>`;
  const { ask, said } = await load(
    model(
      decision('a', `<context id="c">${entry('net-price', '100')}${entry('tax', 'net-price / 10')}</context>`) +
        decision('b', `<context id="d">${entry('x', '2')}${entry('', 'x * 21')}</context>`),
    ),
  );
  assert.deepEqual([said, ask('a'), ask('b')], [[], { 'net-price': 100, tax: 10 }, 42]);
});

test('knowledge models are called from expressions and by boxed invocations', async () => {
  const bkm = `<businessKnowledgeModel id="fee" name="fee of"><variable name="fee of"/><encapsulatedLogic id="f"><formalParameter name="days" typeRef="number"/>${literal('fl', 'days * 5')}</encapsulatedLogic></businessKnowledgeModel>`;
  const binding = `<invocation id="i">${literal('il', 'fee of')}<binding><parameter name="days"/>${literal('bl', '4')}</binding></invocation>`;
  const { ask, said } = await load(
    model(
      bkm +
        decision('a', literal('al', 'fee of(3) + fee of(days: 1)'), knows('fee')) +
        decision('b', binding, knows('fee')),
    ),
  );
  assert.deepEqual([said, ask('a'), ask('b')], [[], 20, 20]);
});

test('a knowledge model that is given what it cannot take is not called', async () => {
  const bkm = `<businessKnowledgeModel id="k" name="k"><encapsulatedLogic id="f"><formalParameter name="n" typeRef="number"/>${literal('fl', '"called"')}</encapsulatedLogic></businessKnowledgeModel>`;
  const { ask } = await load(model(bkm + decision('a', literal('al', 'k("x")'), knows('k'))));
  assert.match(String(ask('a')), /^failed: al, "k\("x"\)": the arguments of f do not fit/);
});

test('a decision service takes its inputs and gives its outputs', async () => {
  const service = (id: string, outputs: readonly string[]) =>
    `<decisionService id="${id}" name="${id}">${outputs.map((output) => `<outputDecision href="#${output}"/>`).join('')}<inputDecision href="#rate"/><inputData href="#amount"/></decisionService>`;
  const { ask, said } = await load(
    model(
      input('amount', 'number') +
        decision('rate', literal('r', '0.1')) +
        decision('tax', literal('t', 'amount * rate'), needsInput('amount') + needs('rate')) +
        decision('total', literal('u', 'amount + tax'), needsInput('amount') + needs('tax')) +
        service('taxes', ['tax']) +
        service('all', ['tax', 'total']) +
        decision(
          'asks',
          literal('q', 'taxes(200, 0.5) + all(amount: 100, rate: 0.2).total'),
          knows('taxes') + knows('all'),
        ),
    ),
  );
  assert.deepEqual(said, []);
  assert.deepEqual([ask('tax', { amount: 10 }), ask('asks')], [1, 220]);
  assert.deepEqual(ask('all', { amount: 50, rate: 0.1 }), { tax: 5, total: 55 });
});

test('models import decisions, knowledge and types of one another under a name', async () => {
  const base = model(
    `<itemDefinition name="tFee"><typeRef>number</typeRef><allowedValues><text>[0..100]</text></allowedValues></itemDefinition>` +
      decision('fee', literal('f', '40'), '', 'tFee'),
    'http://base',
  );
  const importing = model(
    `<import name="the base" namespace="http://base" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>` +
      decision(
        'twice',
        literal('t', 'the base.fee * 2'),
        '<informationRequirement><requiredDecision href="http://base#fee"/></informationRequirement>',
        'the base.tFee',
      ) +
      decision(
        'thrice',
        literal('u', 'the base.fee * 3'),
        '<informationRequirement><requiredDecision href="http://base#fee"/></informationRequirement>',
        'the base.tFee',
      ),
  );
  const { ask, said } = await load(importing, base);
  assert.deepEqual([said, ask('twice')], [[], 80]);
  assert.match(String(ask('thrice')), /^failed: thrice: the value, a number, is not of the type that is declared/);
});

test('input data are read as what they are declared to be, and refused where they are not', async () => {
  const { ask } = await load(model(input('day', 'date') + decision('a', literal('l', 'day.year'), needsInput('day'))));
  assert.equal(ask('a', { day: '2026-11-20' }), 2026);
  assert.match(String(ask('a', { day: 5 })), /^failed: day: the input day, a number, is not of the type/);
  assert.equal(ask('a'), null);
});

test('item definitions have components, collections and allowed values', async () => {
  const types = `<itemDefinition name="tKind"><typeRef>string</typeRef><allowedValues><text>"ward","city"</text></allowedValues></itemDefinition>
    <itemDefinition name="tUnit"><itemComponent name="code"><typeRef>string</typeRef></itemComponent><itemComponent name="kind"><typeRef>tKind</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="tUnits" isCollection="true"><typeRef>tUnit</typeRef></itemDefinition>`;
  const { ask, said } = await load(
    model(
      types + input('units', 'tUnits') + decision('a', literal('l', 'units[kind = "ward"].code'), needsInput('units')),
    ),
  );
  assert.deepEqual(said, []);
  assert.deepEqual(
    ask('a', {
      units: [
        { code: 'P1', kind: 'ward' },
        { code: 'S', kind: 'city' },
      ],
    }),
    ['P1'],
  );
  assert.match(String(ask('a', { units: [{ code: 'P1', kind: 'moon' }] })), /^failed: units/);
});

test('what came with DMN 1.4 runs: conditional, filter and iterators', async () => {
  const child = (name: string, text: string) =>
    `<${name}><literalExpression><text>${text}</text></literalExpression></${name}>`;
  const { ask, said } = await load(
    model(
      decision(
        'a',
        `<conditional id="x">${child('if', '1 &lt; 2')}${child('then', '"yes"')}${child('else', '"no"')}</conditional>`,
      ) +
        decision('b', `<filter id="y">${child('in', '[1, 2, 3]')}${child('match', 'item &gt; 1')}</filter>`) +
        decision(
          'c',
          `<for id="z" iteratorVariable="n">${child('in', '1..3')}${child('return', 'n * n')}</for>`.replace(
            '1..3',
            '[1..3]',
          ),
        ) +
        decision(
          'd',
          `<every id="w" iteratorVariable="n">${child('in', '[1, 2]')}${child('satisfies', 'n &gt; 0')}</every>`,
        ) +
        decision(
          'e',
          `<relation id="v"><column name="p"/><column name="q"/><row>${literal('r1', '1')}${literal('r2', '2')}</row></relation>`,
        ) +
        decision('f', `<list id="u">${literal('l1', '1')}${literal('l2', '"x"')}</list>`),
    ),
  );
  assert.deepEqual(said, []);
  assert.deepEqual(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ask(id)),
    ['yes', [2, 3], [1, 4, 9], true, [{ p: 1, q: 2 }], [1, 'x']],
  );
});

const table = (attributes: string, inside: string) => `<decisionTable id="t" ${attributes}>${inside}</decisionTable>`;
const column = (id: string, text: string) =>
  `<input id="${id}"><inputExpression id="${id}e"><text>${text}</text></inputExpression></input>`;
const rule = (id: string, tests: readonly string[], results: readonly string[]) =>
  `<rule id="${id}">${tests.map((text) => `<inputEntry><text>${text}</text></inputEntry>`).join('')}${results.map((text) => `<outputEntry><text>${text}</text></outputEntry>`).join('')}</rule>`;

test('a table says which rule and which expression went wrong', async () => {
  const { ask } = await load(
    model(
      decision(
        'd',
        table('hitPolicy="FIRST"', `${column('i', 'n')}<output id="o"/>${rule('r1', ['&gt; 3'], ['n + "x"'])}`),
      ),
    ),
  );
  assert.equal(ask('d', { n: 4 }), 'failed: r1, "n + "x"": + cannot be done with number and string');
});

test('a value that an input does not allow is an error, whatever the rules', async () => {
  const inputs = `<input id="i"><inputExpression id="ie"><text>n</text></inputExpression><inputValues><text>"a","b"</text></inputValues></input>`;
  const { ask } = await load(model(decision('d', table('', `${inputs}<output id="o"/>${rule('r1', ['-'], ['1'])}`))));
  assert.equal(ask('d', { n: 'a' }), 1);
  assert.match(String(ask('d', { n: 'c' })), /^failed: i: input n has a value that is not allowed/);
});

test('every rule that a model breaks is said at its element', async () => {
  const problems = async (content: string) => (await load(model(content))).said;
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [decision('d', table('', '')), ['t DECISION_TABLE_NOT_VALID']],
    [decision('d', table('', `<input id="i"/><output id="o"/>`)), ['i DECISION_INPUT_WITHOUT_EXPRESSION']],
    [
      decision('d', table('', `${column('i', '1')}<output id="o"/>${rule('r', ['1', '2'], ['3'])}`)),
      ['r DECISION_RULE_CELLS'],
    ],
    [
      decision('d', table('', `${column('i', '1')}<output id="o" name="a"/><output id="p" name="a"/>`)),
      ['t DECISION_OUTPUT_NAMES'],
    ],
    [decision('d', table('hitPolicy="SOME"', '<output id="o"/>')), ['t DECISION_HIT_POLICY']],
    [decision('d', table('aggregation="SUM"', '<output id="o"/>')), ['t DECISION_AGGREGATION']],
    [
      decision(
        'd',
        table('hitPolicy="COLLECT" aggregation="SUM"', '<output id="o" name="a"/><output id="p" name="b"/>'),
      ),
      ['t DECISION_AGGREGATION'],
    ],
    [decision('d', table('hitPolicy="PRIORITY"', '<output id="o"/>')), ['o DECISION_PRIORITY_WITHOUT_VALUES']],
    [
      decision('d', table('', `${column('i', '1')}<output id="o"/>${rule('r', ['&gt; &gt;'], ['1'])}`)),
      ['r EXPRESSION_NOT_VALID'],
    ],
    [
      decision('d', table('', `${column('i', '1')}<output id="o"/>${rule('r', ['1'], ['1 +'])}`)),
      ['r EXPRESSION_NOT_VALID'],
    ],
    [decision('d', literal('l', 'nobody knows(1)')), ['l EXPRESSION_NOT_SUPPORTED']],
    [decision('d', literal('l', 'for i in 1..99999 return i')), ['l EXPRESSION_TOO_COSTLY']],
    [decision('d', literal('l', '1'), '', 'tGone'), ['d DECISION_TYPE_NOT_FOUND']],
    [
      decision('d', '<literalExpression id="l" expressionLanguage="http://java"><text>1</text></literalExpression>'),
      ['l DECISION_LANGUAGE'],
    ],
    [decision('d', ''), ['d DECISION_LOGIC_MISSING']],
    [decision('d', literal('l', '1'), needs('gone')), ['d DECISION_NOT_FOUND']],
    [input('n', 'number') + decision('d', literal('l', '1'), needs('n')), ['d DECISION_REQUIREMENT_KIND']],
    [input('n', 'number') + decision('d', literal('l', 'm + 1'), needsInput('n')), ['l DECISION_NAME_UNKNOWN']],
    [
      decision('a', literal('l', '1'), needs('b')) + decision('b', literal('k', '1'), needs('a')),
      ['a DECISION_LOOPS', 'b DECISION_LOOPS'],
    ],
    [
      `${input('n', 'number')}<decision id="d" name="n">${literal('l', '1')}</decision>`,
      ['d DECISION_TITLE_NOT_UNIQUE'],
    ],
    [
      '<import name="x" namespace="http://gone" importType="https://www.omg.org/spec/DMN/20230324/MODEL/" id="im"/>',
      ['im DECISION_IMPORT_NOT_FOUND'],
    ],
    [
      decision(
        'd',
        `<context id="c"><contextEntry id="e1">${literal('l1', '1')}</contextEntry><contextEntry id="e2">${literal('l2', '2')}</contextEntry></context>`,
      ),
      ['e1 DECISION_ENTRY_WITHOUT_NAME'],
    ],
    [decision('d', literal('l', 'matches("a", "(a)\\\\1")')), ['l EXPRESSION_NOT_SUPPORTED']],
  ];
  for (const [content, expected] of cases) assert.deepEqual(await problems(content), expected, content);
});

test('knowledge models that call themselves through what they are given do not run for ever', async () => {
  const bkm = `<businessKnowledgeModel id="k" name="k"><encapsulatedLogic id="f"><formalParameter name="g"/>${literal('fl', 'g(g)')}</encapsulatedLogic></businessKnowledgeModel>`;
  const { ask } = await load(model(bkm + decision('a', literal('al', 'k(k)'), knows('k'))));
  assert.match(String(ask('a')), /^failed: functions call each other more than 100 deep/);
});
