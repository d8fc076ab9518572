// Every number that keeps one instance from eating the house. All are generous for real processes.

/** Node phases one command may cause; a loop without a wait ends here as an incident. */
export const stepsPerCommandMax = 10_000;
/** Live node instances of one instance, and tokens that wait before its joins. */
export const liveNodesMax = 5_000;
/** Sub-processes and turns open one inside the other. */
export const scopeDepthMax = 40;
/** Instances of one multi-instance activity, turns of one loop. */
export const loopTurnsMax = 1_000;
/** All variables of one scope as JSON text. */
export const variablesCharactersMax = 1_000_000;
/** One FEEL expression. */
export const expressionCharactersMax = 20_000;
/** Nesting of one variable's value. */
export const valueDepthMax = 64;
/** Decisions that one decision may need, one below the other. */
export const decisionDepthMax = 32;
