import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { subject } from '@casl/ability';
import fc from 'fast-check';
import { type AccessRule, claims } from '#engine/cases/access-rules.ts';
import { type Action, confidentialities, meets, type Subject, scopeColumns } from '#engine/runtime/access.ts';
import type { Actor } from '#engine/runtime/application/common.ts';
import { type AccessFacts, abilityOf, createAccess, scopeOf } from './ability.ts';

const demo = JSON.parse(readFileSync(new URL('../../workflows/demo-city/access.json', import.meta.url), 'utf8')) as {
  readonly rules: readonly AccessRule[];
};
const wardOf = (unit: string) => /^(\d{5})-/.exec(unit)?.[1];
const standsFor = (unit: string) => [unit];
const demoFacts: AccessFacts = { rules: demo.rules, wardOf, standsFor };
const [unitClaim, wardClaim, nameClaim] = claims;
const reason = { vi: 'thử', en: 'test' };

function official(...posts: Actor['posts']): Actor {
  return { accountId: 'a', username: 'an', displayName: 'An', posts };
}

function factsWith(...rules: readonly Partial<AccessRule>[]): AccessFacts {
  const whole = rules.map((rule) => ({ role: 'r', action: 'read', subject: 'Task', conditions: {}, reason, ...rule }));
  return { rules: whole as readonly AccessRule[], wardOf, standsFor };
}

const task = (columns: Partial<Record<(typeof scopeColumns.Task)[number], string>>) => ({
  unit: '99022-KTHT',
  role: 'officer',
  ward: '99022',
  category: 'x',
  confidentiality: 'normal',
  assignee: '',
  ...columns,
});

test('an officer reads and completes the tasks of the own unit', () => {
  const scope = createAccess(() => demoFacts).scope(
    official({ role: 'officer', unit: '99022-KTHT' }),
    'complete',
    'Task',
  );
  assert.ok(meets(scope, task({})));
});

test("another ward's official, another role and another action meet nothing", () => {
  const access = createAccess(() => demoFacts);
  const officer = official({ role: 'officer', unit: '99023-KTHT' });
  assert.ok(!meets(access.scope(officer, 'read', 'Task'), task({})));
  assert.ok(!meets(access.scope(officer, 'read', 'Task'), task({ unit: '99023-KTHT', role: 'unit_head' })));
  assert.deepEqual(access.scope(officer, 'design', 'Service'), []);
  assert.deepEqual(access.scope(official({ role: 'no such role', unit: '99022-KTHT' }), 'read', 'Task'), []);
  assert.deepEqual(access.scope(official(), 'read', 'Case'), []);
});

test('a head does not complete what the officers of the unit have to do', () => {
  const access = createAccess(() => demoFacts);
  const head = official({ role: 'unit_head', unit: '99022-KTHT' });
  assert.ok(meets(access.scope(head, 'read', 'Task'), task({})));
  assert.ok(!meets(access.scope(head, 'complete', 'Task'), task({})));
});

test('reporters of confidential cases are hidden from the handling unit', () => {
  const scope = createAccess(() => demoFacts).scope(
    official({ role: 'officer', unit: '99022-KTHT' }),
    'readReporter',
    'Case',
  );
  assert.ok(meets(scope, task({})));
  assert.ok(!meets(scope, task({ confidentiality: 'confidential' })));
});

test('S11 a claim that has no value grants nothing, also beside others in a list', () => {
  const facts = factsWith({ conditions: { ward: wardClaim } }, { conditions: { unit: unitClaim }, action: 'claim' });
  const scope = (action: Action, unit: string) =>
    scopeOf(abilityOf(official({ role: 'r', unit }), facts), action, 'Task');
  assert.deepEqual(scope('read', 'IOC'), []);
  assert.deepEqual(scope('claim', ''), []);
  assert.deepEqual(scope('read', '99022-KTHT'), [{ ward: '99022' }]);
  const partly = factsWith({ conditions: { ward: [wardClaim, '99001'] } });
  assert.deepEqual(scopeOf(abilityOf(official({ role: 'r', unit: 'IOC' }), partly), 'read', 'Task'), [
    { ward: '99001' },
  ]);
});

test('no condition is ever empty for tasks and cases: every row means every confidentiality, by name', () => {
  const facts = factsWith({}, { subject: 'Case' });
  const ability = abilityOf(official({ role: 'r', unit: 'IOC' }), facts);
  assert.deepEqual(scopeOf(ability, 'read', 'Task'), [{ confidentiality: [...confidentialities] }]);
  assert.deepEqual(scopeOf(ability, 'read', 'Case'), [{ confidentiality: [...confidentialities] }]);
});

