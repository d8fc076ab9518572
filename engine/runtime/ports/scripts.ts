import type { ScriptAnswer, ScriptCall } from '#engine/core/scripts.ts';

/** Runs the scripts of models, apart from everything else and within limits; implemented by `engine/scripts`. */
export interface ScriptRunner {
  /** Never rejects: what goes wrong in a script is an answer too. */
  run(call: ScriptCall): Promise<ScriptAnswer>;
}
