// A JavaScript script of the model as a job: the core knows no interpreter. It hands over what the script may see, and
// maps what comes back; who runs it, in isolation and within limits, is the shell's business (engine/scripts).
import type { Instant, Json, Variables } from './values.ts';

/** Job type of these scripts; models cannot use it for work of their own. */
export const scriptJobType = 'wardflow:script';

/** Everything that a script gets: the same call gives the same answer. */
export interface ScriptCall {
  readonly script: string;
  readonly variables: Variables;
  /** The clock stands still while it runs. */
  readonly now: Instant;
  /** What its random numbers come from. */
  readonly seed: string;
}

export type ScriptAnswer =
  | { readonly kind: 'ok'; readonly value: Json }
  /** For the administrator: what went wrong, in words. */
  | { readonly kind: 'failed'; readonly reason: string };

/** The call that a job of this type stands for. @throws TypeError where the inputs are not what the core has made */
export function scriptCallOf(inputs: { readonly [name: string]: Json }): ScriptCall {
  const { script, variables, now, seed } = inputs;
  if (typeof script !== 'string' || typeof now !== 'number' || typeof seed !== 'string' || !isRecord(variables)) {
    throw new TypeError('these are not the inputs of a script');
  }
  return { script, variables, now, seed };
}

/** The answer as the core takes it from a completed job. */
export function scriptResult(value: Json): Variables {
  return { value };
}

function isRecord(value: Json | undefined): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
