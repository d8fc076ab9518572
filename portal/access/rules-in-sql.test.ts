/**
 * The rules in JavaScript (CASL) and in SQL, on real tables of both databases: random rule sets and random people over
 * rows that differ in what databases like to take for equal. `npm run torture -- access` tries 5,000 sets on each.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { subject } from '@casl/ability';
import fc from 'fast-check';
import { type AccessRule, accessColumns, claims } from '#engine/cases/access-rules.ts';
import { confidentialities, type Scope } from '#engine/runtime/access.ts';
import type { Actor, Post } from '#engine/runtime/application/common.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { CaseRow } from '#engine/runtime/ports/case-rows.ts';
import type { DossierRow } from '#engine/runtime/ports/dossiers.ts';
import type { TaskRow } from '#engine/runtime/ports/engine.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { abilityOf, scopeOf } from './ability.ts';

const runs = Math.min(Number(process.env['WARDFLOW_RUNS'] ?? 300), 5_000);
const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);
const now = Date.UTC(2026, 10, 20, 2);
const rowsEach = 40;
const subjects = ['Task', 'Case', 'Dossier'] as const;
type Tabled = (typeof subjects)[number];

/** Letter case, accents in one sign and in two, width, signs of patterns, what JavaScript prints for nothing, quotes. */
const codes = [
  ...['IOC', 'ioc', 'ÍOC', 'I\u0301OC', 'ＩＯＣ', 'IOC\u200b', '\u00a0IOC', 'ß', 'ss', 'İ', 'i', 'ı', 'Đ', 'D'],
  ...['99016', '99016-KTHT', '99016-ktht', '099016', '99016.0', '9.9016e4', '0', '-0', '%', '_', '99016%'],
  ...['', 'null', 'undefined', 'NaN', '[]', '{}', "'", "' or '1'='1", '\\', '"', '𝔘', '\uffff', 'x'.repeat(100)],
];
const conditionValues = [...codes.filter((code) => code.trim() === code), ...claims, ...claims];

type Cells = Readonly<Record<string, string>>;
interface Seen {
  readonly id: string;
  readonly cells: Cells;
}

const wards = new Map([
  ['99016-KTHT', '99016'],
  ['IOC', ''],
]);
const wardOf = (unit: string) => wards.get(unit);
const standsFor = (unit: string) => [unit];

forEachDatabase((name, open) => {
  describe(`rules in ${name}`, () => {
    test(`S11 random rule sets, ${runs} of them: SQL lets see exactly what the rules say, and a missing claim never more`, async () => {
      const { store } = await open();
      const rows = await fill(store);
      let [opened, tried] = [0, 0];
      const check = async (rules: readonly AccessRule[], actor: Actor): Promise<void> => {
        const whole = await seenBy(store, rules, actor);
        for (const about of subjects) {
          const ability = abilityOf(actor, { rules, wardOf, standsFor });
          const byRules = rows[about].filter(({ cells }) => ability.can('read', subject(about, { ...cells }) as never));
          assert.deepEqual(whole[about], byRules.map(({ id }) => id).sort(), about);
        }
        if (Object.values(whole).some(({ length }) => length > 0)) opened += 1;
        // Another claim each time.
        const seen = await seenBy(store, rules, withLess(actor, tried++));
        for (const about of subjects) {
          const more = seen[about].filter((id) => !whole[about].includes(id));
          assert.deepEqual(more, [], `${about}: a missing claim lets see more`);
        }
      };
      await fc.assert(fc.asyncProperty(ruleSet, person, check), { numRuns: runs, seed });
      assert.ok(opened > runs / 4, `only ${opened} of ${runs} let see anything`);
    });

    test('S11 a blank at an end, which this database may not see, is refused in rules and grants nothing in claims', async () => {
      const { store } = await open();
      await fill(store);
      const rule = (value: string) => [ruleOf({ subject: 'Task', conditions: { unit: value } })];
      const reader = (unit: string) => ({ ...nobody, posts: [{ role: 'r', unit }] });
      for (const value of ['IOC ', ' IOC', 'IOC\t']) {
        assert.throws(() => abilityOf(reader('IOC'), { rules: rule(value), wardOf, standsFor }), TypeError);
        assert.deepEqual((await seenBy(store, rule(claims[0]), reader(value))).Task, []);
      }
    });
  });
});

test('S11 a rule that would forbid is no rule: it is refused, not read as a grant', () => {
  const rules = [{ ...ruleOf({ subject: 'Case', conditions: { unit: 'IOC' } }), inverted: true }];
  assert.throws(
    () => abilityOf({ ...nobody, posts: [{ role: 'r', unit: 'IOC' }] }, { rules, wardOf, standsFor }),
    TypeError,
  );
});

const nobody: Actor = { accountId: 'a', username: 'an', displayName: 'An', posts: [] };

function ruleOf(change: Partial<AccessRule>): AccessRule {
  const reason = { vi: 'thử', en: 'test' };
  return { role: 'r', action: 'read', subject: 'Task', conditions: {}, reason, ...change };
}

const value = fc.constantFrom(...conditionValues);
const ruleSet = fc.array(
  fc.constantFrom(...subjects).chain((about) =>
    fc
      .record({
        role: fc.constantFrom('r', 's'),
        conditions: fc.dictionary(
          fc.constantFrom(...accessColumns[about].filter((column) => column !== 'confidentiality')),
          fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 6 })),
          { maxKeys: 2, noNullPrototype: true },
        ),
        open: fc.constantFrom('', ...confidentialities),
      })
      .map(({ role, conditions, open: only }) =>
        ruleOf({
          subject: about,
          role,
          conditions: only === '' ? conditions : { ...conditions, confidentiality: only },
        }),
      ),
  ),
  { maxLength: 5 },
);

