import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Program } from '../model/program.ts';
import type { State } from '../state.ts';
import { buildProgram, type NodeSpec } from '../trial/build-program.ts';
import { complete, give, type Trial, trialOf } from '../trial/trial.ts';
import { checkSoundness } from './check.ts';
import { explore } from './explore.ts';
import type { Explored } from './graph.ts';
import { surroundingOf } from './rules/outside.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);
const runs = Number(process.env['WARDFLOW_RUNS'] ?? 200);

type Block =
  | { readonly kind: 'task' | 'user' }
  | { readonly kind: 'sequence' | 'choice' | 'parallel' | 'inclusive'; readonly parts: readonly Block[] }
  | { readonly kind: 'loop' | 'inside'; readonly body: Block }
  | { readonly kind: 'guarded'; readonly interrupting: boolean; readonly body: Block };

/** What needs more is passed over. */
const budget = { statesInEveryOrderMax: 300, statesMax: 1_000 };

const leaf = fc.constantFrom<Block>({ kind: 'task' }, { kind: 'user' }, { kind: 'user' });
const { block: blocks } = fc.letrec<{ block: Block; parts: Block[] }>((tie) => ({
  parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'large', withCrossShrink: true },
    { arbitrary: leaf, weight: 3 },
    {
      arbitrary: fc
        .tuple(fc.constantFrom('sequence', 'sequence', 'choice', 'parallel', 'inclusive'), tie('parts'))
        .map(([kind, parts]): Block => ({ kind, parts })),
      weight: 5,
    },
    {
      arbitrary: fc
        .tuple(fc.constantFrom('loop', 'inside'), tie('block'))
        .map(([kind, body]): Block => ({ kind, body })),
      weight: 2,
    },
    {
      arbitrary: fc
        .tuple(fc.boolean(), leaf)
        .map(([interrupting, body]): Block => ({ kind: 'guarded', interrupting, body })),
      weight: 1,
    },
  ),
}));

interface Model {
  readonly nodes: Record<string, NodeSpec>;
  readonly flows: string[];
  readonly guards: string[];
}

/** Where a flow begins, and what comes behind its target. */
interface Open {
  readonly from: string;
  readonly arrow: string;
  readonly guard: string;
}

function modelOf(block: Block): Model {
  const model: Model = { nodes: { start: { type: 'startEvent' } }, flows: [], guards: [] };
  const exits = place(model, block, [{ from: 'start', arrow: '->', guard: '' }], {});
  model.nodes['end'] = { type: 'endEvent' };
  connect(model, exits, 'end');
  return model;
}

/** Sub-processes are named so that their nodes know their scope. */
type Where = { readonly scope?: string };

