import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evolve } from './evolve.ts';
import type { State } from './state.ts';
import { type Block, compile, named } from './trial/blocks.ts';
import { oracleOf } from './trial/oracle.ts';
import { complete, fire, give, history, type Trial, trialOf } from './trial/trial.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? Date.now() % 2_147_483_647);
const runs = Number(process.env['WARDFLOW_RUNS'] ?? 400);

const simple = fc.oneof(
  fc.constant<Block>({ kind: 'auto' }),
  fc.constant<Block>({ kind: 'user' }),
  fc.constant<Block>({ kind: 'service' }),
);
/** Handlers beside the main path share its variables, so they hold nothing that counts. */
const handlers = fc.oneof(
  simple,
  fc.array(simple, { minLength: 1, maxLength: 3 }).map((parts): Block => ({ kind: 'sequence', parts })),
);
const guarded = fc
  .tuple(fc.boolean(), handlers)
  .map(([interrupting, handler]): Block => ({ kind: 'guarded', interrupting, handler }));

const { block: blocks } = fc.letrec<{ block: Block; parts: Block[] }>((tie) => ({
  parts: fc.array(tie('block'), { minLength: 1, maxLength: 3, size: 'max' }),
  block: fc.oneof(
    { maxDepth: 5, depthSize: 'large', withCrossShrink: true },
    { arbitrary: simple, weight: 2 },
    { arbitrary: guarded, weight: 2 },
    { arbitrary: tie('parts').map((parts): Block => ({ kind: 'sequence', parts })), weight: 3 },
    {
      arbitrary: fc
        .tuple(tie('parts'), fc.nat())
        .map(([parts, nat]): Block => ({ kind: 'choice', parts, chosen: nat % parts.length })),
      weight: 2,
    },
    { arbitrary: tie('parts').map((parts): Block => ({ kind: 'parallel', parts })), weight: 2 },
    {
      arbitrary: fc
        .tuple(tie('block'), fc.integer({ min: 1, max: 3 }))
        .map(([body, turns]): Block => ({ kind: 'loop', body, turns })),
      weight: 1,
    },
  ),
}));

test(`random processes do what the oracle says, step by step (seed ${seed}, ${runs} runs)`, () => {
  const property = fc.property(blocks, fc.array(fc.nat(), { maxLength: 40 }), (block, picks) => {
    const tree = named(block);
    const { program, variables } = compile(tree);
    const oracle = oracleOf(tree);
    const trial = trialOf(program);
    give(trial, { kind: 'start', variables });
    agree(trial, oracle);
    for (let turn = 0; !oracle.finished(); turn++) {
      assert.ok(turn < 500, 'it ends');
      const enabled = oracle.enabled();
      const choice = enabled[(picks[turn] ?? 0) % enabled.length] ?? '';
      oracle.happen(choice);
      saveAndLoad(trial);
      assert.equal(choice.endsWith('Alarm') ? fire(trial, choice) : complete(trial, choice), null);
      agree(trial, oracle);
    }
    assert.equal(trial.state?.life, 'completed');
    replays(trial);
  });
  fc.assert(property, { seed, numRuns: runs });
});

function agree(trial: Trial, oracle: ReturnType<typeof oracleOf>): void {
  const { nodes = {}, subscriptions = {} } = trial.state ?? {};
  const waiting = Object.values(nodes).map((node) => node.element);
  const armed = Object.values(subscriptions).map((timer) => timer.element);
  assert.deepEqual([...waiting, ...armed].toSorted(), oracle.enabled());
  const done = history(trial, 'completed').filter((id) => /^b\d+(Alarm)?$/.test(id));
  assert.deepEqual(done.toSorted(), oracle.done());
  const life = oracle.finished() ? 'completed' : 'active';
  assert.equal(trial.state?.life, life);
}

/** A state is its own serialisation: saved and loaded it is the same, byte for byte. */
function saveAndLoad(trial: Trial): void {
  const saved = JSON.stringify(trial.state);
  const loaded = JSON.parse(saved) as State;
  assert.deepEqual(loaded, trial.state);
  assert.equal(JSON.stringify(loaded), saved);
  trial.state = loaded;
}

/** The same journal gives the same bytes, and the events alone give the same state. */
function replays(trial: Trial): void {
  const again = trialOf(trial.program);
  for (const { command, now } of trial.journal) {
    again.now = now;
    assert.equal(give(again, command), null);
  }
  assert.equal(JSON.stringify(again.state), JSON.stringify(trial.state));
  assert.equal(JSON.stringify(again.effects), JSON.stringify(trial.effects));
  const folded = trial.events.reduce<State | undefined>(evolve, undefined);
  assert.equal(JSON.stringify(folded), JSON.stringify(trial.state));
}
