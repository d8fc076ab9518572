// The imported process accepts and refuses what the table does: every state, every action, every role, on the real core.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  openCase,
  putTo,
  sourceVerdict,
  type TableCase,
  type TableModel,
  tableModel,
  tryAction,
  waitForTimer,
  waysTo,
} from '#test/support/table-run.ts';

const data = new URL('../../../test/data/digit/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, data), 'utf8');

interface Counted {
  accepted: number;
  refused: number;
  /** States to which an operator had to put the case. */
  readonly put: string[];
}

/** Every triple of the table, and of an action and a role that it does not have. */
function compare(model: TableModel): Counted {
  const { source } = model;
  const all = source.states.flatMap(({ actions }) => actions);
  const codes = [...new Set(all.map(({ code }) => code)), 'UNHEARD_OF'];
  const roles = [...new Set(all.flatMap((action) => action.roles)), 'NOBODY'];
  const counted: Counted = { accepted: 0, refused: 0, put: [] };
  const ways = waysTo(source);
  for (const [element, state] of model.states) {
    const here = broughtTo(model, ways.get(state.code), element);
    // Where the table's first state is its end, no case is left to be put anywhere.
    if (here === null) continue;
    if (!ways.has(state.code)) counted.put.push(state.code);
    assert.equal(model.states.get(here.at)?.code, state.code);
    for (const action of codes) {
      for (const role of roles) {
        const after = tryAction(model, here, action, role);
        const next = after === null ? null : (model.states.get(after.at)?.code ?? '');
        assert.equal(next, sourceVerdict(source, state.code, action, role), `${state.code} ${action} ${role}`);
        counted[after === null ? 'refused' : 'accepted'] += 1;
        if (after !== null && next === state.code) assertStayed(here, after, `${state.code} ${action} ${role}`);
      }
    }
  }
  return counted;
}

function broughtTo(
  model: TableModel,
  way: readonly (readonly [string, string])[] | undefined,
  element: string,
): TableCase | null {
  const actions = model.source.opening.kind === 'actions';
  const [opening] = actions ? (way ?? []) : [];
  let here = openCase(model, opening === undefined ? {} : { action: opening[0] });
  if (way === undefined) return here.state.life === 'active' ? putTo(model, here, element) : null;
  for (const [action, role] of actions ? way.slice(1) : way) {
    const next = tryAction(model, here, action, role);
    assert.ok(next, `${action} by ${role} leads on`);
    here = next;
  }
  return here;
}

/** What stays opens its own task again and moves no other, nor any due date. */
function assertStayed(before: TableCase, after: TableCase, what: string): void {
  assert.equal(after.state.life, 'active', what);
  const dueAt = (one: TableCase) => one.tasks.map(({ element, dueAt: due }) => `${element} ${due}`).toSorted();
  assert.deepEqual(dueAt(after), dueAt(before), what);
  const kept = before.tasks.filter(({ task }) => after.tasks.some((one) => one.task === task));
  assert.ok(kept.length >= before.tasks.length - 1, what);
}

test('DIGIT’s workflow of 2026 gives the same verdict on every state, action and role', async () => {
  const model = await tableModel(read('digit-cms-2026-workflow.json'));
  const counted = compare(model);
  assert.equal(model.source.states.length, 10);
  assert.deepEqual(counted, { accepted: 36, refused: 1164, put: ['RESOLVEDBYSUPERVISOR', 'CANCELLED'] });
});

test('so does its workflow of 2024, and one with states by id, roles as comma lists and flags as texts', async () => {
  const verdicts = async (file: string): Promise<Counted> => compare(await tableModel(read(file)));
  assert.deepEqual(await verdicts('digit-pgr-2024-workflow.json'), { accepted: 20, refused: 323, put: [] });
  const { accepted, put } = await verdicts('Workflow.BusinessService.json');
  assert.deepEqual([accepted, put], [20, []]);
});

test('who opens a case is told, since that is not in the process', async () => {
  const { imported } = await tableModel(read('digit-cms-2026-workflow.json'));
  const opened = imported.warnings.find(({ element }) => element === 'received');
  assert.match(opened?.message.en ?? '', /CITIZEN, CSR open a case/);
});

test('a comment after half the time leaves the due date where it was', async () => {
  const model = await tableModel(read('digit-cms-2026-workflow.json'));
  const assigned = tryAction(model, openCase(model), 'ASSIGN', 'GRO');
  assert.ok(assigned);
  const later = { ...assigned, now: assigned.now + 150_000 };
  const commented = tryAction(model, later, 'COMMENT', 'CITIZEN');
  assert.ok(commented);
  const due = commented.tasks.map(({ dueAt }) => dueAt);
  assert.deepEqual(new Set(due), new Set([assigned.now + 300_000]));
});

test('where a time is given for what a program does, a timer does it; else the case listens for a message', async () => {
  const escalations = JSON.stringify([
    { state: 'PENDINGATLME', action: 'FORWARD', active: 'true', stateSLA: 3, businessService: 'PGR' },
    { state: 'PENDINGATLME', action: 'ESCALATE', active: 'false', stateSLA: 1, businessService: 'PGR' },
    { state: 'RESOLVED', action: 'CLOSE', active: 'true', stateSLA: 3, businessService: 'Incident' },
  ]);
  const model = await tableModel(read('digit-cms-2026-workflow.json'), { escalations });
  const assigned = tryAction(model, openCase(model), 'ASSIGN', 'GRO');
  assert.ok(assigned);
  assert.equal(tryAction(model, assigned, 'FORWARD', 'AUTO_ESCALATE'), null);
  const forwarded = waitForTimer(model, assigned);
  assert.equal(forwarded?.at, 'PENDINGATSUPERVISOR');
  assert.equal(forwarded?.now, assigned.now + 3 * 86_400_000);
  assert.equal(tryAction(model, assigned, 'ESCALATE', 'SYSTEM')?.at, 'PENDINGATSUPERVISOR');
});

test('any table gives the same verdicts', async () => {
  await fc.assert(
    fc.asyncProperty(randomTable(), async (table) => {
      compare(await tableModel(JSON.stringify(table)));
    }),
    { numRuns: 60, seed: 5 },
  );
});

/** States that lead anywhere, roles of people and programs, terminal or not, reachable or not. */
function randomTable() {
  const roles = ['CITIZEN', 'CLERK', 'HEAD', 'SYSTEM', 'AUTO_ESCALATE'];
  const size = 5;
  const state = fc.record({
    sla: fc.constantFrom(null, 300_000, 86_400_000),
    isTerminateState: fc.boolean(),
    docUploadRequired: fc.boolean(),
    actions: fc.uniqueArray(
      fc.record({
        action: fc.constantFrom('A', 'B', 'C', 'D'),
        next: fc.nat(size - 1),
        roles: fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 4, selector: ({ action }) => action },
    ),
  });
  const table = fc.array(state, { minLength: size, maxLength: size }).map((states) => ({
    BusinessServices: [
      {
        businessService: 'RANDOM',
        states: [
          { state: null, isStartState: true, actions: [{ action: 'OPEN', nextState: 'S0', roles: ['CITIZEN'] }] },
          ...states.map(({ actions, ...rest }, index) => ({
            ...rest,
            state: `S${index}`,
            actions: actions.map(({ next, ...action }) => ({ ...action, nextState: `S${next}` })),
          })),
        ],
      },
    ],
  }));
  return table.filter((one) => !onlyMachinesCircle(one.BusinessServices[0]?.states ?? []));
}

/** Such tables are refused; said again here in the plainest way. */
function onlyMachinesCircle(
  states: readonly {
    readonly state: string | null;
    readonly actions: readonly { readonly nextState: string; readonly roles: readonly string[] }[];
  }[],
): boolean {
  const machine = (code: string): boolean => {
    const actions = states.find(({ state }) => state === code)?.actions ?? [];
    return actions.length > 0 && actions.every(({ roles }) => roles.every((role) => /SYSTEM|AUTO/.test(role)));
  };
  let left = states.flatMap(({ state }) => (state !== null && machine(state) ? state : []));
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    left = left.filter((code) =>
      (states.find(({ state }) => state === code)?.actions ?? []).every(({ nextState }) => left.includes(nextState)),
    );
  }
  return left.length > 0;
}
