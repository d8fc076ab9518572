import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision, DecisionRule, Decisions, DecisionTable, HitPolicy } from '#engine/core/model/decisions.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { workingTimeOf } from '../calendars/working-time.ts';
import type { City } from '../city/city.ts';
import { routingChanges } from './routing-changes.ts';
import { checkCoverage, isBlocking } from './routing-coverage.ts';
import { explainRouting } from './routing-explanation.ts';
import { routingReliance } from './routing-reliance.ts';

const demo = demoCity();
const keep = <T>(map: ReadonlyMap<string, T>, ...codes: readonly string[]): ReadonlyMap<string, T> =>
  new Map([...map].filter(([code]) => codes.includes(code)));
/** Two wards and two categories of the demo city. */
const city: City = {
  ...demo,
  wards: keep(demo.wards, '99013', '99016'),
  categories: keep(demo.categories, 'HT-GT', 'MT-ON'),
};
const env = {
  now: Date.parse('2026-11-20T10:00+07:00'),
  timeZone: city.province.timeZone,
  workingTime: workingTimeOf(city),
};

type Cells = readonly [category: string | null, ward: string | null, hour: string | null, unit: string];

function rules(policy: HitPolicy, ...cells: readonly Cells[]): Decisions {
  const table: DecisionTable = {
    id: 'units',
    kind: 'table',
    hitPolicy: policy,
    aggregation: null,
    inputs: [
      { id: 'i1', label: 'Lĩnh vực', source: 'category' },
      { id: 'i2', source: 'ward' },
      { id: 'i3', source: 'now().hour' },
    ],
    outputs: [{ id: 'o', name: 'unit', values: null, defaultSource: null }],
    rules: cells.map(
      ([category, ward, hour, unit], index): DecisionRule => ({
        id: `r${index + 1}`,
        note: `rule ${index + 1}`,
        tests: [category, ward, hour],
        results: [unit],
      }),
    ),
  };
  const routing: Decision = {
    kind: 'decision',
    id: 'routing',
    name: 'routing',
    type: null,
    requires: [],
    logic: table,
  };
  return { routing };
}

const asked = (decisions: Decisions) => checkCoverage({ city, decisions, env });

describe('the coverage of routing rules', () => {
  it('rules that reach every ward and an unknown place have nothing against them', () => {
    const whole = rules('FIRST', ['"MT-ON"', null, null, '"CATP"'], [null, null, null, '"SXD"']);
    assert.deepEqual(asked(whole), { findings: [], cells: 6 });
  });

  it('a hole is named by category and wards', () => {
    const { findings } = asked(
      rules('FIRST', ['"HT-GT"', null, null, '"SXD"'], ['"MT-ON"', '"99016"', null, '"CATP"']),
    );
    assert.equal(findings.length, 1);
    const [{ kind, category, wards, everywhere } = assert.fail()] = findings;
    assert.deepEqual(
      { kind, category, wards, everywhere },
      {
        kind: 'hole',
        category: 'MT-ON',
        wards: [null, '99013'],
        everywhere: false,
      },
    );
    assert.ok(findings.every(isBlocking));
    assert.equal(findings[0]?.silent, 'units', 'the table without a rule for it');
  });

  it('a conflict is named with its rules', () => {
    const { findings } = asked(rules('UNIQUE', [null, null, null, '"SXD"'], ['"MT-ON"', '"99016"', null, '"CATP"']));
    const [{ kind, category, wards, rules: of } = assert.fail()] = findings;
    assert.deepEqual({ kind, category, wards }, { kind: 'conflict', category: 'MT-ON', wards: ['99016'] });
    assert.deepEqual(
      of.map(({ rule }) => rule),
      ['r1', 'r2'],
    );
  });

  it('a unit that is not there is named, and one that a rule leaves out knowingly only warns', () => {
    const { findings } = asked(rules('FIRST', ['"MT-ON"', null, null, '"NOBODY"'], [null, null, null, 'null']));
    assert.deepEqual(
      findings.map(({ kind, category, everywhere, unit }) => ({ kind, category, everywhere, unit })),
      [
        { kind: 'acknowledged', category: 'HT-GT', everywhere: true, unit: null },
        { kind: 'unknownUnit', category: 'MT-ON', everywhere: true, unit: 'NOBODY' },
      ],
    );
    assert.deepEqual(findings.map(isBlocking), [false, true]);
  });

  it('a hole of some hours only is found and said to be one', () => {
    const { findings, cells } = asked(rules('FIRST', [null, null, '[6..22)', '"SXD"']));
    assert.equal(cells, 12, 'a time inside and one outside the hours');
    assert.deepEqual(
      findings.map(({ kind, sometimes, everywhere }) => ({ kind, sometimes, everywhere })),
      [
        { kind: 'hole', sometimes: true, everywhere: true },
        { kind: 'hole', sometimes: true, everywhere: true },
      ],
    );
  });

  it('a rule that nothing reaches is no secret', () => {
    const { findings } = asked(rules('FIRST', [null, null, null, '"SXD"'], ['"MT-ON"', null, null, '"CATP"']));
    assert.deepEqual(
      findings.map(({ kind, rules: of }) => [kind, of[0]?.rule]),
      [['deadRule', 'r2']],
    );
    assert.ok(!findings.some(isBlocking));
  });

  it('a category that is closed for new reports needs no unit any more', () => {
    const closed = new Map([...city.categories].map(([code, one]) => [code, { ...one, active: code !== 'MT-ON' }]));
    const decisions = rules('FIRST', ['"HT-GT"', null, null, '"SXD"']);
    assert.deepEqual(checkCoverage({ city: { ...city, categories: closed }, decisions, env }).findings, []);
  });
});