function place(model: Model, block: Block, entries: readonly Open[], where: Where): readonly Open[] {
  const id = `n${Object.keys(model.nodes).length}`;
  const add = (name: string, spec: NodeSpec, from: readonly Open[]): Open[] => {
    model.nodes[name] = { ...spec, ...where };
    connect(model, from, name);
    return [{ from: name, arrow: '->', guard: '' }];
  };
  switch (block.kind) {
    case 'task':
      return add(id, { type: 'task' }, entries);
    case 'user':
      return add(id, { type: 'userTask' }, entries);
    case 'sequence':
      return block.parts.reduce((open, part) => place(model, part, open, where), entries);
    case 'choice':
    case 'inclusive':
    case 'parallel': {
      const type = (
        { choice: 'exclusiveGateway', inclusive: 'inclusiveGateway', parallel: 'parallelGateway' } as const
      )[block.kind];
      add(id, { type }, entries);
      const exits = block.parts.flatMap((part, index) => {
        const last = index === block.parts.length - 1;
        const guard = block.kind === 'parallel' || last ? '' : guardOf(model, `${id}g${index}`);
        return place(model, part, [{ from: id, arrow: block.kind !== 'parallel' && last ? '=>' : '->', guard }], where);
      });
      return add(`${id}Join`, { type }, exits);
    }
    case 'loop': {
      const top = add(id, { type: 'exclusiveGateway' }, entries);
      add(`${id}Again`, { type: 'exclusiveGateway' }, place(model, block.body, top, where));
      connect(model, [{ from: `${id}Again`, arrow: '->', guard: guardOf(model, `${id}again`) }], id);
      return [{ from: `${id}Again`, arrow: '=>', guard: '' }];
    }
    case 'inside': {
      const open = add(id, { type: 'subProcess' }, entries);
      // Ended from outside, on the border or by an event sub-process within.
      const trigger = { kind: 'message', message: `${id}Stop` } as const;
      const stopped = ['none', 'border', 'within'][Object.keys(model.nodes).length % 3];
      if (stopped === 'within') {
        const within = { scope: `${id}Esp` };
        model.nodes[within.scope] = { type: 'eventSubProcess', start: `${id}EspStart`, scope: id };
        model.nodes[`${id}EspStart`] = { type: 'startEvent', trigger, ...within };
        model.nodes[`${id}EspTask`] = { type: 'userTask', ...within };
        connect(model, [{ from: `${id}EspStart`, arrow: '->', guard: '' }], `${id}EspTask`);
      }
      const inside = { scope: id };
      model.nodes[`${id}Start`] = { type: 'startEvent', ...inside };
      const body: Block = { kind: 'sequence', parts: [{ kind: 'user' }, block.body] };
      const exits = place(model, body, [{ from: `${id}Start`, arrow: '->', guard: '' }], inside);
      model.nodes[`${id}End`] = { type: 'endEvent', ...inside };
      connect(model, exits, `${id}End`);
      if (stopped !== 'border') return open;
      model.nodes[`${id}Stop`] = { type: 'boundaryEvent', attachedTo: id, trigger, ...where };
      return add(`${id}Merge`, { type: 'exclusiveGateway' }, [...open, { from: `${id}Stop`, arrow: '->', guard: '' }]);
    }
    case 'guarded': {
      const open = add(id, { type: 'userTask' }, entries);
      const trigger = { kind: 'signal', signal: `${id}Signal` } as const;
      const { interrupting } = block;
      model.nodes[`${id}Event`] = { type: 'boundaryEvent', attachedTo: id, interrupting, trigger, ...where };
      const handled = place(model, block.body, [{ from: `${id}Event`, arrow: '->', guard: '' }], where);
      if (interrupting) return add(`${id}Merge`, { type: 'exclusiveGateway' }, [...open, ...handled]);
      add(`${id}EventEnd`, { type: 'endEvent' }, handled);
      return open;
    }
  }
}

function guardOf(model: Model, name: string): string {
  model.guards.push(name);
  return ` if ${name} = true`;
}

function connect(model: Model, open: readonly Open[], target: string): void {
  for (const { from, arrow, guard } of open) model.flows.push(`${from} ${arrow} ${target}${guard}`);
}

test(`random block structures are proved sound (seed ${seed}, ${runs} runs)`, () => {
  const property = fc.property(blocks, (block) => {
    const { nodes, flows } = modelOf(block);
    const program = buildProgram(nodes, unique(flows));
    const { findings, decided, states } = checkSoundness(program, surroundingOf([program]), budget);
    fc.pre(decided);
    assert.deepEqual(
      findings.flatMap(({ code, element }) => (code === 'MESSAGE_NOT_SENT' ? [] : [`${code} ${element}`])),
      [],
      `${states} states`,
    );
  });
  fc.assert(property, { seed, numRuns: runs });
});

test(`with or without the orders that lead to the same, the same is found (seed ${seed}, ${runs} runs)`, () => {
  const property = fc.property(blocks, fc.nat(), fc.nat(), (block, which, how) => {
    const program = mutated(modelOf(block), which, how);
    fc.pre(program !== null);
    if (program === null) return;
    const every = explore(program, { statesMax: 600, reduce: false });
    fc.pre(every.complete && every.vertices.every(({ growth }) => growth === null));
    const few = explore(program, { statesMax: 600, reduce: true });
    assert.deepEqual(ends(few), ends(every));
    assert.deepEqual(passed(few), passed(every));
  });
  fc.assert(property, { seed, numRuns: runs });
});

