/** The administrator says which program outside does a step, how often it is tried, and how urgent it is. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { desk, personAt, signInAt } from '#test/support/people.ts';
import { startProduct } from '#test/support/product.ts';

const set = { 'Loại việc': 'publish-elsewhere', 'Thử lại': 'PT10S,PT1M,PT1H', 'Ưu tiên khi có nhiều việc': '80' };

describe('the panel of a service task', () => {
  let browser: Browser;
  before(async () => {
    await builtBundles();
    browser = await launchChromium();
  });
  after(async () => await browser.close());

  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const choose = async (page: Page) => {
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    await page.locator('.djs-shape[data-element-id="publish"]').click();
    await field(page, 'Loại việc').waitFor();
  };

  test('topic, tries and priority are set and kept, and it is said that the step waits for a program outside', async () => {
    const product = await startProduct();
    try {
      const administrator = await personAt(browser, product.url, desk);
      const { page } = administrator;
      await signInAt({ page }, '/designer', 'quantri');
      await page.getByRole('link', { name: 'Phản ánh hiện trường' }).waitFor();
      await page.goto('/designer/citizen-feedback/process');
      await choose(page);
      assert.equal(
        await page.getByText('chờ một chương trình bên ngoài').count(),
        0,
        'what is built in waits for nobody',
      );
      for (const [name, value] of Object.entries(set)) {
        await field(page, name).fill(value);
        await field(page, name).blur();
      }
      await page.getByText('chờ một chương trình bên ngoài nhận việc “publish-elsewhere”').waitFor();
      await page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
      await administrator.look('the panel of a service task');
      await page.reload();
      await choose(page);
      for (const [name, value] of Object.entries(set)) assert.equal(await field(page, name).inputValue(), value);
      await administrator.leave();
    } finally {
      await product.stop();
    }
  });
});