describe('what other rules would change', () => {
  const before = rules('FIRST', ['"MT-ON"', '"99016"', null, '"CATP"'], [null, null, null, '"SXD"']);
  const changed = (after: Decisions) => routingChanges({ city, before, after, env });

  it('the same rules in other words change nothing', () => {
    const same = rules(
      'FIRST',
      ['"MT-ON"', 'not("99013")', null, 'if ward = null then "SXD" else "CATP"'],
      [null, null, null, '"SXD"'],
    );
    assert.deepEqual(changed(same), { changes: [], differing: 0, cells: 6 });
  });

  it('a unit that is changed is told with the category and the wards in which it differs', () => {
    const { changes, differing } = changed(
      rules('FIRST', ['"MT-ON"', '"99013", "99016"', null, '"CATP"'], [null, null, null, '"SXD"']),
    );
    assert.equal(differing, 1);
    assert.deepEqual(changes, [
      { category: 'MT-ON', wards: ['99013'], everywhere: false, sometimes: false, from: ['SXD'], to: ['CATP'] },
    ]);
  });

  it('what differs at some hours only is found, though the rules before never looked at the clock', () => {
    const { changes } = changed(
      rules(
        'FIRST',
        ['"HT-GT"', null, '>= 22', '"CTCX"'],
        ['"MT-ON"', '"99016"', null, '"CATP"'],
        [null, null, null, '"SXD"'],
      ),
    );
    assert.deepEqual(changes, [
      {
        category: 'HT-GT',
        wards: [null, '99013', '99016'],
        everywhere: true,
        sometimes: true,
        from: ['SXD'],
        to: ['CTCX'],
      },
    ]);
  });

  it('a place that nobody would get any more is told as such', () => {
    const { changes } = changed(
      rules('FIRST', ['"MT-ON"', '"99016"', null, '"CATP"'], ['"HT-GT"', null, null, '"SXD"']),
    );
    assert.deepEqual(
      changes.map(({ category, wards, from, to }) => ({ category, wards, from, to })),
      [{ category: 'MT-ON', wards: [null, '99013'], from: ['SXD'], to: [null] }],
    );
  });
});

describe('what routing rests on', () => {
  const decisions = rules(
    'FIRST',
    ['"MT-ON"', '"99016"', null, '"CATP"'],
    ['"MT-ON"', null, null, '"SXD"'],
    [null, null, null, '"SXD"'],
  );

  it('a unit that goes leaves rules to change, and places without anybody', () => {
    const { rules: relying, left } = routingReliance({ city, decisions, env }, { unit: 'CATP' });
    assert.deepEqual(relying, [{ decision: 'routing', table: 'units', rule: 'r1', note: 'rule 1', names: true }]);
    assert.deepEqual(left, [{ category: 'MT-ON', wards: ['99016'] }]);
    assert.deepEqual(routingReliance({ city, decisions, env }, { unit: 'SYT' }), { rules: [], left: [] });
  });

  it('a category that goes leaves the rules that are for it', () => {
    const { rules: relying, left } = routingReliance({ city, decisions, env }, { category: 'MT-ON' });
    assert.deepEqual(
      relying.map(({ rule, names }) => [rule, names]),
      [
        ['r1', true],
        ['r2', true],
      ],
    );
    assert.deepEqual(left, []);
  });
});

describe('why this unit', () => {
  it('the rule that answered, and the cell of each other rule that failed, in the words of the table', () => {
    const decisions = rules(
      'FIRST',
      ['"MT-ON"', '"99016"', null, '"CATP"'],
      [null, null, '>= 22', '"SYT"'],
      [null, null, null, '"SXD"'],
    );
    const facts = { category: 'MT-ON', ward: '99013', urgent: false, confidential: false };
    const why = explainRouting({ decisions, cells: true }, facts, env);
    assert.equal(why.unit, 'SXD');
    const [table] = why.tables;
    assert.deepEqual(table?.inputs, [
      { label: 'Lĩnh vực', value: 'MT-ON' },
      { label: 'ward', value: '99013' },
      { label: 'now().hour', value: 10 },
    ]);
    assert.deepEqual(
      table?.rules.map(({ id, outcome, cells }) => [
        id,
        outcome,
        cells.filter(({ holds }) => holds === false).map(({ text }) => text),
      ]),
      [
        ['r1', 'notMatched', ['"99016"']],
        ['r2', 'notMatched', ['>= 22']],
        ['r3', 'applied', []],
      ],
    );
    const short = explainRouting({ decisions, cells: false }, facts, env);
    assert.deepEqual(
      short.tables[0]?.rules.map(({ id }) => id),
      ['r3'],
    );
  });
});
