/** `bench <what>` runs `bench/<what>.ts`, which exports `run(args)`. */
const measurements = [
  'audit',
  'cases',
  'core',
  'engine',
  'flat',
  'jobs',
  'runtime',
  'soundness',
  'start',
  'weights',
] as const;

export const about =
  'Measures: bench audit (sealing and checking the audit), bench cases (due dates, sweeps of deadlines and routing decisions per second), bench core (the core beside other engines), bench engine (steps per second), bench flat (the same with ten thousand and a million cases), bench jobs (timers per second with 1, 2 and 4 workers), bench runtime (what a step costs the database), bench soundness, bench start (time until the first page), bench weights (what pages weigh, and the first load of the editor).';

/** @returns the exit code */
export async function bench([what, ...args]: readonly string[]): Promise<number> {
  if (!measurements.some((name) => name === what)) {
    console.error(`Say what to measure: ${measurements.map((name) => `bench ${name}`).join(', ')}.`);
    return 2;
  }
  const { run }: { run: (args: readonly string[]) => Promise<number> } = await import(`../../bench/${what}.ts`);
  return await run(args);
}

export const run = bench;