test('S11 an unknown column, action or subject, a prototype key, an object, an empty list: each is a fault, not a grant', () => {
  const wrong: readonly unknown[] = [
    { conditions: { salary: '1' } },
    { conditions: JSON.parse('{"__proto__": "x"}') },
    { conditions: { constructor: 'x' } },
    { conditions: { unit: {} } },
    { conditions: { unit: { $ne: null } } },
    { conditions: { unit: [] } },
    { conditions: { unit: null } },
    { conditions: { unit: [['IOC']] } },
    { subject: '__proto__' },
    { subject: 'all' },
    { action: 'manage' },
  ];
  for (const rule of wrong) {
    const facts = factsWith(rule as Partial<AccessRule>);
    assert.throws(() => abilityOf(official({ role: 'r', unit: 'IOC' }), facts), TypeError, JSON.stringify(rule));
  }
});

test('names of the prototype are no roles, no units and no columns of a row', () => {
  const access = createAccess(() => demoFacts);
  assert.deepEqual(access.scope(official({ role: '__proto__', unit: 'constructor' }), 'read', 'Task'), []);
  assert.ok(!meets([{ constructor: 'x' }], {}));
});

test('S11 the ability in JavaScript and the conditions for queries agree on random rules and rows', () => {
  const units = ['IOC', '99022-KTHT', '99023-KTHT', '', unitClaim, wardClaim, nameClaim, 'an', '99022'];
  const some = fc.constantFrom(...units);
  const value = fc.oneof(some, fc.array(some, { minLength: 1, maxLength: 3 }));
  const subjects = Object.keys(scopeColumns) as Subject[];
  const rule = fc.constantFrom(...subjects).chain((name) =>
    fc.record(
      {
        role: fc.constantFrom('r', 's'),
        action: fc.constantFrom<Action>('read', 'claim'),
        subject: fc.constant(name),
        conditions: fc.dictionary(fc.constantFrom(...scopeColumns[name]), value, { maxKeys: 3, noNullPrototype: true }),
        reason: fc.constant(reason),
      },
      { noNullPrototype: true },
    ),
  );
  const cell = fc.constantFrom('IOC', '99022-KTHT', '99023-KTHT', '', 'an', '99022', 'other');
  const row = fc.record(
    { unit: cell, role: cell, ward: cell, category: cell, assignee: cell, service: cell },
    { noNullPrototype: true },
  );
  const post = fc.record(
    { role: fc.constantFrom('r', 's'), unit: fc.constantFrom('IOC', '99022-KTHT', '') },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 6 }),
      fc.array(post, { maxLength: 3 }),
      row,
      fc.constantFrom(...confidentialities),
      (rules, posts, cells, confidentiality) => {
        const ability = abilityOf(official(...posts), { rules: rules as readonly AccessRule[], wardOf, standsFor });
        for (const name of subjects) {
          const whole: Record<string, string> = { ...cells, confidentiality };
          const seen = Object.fromEntries(scopeColumns[name].map((column) => [column, whole[column] ?? '']));
          for (const action of ['read', 'claim'] as const) {
            const byAbility = ability.can(action, subject(name, { ...seen }) as never);
            assert.equal(meets(scopeOf(ability, action, name), seen), byAbility);
          }
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a delegation of some fields gives those rows of what its delegator has, and nothing that knows no field', () => {
  const delegated = (categories: readonly string[]) =>
    official({
      role: 'unit_head',
      unit: '99022-KTHT',
      onBehalfOf: { username: 'binh', displayName: 'Bình', until: '2026-12-31', delegated: true, categories },
    });
  const scope = (categories: readonly string[], action: Action, subjectName: Subject) =>
    scopeOf(abilityOf(delegated(categories), demoFacts), action, subjectName);
  const head = task({ role: 'unit_head' });
  assert.ok(meets(scope([], 'complete', 'Task'), head));
  assert.ok(meets(scope(['x', 'z'], 'complete', 'Task'), head));
  assert.ok(!meets(scope(['y'], 'complete', 'Task'), head));
  assert.notDeepEqual(scope([], 'read', 'Figure'), []);
  assert.deepEqual(scope(['x'], 'read', 'Figure'), []);
  const byField = factsWith({ conditions: { category: ['a', 'b'] } }, { subject: 'Case' }, { subject: 'Service' });
  const limited = official({ ...delegated(['b', 'c']).posts[0], role: 'r', unit: 'IOC' } as Actor['posts'][number]);
  const ability = abilityOf(limited, byField);
  assert.deepEqual(scopeOf(ability, 'read', 'Task'), [{ category: 'b' }]);
  assert.deepEqual(
    scopeOf(ability, 'read', 'Case').map(({ category }) => category),
    [['b', 'c']],
  );
  assert.deepEqual(scopeOf(ability, 'read', 'Service'), []);
});
