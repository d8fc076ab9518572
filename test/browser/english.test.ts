/** Whoever reads English reads the steps of cases in English: as an official, and as an administrator. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { officials } from '#test/support/path.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const folder = new URL('../../workflows/citizen-feedback/', import.meta.url);
const screens = process.env['WARDFLOW_SCREENS'];

describe('in English', () => {
  let browser: Browser;
  let product: Product;
  let [officer, administrator]: Person[] = [];
  let names: ReadonlySet<string>;
  const step = inOrder();
  before(async () => {
    names = await namesOfSteps();
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    officer = await personAt(browser, product.url, phone);
    administrator = await personAt(browser, product.url, desk);
    await signInOnPage(officer, officials.officer);
    await signInAt(administrator, '/designer', 'quantri');
    await administrator.page.getByRole('link', { name: 'Phản ánh hiện trường' }).waitFor();
    for (const { context } of [officer, administrator]) {
      await context.addCookies([{ name: 'lang', value: 'en', url: product.url }]);
    }
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('an official reads the steps of the unit’s list, of a task, its story and its deadlines', async () => {
    assert.ok(officer);
    const { page } = officer;
    await page.goto('/office/unit');
    const rows = page.locator('li.row');
    await rows.getByText('Handle', { exact: true }).first().waitFor();
    await shown(officer, 'the worklist', 'worklist-360');
    await rows.filter({ hasText: 'Handle' }).first().getByRole('link').click();
    await page
      .getByRole('heading', { name: 'What to do: Handle' })
      .or(page.getByText(/: Handle$/))
      .first()
      .waitFor();
    await page.getByText('Done: Check and classify').first().waitFor({ state: 'attached' });
    await shown(officer, 'a task', 'task-360');
    const deadlines = await page.locator('a[href*="deadlines"]').last().getAttribute('href');
    await page.goto(deadlines ?? '');
    await page.getByRole('heading', { name: /Handle/ }).waitFor();
    await shown(officer, 'the deadlines of a case', 'deadlines-360');
  });

  step('an administrator reads them on the picture, in the list of steps, figures and operations', async () => {
    assert.ok(administrator);
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback');
    await page.locator('.djs-shape[data-element-id="handle"]').getByText('Handle').waitFor({ state: 'attached' });
    await shown(administrator, 'the picture of a service', 'home-1280', '.diagram');
    await page.locator('.diagram-card').getByText('List of steps', { exact: true }).click();
    await page.getByRole('rowheader', { name: 'Handle', exact: true }).waitFor();
    await shown(administrator, 'the list of steps', 'steps-1280', 'th');
    await page.goto('/designer/citizen-feedback/figures');
    await page.getByRole('rowheader', { name: 'Handle', exact: true }).waitFor();
    await shown(administrator, 'figures', 'figures-1280');
    await page.goto('/designer/operations');
    await page.getByRole('rowheader').first().waitFor();
    await shown(administrator, 'the list of instances', 'operations-1280');
    await page.getByRole('rowheader').first().getByRole('link').click();
    await page.locator('.djs-shape').first().waitFor();
    await shown(administrator, 'an instance', 'instance-1280');
  });

  step('the panel gives a step its English name, and what has none is told', async () => {
    assert.ok(administrator);
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback/process');
    await page.locator('.djs-shape[data-element-id="verify"]').click();
    const english = page.getByRole('textbox', { name: 'Name in English' });
    assert.equal(await english.inputValue(), 'Check and classify');
    await english.fill('');
    await english.press('Enter');
    await page.getByText('Names without English (1): “Xác minh, phân loại”').first().waitFor();
    await administrator.look('a step without an English name');
    await english.fill('Check it');
    await english.press('Enter');
    await page.getByText('Names without English').first().waitFor({ state: 'detached' });
  });

  step('pages that were bare say what to do: files to choose, nobody who answers yet, duties in words', async () => {
    assert.ok(administrator);
    const { page } = administrator;
    for (const path of ['import', 'calendars']) {
      await page.goto(`/designer/city/${path}`);
      await page.getByText('Choose a file…').first().waitFor();
      await administrator.look(path);
    }
    await page.goto('/designer/city/responsibilities');
    await page.getByText('Nobody answers for an area or a field yet').waitFor();
    await administrator.look('nobody answers yet');
    await page.goto('/designer/operations/state');
    await page.getByRole('rowheader', { name: 'Pulse of the background process' }).waitFor();
    assert.equal(await page.getByRole('rowheader', { name: /^[a-z]+(-[a-z]+)*$/ }).count(), 0);
  });

  /** @param within where there are no titles of forms, which may be the same as a step's */
  async function shown(person: Person, screen: string, file: string, within = 'body'): Promise<void> {
    await person.look(screen);
    await assertFits(person, screen);
    if (screens) await person.page.screenshot({ path: `${screens}/names-${file}.png`, fullPage: true });
    const texts = await person.page.locator(within).evaluateAll((parts) =>
      parts.flatMap((part) => {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        while (walker.nextNode()) found.push((walker.currentNode.textContent ?? '').replace(/\s+/g, ' ').trim());
        return found;
      }),
    );
    assert.notEqual(texts.length, 0, screen);
    // Alone, or behind what is said of it: `Done: …`.
    const said = texts.flatMap((text) => [text, text.replace(/^[^:]*: /, '')]);
    assert.deepEqual(
      said.filter((text) => names.has(text)),
      [],
      screen,
    );
  }
});

/** Those that are not the same in English. */
async function namesOfSteps(): Promise<ReadonlySet<string>> {
  const files = ['citizen-feedback.bpmn', 'routing.dmn', 'sla.dmn'];
  const resources = files.map((path) => ({ path, content: readFileSync(new URL(path, folder), 'utf8') }));
  const { processes } = await loadProgram(resources, { host: 'core' });
  const nodes = Object.values(processes).flatMap((program) => Object.values(program.nodes));
  return new Set(nodes.flatMap(({ name, english = name }) => (english === name ? [] : [name])));
}
