// Workers answer as the scenario tells them: by element id or by job type, in turn; the last answer repeats.
import type { Command } from '#engine/core/commands.ts';
import type { CreateJob } from '#engine/core/effects.ts';
import { scriptCallOf, scriptJobType, scriptResult } from '#engine/core/scripts.ts';
import type { WorkerAnswer } from './scenario.ts';
import type { World } from './world.ts';

/** @returns null where nobody does this work: it waits as a job */
export function answerTo(world: World, job: CreateJob): Command | null {
  const name = [job.element, job.type].find((one) => Object.hasOwn(world.scenario.workers, one));
  const answers = world.scenario.workers[name ?? ''];
  if (name === undefined || answers === undefined) return scriptAnswer(world, job);
  const turn = world.turns.get(name) ?? 0;
  world.turns.set(name, turn + 1);
  const answer = answers[Math.min(turn, answers.length - 1)];
  return answer === undefined ? null : answered(world, job, answer);
}

function answered(world: World, { job, retries }: CreateJob, answer: WorkerAnswer): Command {
  switch (answer.kind) {
    case 'output':
      return { kind: 'completeJob', job, variables: answer.variables };
    case 'fail':
      return { kind: 'failJob', job, message: answer.message, retriesLeft: Math.max(0, retries - tries(world, job)) };
    case 'error':
      return { kind: 'throwError', job, code: answer.code, variables: answer.variables };
  }
}

/** Scripts run for real. */
function scriptAnswer({ surroundings: { scripts } }: World, { job, type, inputs }: CreateJob): Command | null {
  if (type !== scriptJobType || scripts === undefined) return null;
  const answer = scripts(scriptCallOf(inputs));
  if (answer.kind === 'ok') return { kind: 'completeJob', job, variables: scriptResult(answer.value) };
  return { kind: 'failJob', job, message: answer.reason, retriesLeft: 0 };
}

/** How often this job has been tried, this time included. */
function tries(world: World, job: string): number {
  const key = `tries of ${job}`;
  const count = (world.turns.get(key) ?? 0) + 1;
  world.turns.set(key, count);
  return count;
}
