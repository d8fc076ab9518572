import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Debian's Chromium, headless, without any traffic of its own. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface AxeFinding {
  readonly id: string;
  readonly impact: string;
  readonly targets: readonly string[];
}

/** Pixels; a telephone is narrower. */
const wide = 600;

/** What depends on the colours alone: all that can differ in the dark. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe-core finds on the page as it stands, of impact serious or critical (WCAG 2.2 A and AA): all of it in the
 * light, and on a wide screen its colours once more in the dark; a telephone has the same colours.
 */
export async function seriousFindings(page: Page): Promise<readonly AxeFinding[]> {
  // Through the debugger, so that the page's content security policy stays as it is for the page itself.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const light = await runAxe(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  if ((page.viewportSize()?.width ?? wide) < wide) return light;
  await showIn(page, 'dark');
  const dark = await runAxe(page, colourRules);
  await showIn(page, 'light');
  return [...light, ...dark.map((found) => ({ ...found, id: `${found.id} in the dark` }))];
}

function runAxe(page: Page, runOnly: readonly string[]): Promise<readonly AxeFinding[]> {
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResult> } };
    interface AxeResult {
      violations: { id: string; impact: string; nodes: { target: unknown[] }[] }[];
    }
    // What passes is not gathered, and no stylesheet is fetched once more: a third of the time.
    const result = await axe.run({ runOnly: only, resultTypes: ['violations'], preload: false });
    return result.violations
      .filter((found) => found.impact === 'serious' || found.impact === 'critical')
      .map((found) => ({
        id: found.id,
        impact: found.impact,
        targets: found.nodes.slice(0, 5).map((node) => String(node.target)),
      }));
  }, runOnly);
}

/** The reader's system changes to it while the page stands there; fading from colour to colour is over at once. */
async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    // The applications hear of it in an event of their own, and paint in the frame after that.
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const fade of document.getAnimations()) if (fade instanceof CSSTransition) fade.finish();
  });
}

export interface Complaints {
  readonly all: readonly string[];
}

/** Collects what the page complains of: console errors, uncaught errors, violations of the content security policy. */
export function watchComplaints(page: Page): Complaints {
  const all: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') all.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => all.push(`uncaught: ${error.message}`));
  return { all };
}
