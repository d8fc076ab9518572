/**
 * `npm run bench -- weights`: what each page of the designer and the citizens' first page weigh, compressed, and how long
 * the process editor takes to be there in Chromium, beside a page of plain HTML in the same run.
 */
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { desk, personAt, signInAt } from '#test/support/people.ts';
import { startProduct } from '#test/support/product.ts';
import { type Weight, weightOf } from '#test/support/weights.ts';

const shell = 'designer/index.html';
const routes: readonly (readonly [string, ...string[]])[] = [
  ['list of services', shell],
  ['home of a service', shell, 'designer/home/home-page.tsx'],
  ['process editor', shell, 'designer/process/process-page.tsx'],
  ['form builder', shell, 'designer/form/form-page.tsx'],
  ['decision editor', shell, 'designer/decision/decision-page.tsx'],
  ['messages', shell, 'designer/messages/messages-page.tsx'],
  ['citizen: report', 'portal/citizen/islands/report.ts'],
];
const rounds = 5;

/** @returns the exit code */
export async function run(): Promise<number> {
  await builtBundles();
  console.log('| page | scripts, gzip | brotli | styles, gzip |');
  console.log('| --- | --- | --- | --- |');
  for (const [name, ...chunks] of routes) console.log(line(name, await weightOf(...chunks)));
  await firstLoads();
  return 0;
}

function line(name: string, { scripts, styles }: Weight): string {
  const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  return `| ${name} | ${kB(scripts.gzip)} | ${kB(scripts.brotli)} | ${kB(styles.gzip)} |`;
}

/** Each round in a context of its own, so that nothing is in its cache. */
async function firstLoads(): Promise<void> {
  const [browser, product] = await Promise.all([launchChromium(), startProduct()]);
  try {
    const editor: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const person = await personAt(browser, product.url, desk);
      const { page, context } = person;
      plain.push(await timed(() => page.goto('/sign-in')));
      await signInAt(person, '/office', 'quantri');
      await page.waitForURL(/office/);
      editor.push(
        await timed(async () => {
          await page.goto('/designer/citizen-feedback/process');
          await page.locator('.djs-shape').first().waitFor();
        }),
      );
      await context.close();
    }
    console.log(`process editor drawn after ${spread(editor)}; the sign-in page, plain HTML, after ${spread(plain)}`);
  } finally {
    await browser.close();
    await product.stop();
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const seconds = (at: number): string => `${((sorted[at] ?? 0) / 1000).toFixed(2)} s`;
  return `${seconds(Math.floor(sorted.length / 2))} (${seconds(0)}–${seconds(sorted.length - 1)})`;
}
