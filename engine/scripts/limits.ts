// Every number that keeps one script from eating the house.

/** Longest time a script runs. The clock is looked at inside the interpreter. */
export const scriptMsMax = 1_000;
/** When the whole interpreter is given up: what does not look at the clock, such as a regular expression, ends here. */
export const interpreterMsMax = 2_000;
/** The interpreter's first start may take longer on a busy machine. */
export const startMsMax = 20_000;
/** Everything a script holds in memory. */
export const memoryBytesMax = 32 * 1024 * 1024;
export const stackBytesMax = 256 * 1024;
/** The answer as JSON. */
export const answerCharactersMax = 200_000;
/** Nesting of the answer, as for every variable. */
export const answerDepthMax = 60;
/** Words of what went wrong that come from the script itself. */
export const reasonCharactersMax = 300;
