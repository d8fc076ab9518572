/** An official at work with the keyboard alone: signs in, finds the task, claims it, fills in the form, sends it. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoPassword } from '#portal/demo-pack.ts';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { findTask, officials, place, signedIn, submission } from '#test/support/path.ts';
import { desk, type Person, personAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

describe('with the keyboard alone', () => {
  let browser: Browser;
  let product: Product;
  let official: Person;
  let number: string;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    official = await personAt(browser, product.url, desk);
    const values = {
      category: 'HT-TN',
      description: 'Nắp hố ga bị vỡ.',
      location: place,
      address: 'Chợ',
      anonymous: true,
    };
    const sent = await visitorOf(product.url).post('/api/v1/reports', submission(values));
    number = sent.body.registerNumber;
    assert.match(number, /^PA-/);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('signs in', async () => {
    const { page } = official;
    await page.goto('/sign-in');
    await tabTo(page, '#f-username');
    await page.keyboard.type(officials.operator);
    await tabTo(page, '#f-password');
    await page.keyboard.type(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Của đơn vị' }).waitFor();
  });

  step('finds the task and opens it', async () => {
    const { page } = official;
    await page.locator('li.row').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(number);
    const rows = page.locator('li.row');
    await rows.filter({ hasText: number }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('li.row').length === 1);
    await tabTo(page, 'li.row a[data-task]');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Nhận việc' }).waitFor();
    assert.ok(await outlined(page, 'a[href="/"]'), 'what has the focus can be seen');
  });

  step('claims it, and the help tells the keys', async () => {
    const { page } = official;
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Bỏ nhận việc' }).waitFor();
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog').getByText('Phím tắt').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  step('fills in the form and sends it with two keys', async () => {
    const { page } = official;
    await page.getByRole('radio', { name: 'Hợp lệ, chuyển xử lý' }).waitFor();
    await tabTo(page, inForm);
    await page.keyboard.press('Space');
    await page.locator(`${inForm}:checked`).waitFor();
    await page
      .getByText(`Phản ánh ${number} đã được tiếp nhận`)
      .or(page.getByText('Người dân sẽ nhận'))
      .first()
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã hoàn thành bước').waitFor();
    const officer = await signedIn(product.url, officials.officer);
    assert.equal((await findTask(officer, number, 'takeOn')).registerNumber, number);
    await official.look('the worklist');
  });
});

/** A choice of the form; the switch of the story beside it has radio buttons as well. */
const inForm = 'input[type="radio"]:not([class*="SegmentedControl"])';

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${selector}`);
}

/** Whether the element, once it has the focus by the keyboard, shows it. */
async function outlined(page: Page, selector: string): Promise<boolean> {
  await tabTo(page, selector);
  return await page.evaluate(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement ?? document.body);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });
}
