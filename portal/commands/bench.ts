import { benchEngine } from '../../bench/engine.ts';

export const about = 'Measures: bench engine (steps per second), bench start (time until the first page).';

/** @returns the exit code */
export async function bench([what]: readonly string[]): Promise<number> {
  if (what === 'engine') return await benchEngine();
  console.error('Say what to measure: bench engine, or bench start.');
  return 2;
}

export const run = bench;
