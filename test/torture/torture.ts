/**
 * `npm run torture`: what `npm test` runs in short forms, in full. Each part says what it does, with which seed, how far
 * it is, and at the end its figures. `npm run torture -- kill galera` runs these parts alone.
 * Sizes are settings of the environment, for who has a night or only a minute: see {@link sizes}.
 */
import { attackers } from './parts/attackers.ts';
import { callers } from './parts/callers.ts';
import { clocks } from './parts/clocks.ts';
import { database } from './parts/database.ts';
import { deadlines } from './parts/deadlines.ts';
import { editor } from './parts/editor.ts';
import { forms } from './parts/forms.ts';
import { galera } from './parts/galera.ts';
import { kills } from './parts/kills.ts';
import { outside } from './parts/outside.ts';
import { pause } from './parts/pause.ts';
import { queries } from './parts/queries.ts';
import { scanner } from './parts/scanner.ts';
import { slow } from './parts/slow.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** One thing that was tried: passed, or what went wrong. */
export interface Tried {
  readonly what: string;
  /** Figures, in words. */
  readonly figures: string;
  /** What was wrong; '' for nothing. */
  readonly wrong: string;
}

export interface Part {
  readonly about: string;
  run(say: (line: string) => void): Promise<readonly Tried[]>;
}

/** By name, in the order in which they run. */
export const parts: Readonly<Record<string, Part>> = {
  kill: kills,
  pause,
  database,
  slow,
  galera,
  outside,
  clocks,
  deadlines,
  queries,
  scanner,
  callers,
  attackers,
  forms,
  editor,
};

/** Runs one part and prints what came of it. */
export async function runPart(name: string): Promise<Counts> {
  const part = parts[name];
  if (part === undefined) throw new Error(`there is no part ${name}`);
  const started = Date.now();
  const say = (line: string) => console.log(`  ${clock()} ${line}`);
  console.log(`▶ ${name}: ${part.about}`);
  const tried = await part
    .run(say)
    .catch((error: unknown): readonly Tried[] => [
      { what: name, figures: '', wrong: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    ]);
  for (const { what, figures, wrong } of tried) {
    console.log(`${wrong === '' ? '✔' : '✖'} ${what}${figures === '' ? '' : `: ${figures}`}`);
    if (wrong !== '') console.log(wrong);
  }
  const failed = tried.filter(({ wrong }) => wrong !== '').length;
  console.log(`${failed === 0 ? '✔' : '✖'} ${name} (${Math.round((Date.now() - started) / 1000)} s)`);
  return { passed: tried.length - failed, failed };
}

function clock(): string {
  return new Date().toISOString().slice(11, 19);
}
