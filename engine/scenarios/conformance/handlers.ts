// What stands in for the code behind automatic tasks: the case's own handlers, and the words that the scripts of the
// betsy models consist of.
import { feelOfJuel } from '#engine/bpmn/dialects/juel.ts';
import type { Command } from '#engine/core/commands.ts';
import type { CreateJob } from '#engine/core/effects.ts';
import { evaluateFeel } from '#engine/core/expressions/feel.ts';
import type { Json, Variables } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import type { Handler } from './case.ts';
import { envOf, type Instance, type World } from './cast.ts';

/** @returns null where a worker outside must do it */
export function answerOf(world: World, instance: Instance, job: CreateJob): Command | null {
  const handler = world.of.handlers?.[job.element];
  const variables = variablesIn(instance.state, instance.state.nodes[job.node]?.scope ?? instance.state.root);
  if (handler !== undefined) return handled(world, job, handler, variables);
  if (job.type === 'automatic') return { kind: 'completeJob', job: job.job, variables: {} };
  return job.type === 'script' ? scripted(world, job, variables) : null;
}

function handled(world: World, { job }: CreateJob, handler: Handler, variables: Variables): Command {
  if (handler.error !== undefined) return { kind: 'throwError', job, code: handler.error, variables: {} };
  if (handler.fail !== undefined) return { kind: 'failJob', job, message: handler.fail, retriesLeft: 0 };
  const set = Object.entries(handler.set ?? {}).map(([name, value]) => [name, meant(world, value, variables)] as const);
  return { kind: 'completeJob', job, variables: Object.fromEntries(set) };
}

function meant(world: World, value: Json, variables: Variables): Json {
  const feel = typeof value === 'string' ? feelOfJuel(value) : null;
  if (feel === null) return value;
  const result = evaluateFeel(feel, variables, envOf(world));
  if (result.kind === 'failed') throw new Error(result.reason);
  return result.value;
}

const written = 'written';

function scripted(world: World, { job, inputs }: CreateJob, variables: Variables): Command {
  const words = String(inputs['script'] ?? '').trim();
  const say = (label: string): void => {
    world.trace = [...world.trace, label];
  };
  const set: { [name: string]: Json } = {};
  const task = /^SCRIPT_(task\d)$/.exec(words)?.[1];
  if (task !== undefined) say(task);
  if (words === 'CREATE_MARKER_FILE') say('MARKER_exists');
  if (/^INCREMENT_INTEGER_VARIABLE(_AND_LOG)?$/.test(words)) {
    set['integerVariable'] = Number(variables['integerVariable'] ?? 0) + 1;
    if (words.endsWith('_AND_LOG')) say('INCREMENT_correct');
  }
  if (words === 'SET_STRING_DATA') set['data'] = written;
  if (words === 'LOG_DATA' && variables['data'] === written) say('DATA_correct');
  if (words === 'THROW_ERROR') return { kind: 'throwError', job, code: 'ERR_CODE', variables: {} };
  return { kind: 'completeJob', job, variables: set };
}
