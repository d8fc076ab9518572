/** This engine's core: every task and service is a command of its own, as the shell gives it. */
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Command } from '#engine/core/commands.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import { envAt, start as now } from '#test/support/kernel-fixture.ts';
import type { Contender } from './contender.ts';
import type { Model } from './models.ts';

const env = envAt(now);

export async function wardflow(model: Model): Promise<Contender> {
  const program = await programOf(model.xml);
  const start: Command = { kind: 'start', variables: model.variables };
  return {
    name: 'Wardflow core',
    run: () => play(program, start, (state) => state),
    runSaved: () => play(program, start, (state) => JSON.parse(JSON.stringify(state)) as State),
    waiting: async () => {
      const { state } = given(program, undefined, start);
      return { instance: state, json: JSON.stringify(state) };
    },
  };
}

export async function programOf(xml: string): Promise<Program> {
  const { processes, problems } = await loadProgram([{ path: 'model.bpmn', content: xml }], { host: 'core' });
  const [program] = Object.values(processes);
  const wrong = problems.filter(({ severity }) => severity === 'error');
  if (program === undefined || wrong.length > 0) throw new Error(`the model is refused: ${JSON.stringify(wrong)}`);
  return program;
}

/** @param keep what happens to a state between two commands */
function play(program: Program, start: Command, keep: (state: State) => State): void {
  let { state, effects } = given(program, undefined, start);
  const open = effects.flatMap(commandFor);
  for (const command of open) {
    ({ state, effects } = given(program, keep(state), command));
    for (const effect of effects) open.push(...commandFor(effect));
  }
  if (state.life !== 'completed') throw new Error(`the instance is ${state.life}`);
}

function given(program: Program, state: State | undefined, command: Command) {
  const result = step(program, state, command, env);
  if (result.kind === 'rejected') throw new Error(result.code);
  return result;
}

function commandFor(effect: Effect): readonly Command[] {
  if (effect.kind === 'openTask') return [{ kind: 'completeTask', task: effect.task, variables: {} }];
  return effect.kind === 'createJob' ? [{ kind: 'completeJob', job: effect.job, variables: {} }] : [];
}
