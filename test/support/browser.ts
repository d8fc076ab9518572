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

/** What axe-core finds on the page as it stands, of impact serious or critical (WCAG 2.2 A and AA). */
export async function seriousFindings(page: Page): Promise<readonly AxeFinding[]> {
  // Through the debugger, so that the page's content security policy stays as it is for the page itself.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResult> } };
    interface AxeResult {
      violations: { id: string; impact: string; nodes: { target: unknown[] }[] }[];
    }
    const result = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return result.violations
      .filter((found) => found.impact === 'serious' || found.impact === 'critical')
      .map((found) => ({
        id: found.id,
        impact: found.impact,
        targets: found.nodes.slice(0, 5).map((node) => String(node.target)),
      }));
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