test(`what a mutation breaks is found, or does not get stuck when it is played (seed ${seed}, ${runs} runs)`, () => {
  let refuted = 0;
  const property = fc.property(blocks, fc.nat(), fc.nat(), fc.infiniteStream(fc.nat()), (block, which, how, chance) => {
    const model = modelOf(block);
    const program = mutated(model, which, how);
    fc.pre(program !== null);
    if (program === null) return;
    const { findings, decided } = checkSoundness(program, surroundingOf([program]), budget);
    fc.pre(decided);
    const stuck = findings.some(({ code }) => /STUCK|LEFT|NEVER_ENDS|PILES/.test(code));
    if (stuck) refuted += 1;
    else for (let game = 0; game < 5; game++) assert.notEqual(played(program, model.guards, chance), 'stuck');
  });
  fc.assert(property, { seed, numRuns: runs });
  assert.ok(refuted > 0, 'some mutations break it');
});

/** Two flows between the same ends would have one id. */
function unique(flows: readonly string[]): readonly string[] {
  const ends = new Set<string>();
  return flows.filter((flow) => {
    const key = flow.split(' if ')[0]?.replace('=>', '->') ?? '';
    if (ends.has(key)) return false;
    ends.add(key);
    return true;
  });
}

/** One gateway becomes another kind, or one flow leads elsewhere in its scope. @returns null where nothing can change */
function mutated({ nodes, flows }: Model, which: number, how: number): Program | null {
  const types = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'] as const;
  const gateways = Object.entries(nodes).filter(([, { type }]) => type.endsWith('Gateway'));
  const chosen = gateways[which % Math.max(1, gateways.length)];
  if (how % 2 === 0 && chosen !== undefined) {
    const [id, spec] = chosen;
    const type = types[how % 3] ?? 'parallelGateway';
    return buildProgram({ ...nodes, [id]: { ...spec, type } as NodeSpec }, unique(flows));
  }
  const at = which % flows.length;
  const [source = '', , old = ''] = flows[at]?.split(' ') ?? [];
  const scope = nodes[source]?.scope;
  const others = Object.entries(nodes).filter(
    ([id, node]) => node.scope === scope && id !== old && node.type !== 'startEvent' && node.type !== 'boundaryEvent',
  );
  const target = others[how % Math.max(1, others.length)]?.[0];
  if (target === undefined) return null;
  const changed = flows.map((flow, index) => (index === at ? flow.replace(` ${old}`, ` ${target}`) : flow));
  return buildProgram(nodes, unique(changed));
}

function ends({ vertices }: Explored): readonly string[] {
  return vertices.flatMap(({ edges, shape }) => (edges.length === 0 ? [shape.key] : [])).toSorted();
}

function passed({ vertices }: Explored): readonly string[] {
  const all = vertices.flatMap(({ edges }) => edges.flatMap(({ entered, taken }) => [...entered, ...taken]));
  return [...new Set(all)].toSorted();
}

/** Played with data: at each step every guard is given a value by chance. */
function played(program: Program, guards: readonly string[], chance: Iterator<number>): 'ended' | 'stuck' | 'goes on' {
  const next = (): number => chance.next().value ?? 0;
  const data = () => Object.fromEntries(guards.map((name) => [name, next() % 2 === 0]));
  const trial = trialOf(program);
  give(trial, { kind: 'start', variables: data() });
  for (let turn = 0; turn < 60; turn++) {
    if (stateOf(trial).life !== 'active') return 'ended';
    // What has no way to go is told as such: NO_BRANCH, RUNS_ON.
    if (Object.values(stateOf(trial).nodes).some(({ incident }) => incident !== undefined)) return 'goes on';
    const tasks = Object.values(stateOf(trial).nodes).filter((node) => node.task !== undefined);
    const task = tasks[next() % Math.max(1, tasks.length)];
    if (task === undefined) return 'stuck';
    complete(trial, task.element, data());
  }
  return 'goes on';
}

function stateOf({ state }: Trial): State {
  assert.ok(state !== undefined);
  return state;
}
