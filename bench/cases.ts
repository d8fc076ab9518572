/**
 * `npm run bench -- cases [due|sweep|routing]`: what the rules of cases cost, each part by itself.
 * A part prints its figures and what they were compared with in the same run.
 */
import { dueDates } from './cases/due-dates.ts';
import { routing } from './cases/routing.ts';
import { sweeps } from './cases/sweeps.ts';

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  due: dueDates,
  sweep: sweeps,
  routing,
};

/** @returns the exit code */
export async function run([part, ...args]: readonly string[]): Promise<number> {
  const names = part === undefined || part.startsWith('-') ? Object.keys(parts) : [part];
  const rest = part === undefined || !part.startsWith('-') ? args : [part, ...args];
  for (const name of names) {
    const measure = parts[name];
    if (measure === undefined) {
      console.error(`Say what to measure: ${Object.keys(parts).join(', ')}.`);
      return 2;
    }
    await measure(rest);
  }
  return 0;
}
