/** Takes the README's three pictures from a fresh demo: `npm run screenshots`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { demoPassword } from '#portal/demo-pack.ts';
import { launchChromium } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'screens');
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };

await mkdir(folder, { recursive: true });
const product = await startProduct();
const browser = await launchChromium();
try {
  await citizen(browser, product);
  await office(browser, product);
  await designer(browser, product);
} finally {
  await browser.close();
  await product.stop();
}

/** Reports through the page itself, so that the code is known, and follows. */
async function citizen(chromium: Browser, { url }: Product): Promise<void> {
  // Without scripts, as the page must work anyway: no map to wait for.
  const page = await chromium.newPage({ viewport: phone, deviceScaleFactor: 2, javaScriptEnabled: false });
  await page.goto(`${url}/report`);
  await page.selectOption('select[name="category"]', 'MT-RAC');
  await page
    .locator('textarea')
    .first()
    .fill('Rác tập kết tràn ra lòng đường trước cổng chợ đã ba ngày, xe máy phải tránh.');
  await page.locator('[data-coordinates] summary').click();
  await page.fill('input[name$=".lat"]', '10.98027');
  await page.fill('input[name$=".lon"]', '108.16374');
  await page.fill('input[name="address"]', 'Cổng chợ Lam Đông');
  await page.fill('input[name="phone"]', '0912 345 678');
  await page.locator('form.form button[type="submit"]').click();
  await page.locator('a.primary').click();
  await shoot(page, 'citizen-follow');
}

async function office(chromium: Browser, product: Product): Promise<void> {
  const page = await signedIn(chromium, product, 'lamdong.ktht.canbo');
  await page.goto(`${product.url}/office/unit`);
  await page.locator('.row').first().waitFor();
  await shoot(page, 'office-worklist');
}

async function designer(chromium: Browser, product: Product): Promise<void> {
  const page = await signedIn(chromium, product, 'quantri');
  await page.goto(`${product.url}/designer/citizen-feedback`);
  await page.locator('.djs-container svg').first().waitFor();
  await page.waitForLoadState('networkidle');
  await shoot(page, 'designer-service');
}

async function signedIn(chromium: Browser, { url }: Product, username: string): Promise<Page> {
  const page = await chromium.newPage({ viewport: desk });
  await page.goto(`${url}/sign-in`);
  await page.fill('input[name="username"]', username);
  await page.fill('input[name="password"]', demoPassword);
  await page.locator('form button[type="submit"]').click();
  await page.waitForURL('**/office/**');
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
