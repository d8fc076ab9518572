// `wardflow simulate`: random processes over all elements, core against oracle (docs/simulation.md).
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { coverageTable } from '#engine/scenarios/simulation/coverage.ts';
import { filesOf } from '#engine/scenarios/simulation/keep.ts';
import { type Found, type Limits, simulate } from '#engine/scenarios/simulation/simulate.ts';

export const about =
  'Plays random processes against an oracle. --seed N, --runs N, --steps N, --size N, --keep FOLDER.';

const keptHere = fileURLToPath(new URL('../../engine/scenarios/simulation/kept', import.meta.url));

/** @returns exit code: 0 where all agreed, 1 where one did not, 2 on a bad argument */
export async function run(args: readonly string[]): Promise<number> {
  const limits = limitsOf(args);
  if (typeof limits === 'string') {
    console.error(`wardflow: ${limits}`);
    return 2;
  }
  const began = performance.now();
  const { processes, steps, coverage, found } = await simulate(limits, (count) => {
    if (count % 5_000 === 0) console.log(`${count} processes (${seconds(began)})`);
  });
  console.log(coverageTable(coverage));
  console.log(`seed ${limits.seed}: ${processes} processes, ${steps} steps (${seconds(began)})`);
  if (found === null) return 0;
  await keep(found, limits.keep);
  return 1;
}

function limitsOf(args: readonly string[]): (Limits & { readonly keep: string }) | string {
  const text = { type: 'string' } as const;
  const options = { seed: text, runs: text, steps: text, size: text, keep: text };
  try {
    const { values } = parseArgs({ args: [...args], options });
    const numbers = Object.entries({ seed: Date.now() % 2_147_483_647, runs: 2_000, steps: 20, size: 12 }).map(
      ([name, usual]) => [name, Number(values[name as keyof Limits] ?? usual)] as const,
    );
    const wrong = numbers.find(([, value]) => !Number.isSafeInteger(value) || value < 0);
    if (wrong !== undefined) return `--${wrong[0]} must be a whole number`;
    return { ...(Object.fromEntries(numbers) as unknown as Limits), keep: values.keep ?? keptHere };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function keep(found: Found, into: string): Promise<void> {
  const folder = join(into, `seed-${found.seed}`);
  await mkdir(folder, { recursive: true });
  for (const { name, content } of filesOf(found, `seed ${found.seed} does what the oracle says`)) {
    await writeFile(join(folder, name), content);
  }
  console.log(`\n✖ seed ${found.seed}, ${found.failure.kind}: ${found.first.message}`);
  console.log(`made small: ${found.failure.message}`);
  console.log(`kept in ${relative(process.cwd(), folder)}`);
  console.log(`again: npm run simulate -- --seed ${found.seed} --runs 1`);
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