/** As they should be, and with claims that are missing, empty, twice there or of a wrong kind. */
const claimed = fc.oneof(
  fc.constantFrom(...codes),
  fc.constantFrom(undefined, null, 0, {}, [], ['IOC'] as unknown) as fc.Arbitrary<unknown>,
);
const person: fc.Arbitrary<Actor> = fc
  .record({
    username: claimed,
    posts: fc.array(fc.record({ role: fc.constantFrom('r', 's'), unit: claimed }), { maxLength: 4 }),
  })
  .map(({ username, posts }) => ({ ...nobody, username: username as string, posts: posts as readonly Post[] }));

/** The same person without one of their claims. */
function withLess(actor: Actor, turn: number): Actor {
  const missing = [undefined, null, '', 'username'][turn % 4];
  if (missing === 'username') return { ...actor, username: undefined as unknown as string };
  return { ...actor, posts: actor.posts.map((post) => ({ ...post, unit: missing as string })) };
}

async function seenBy(
  store: OpenStore,
  rules: readonly AccessRule[],
  actor: Actor,
): Promise<Readonly<Record<Tabled, readonly string[]>>> {
  const ability = abilityOf(actor, { rules, wardOf, standsFor });
  const scope = (about: Tabled): Scope => scopeOf(ability, 'read', about);
  return await store.transaction(async (tx) => {
    const page = { limit: 1_000, assignee: 'an', now, endOfDay: now, view: 'unit' } as const;
    const tasks = await tx.engine.tasks.list({ ...page, scope: scope('Task') });
    const cases = await tx.cases.records.allowedOf(scope('Case'), ids.Case);
    const dossiers = await tx.cases.dossiers.allowedOf(scope('Dossier'), ids.Dossier);
    return { Task: tasks.map(({ id }) => id).sort(), Case: [...cases].sort(), Dossier: [...dossiers].sort() };
  });
}

/** Ids that all databases share, so that what differs is the database alone. */
const ids = {
  Task: Array.from({ length: rowsEach }, () => newId(now)),
  Case: Array.from({ length: rowsEach }, () => newId(now)),
  Dossier: Array.from({ length: rowsEach }, () => newId(now)),
};

async function fill(store: OpenStore): Promise<Readonly<Record<Tabled, readonly Seen[]>>> {
  const rows = Object.fromEntries(subjects.map((about, turn) => [about, cellsOf(about, turn)])) as Record<
    Tabled,
    Seen[]
  >;
  await store.transaction(async (tx) => {
    await tx.engine.tasks.insert(rows.Task.map(taskOf));
    for (const row of rows.Case) await tx.cases.records.insert(caseOf(row));
    for (const row of rows.Dossier) await tx.cases.dossiers.insert(dossierOf(row));
  });
  return rows;
}

function cellsOf(about: Tabled, turn: number): Seen[] {
  const columns = accessColumns[about].filter((column) => column !== 'confidentiality');
  const sampled = fc.sample(fc.tuple(...columns.map(() => fc.constantFrom(...codes))), {
    numRuns: rowsEach,
    seed: turn,
  });
  return sampled.map((values, index) => {
    const cells = Object.fromEntries(columns.map((column, at) => [column, values[at] ?? '']));
    return { id: ids[about][index] ?? '', cells: { ...cells, confidentiality: confidentialities[index % 2] ?? '' } };
  });
}

function taskOf({ id, cells }: Seen): TaskRow {
  return {
    ...{ id, instanceId: id, serviceVersionId: id, caseId: null, key: 't1', node: 'n1', element: 'handle' },
    ...{ name: 'Handle', form: 'handle', state: 'ready', open: true, urgent: false, priority: 50, dueAt: null },
    ...{ openedAt: now, closedAt: null, assignment: '', part: '' },
    ...(cells as Record<'unit' | 'role' | 'assignee' | 'ward' | 'category' | 'confidentiality' | 'closedBy', string>),
  };
}

function caseOf({ id, cells }: Seen): CaseRow {
  return {
    ...{ id, service: 's', serviceVersionId: id, instanceId: id, registerNumber: id, trackingHash: id, secretHash: '' },
    ...{ channel: 'web', language: 'vi', lon: null, lat: null, stage: '', state: 'open', sla: '', urgent: false },
    ...{ outcome: '', receivedAt: now, dueAt: null, closedAt: null, rating: null, vault: {}, search: '' },
    ...{ mergedInto: null, followers: 0 },
    ...(cells as Record<'unit' | 'ward' | 'category', string> & Pick<CaseRow, 'confidentiality'>),
  };
}

function dossierOf({ id, cells }: Seen): DossierRow {
  const { procedure = '', ...rest } = cells as Record<string, string>;
  type Units = 'receivingUnit' | 'unit' | 'competentUnit' | 'recordsUnit' | 'ward';
  return {
    ...{ caseId: id, code: id, procedureCode: procedure, procedureVersion: '', field: '', channel: 'counter' },
    ...{ receivedAt: now },
    ...(rest as Record<Units, string> & Pick<DossierRow, 'confidentiality'>),
  };
}
