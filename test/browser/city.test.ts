/** An administrator looks at every page of the section City: nothing complains, everything is reached, nothing is too wide. */
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const pages = [
  'units',
  'units/99016-KTHT',
  'units/new',
  'units/changes',
  'people',
  'people/lamdong.ktht.canbo',
  'people/new',
  'reorganisations',
  'reorganisations/new',
  'handling',
  'import',
  'map',
  'routing',
] as const;

describe('the section City', () => {
  let browser: Browser;
  let product: Product;
  const people: Person[] = [];
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    for (const device of [desk, phone]) people.push(await personAt(browser, product.url, device));
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('every page opens by itself, on a desk and on a phone', async () => {
    for (const { page, look } of people) {
      await signInAt({ page }, '/designer', 'quantri');
      await page.getByRole('link', { name: 'Thành phố' }).click();
      for (const path of pages) {
        await page.goto(`/designer/city/${path}`);
        await page.locator('h1').first().waitFor();
        await look(path);
      }
    }
  });
});
