/** The administrator writes a script in JavaScript where the operator allows it; elsewhere nothing offers it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { desk, type Person, personAt, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';

describe('the panel of a script task', () => {
  let browser: Browser;
  before(async () => {
    await builtBundles();
    browser = await launchChromium();
  });
  after(async () => await browser.close());

  async function atScript(product: Product): Promise<Person> {
    const administrator = await personAt(browser, product.url, desk);
    const { page } = administrator;
    await signInAt({ page }, '/designer', 'quantri');
    await page.getByRole('link', { name: 'Phản ánh hiện trường' }).waitFor();
    await page.goto('/designer/citizen-feedback/process');
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    await page.locator('.djs-shape[data-element-id="reopen"]').click();
    await page.getByRole('textbox', { name: 'Công thức' }).waitFor();
    return administrator;
  }

  test('where JavaScript is allowed it can be chosen, and what is written is kept', async () => {
    const product = await startProduct({ WARDFLOW_JAVASCRIPT: '1' });
    try {
      const administrator = await atScript(product);
      const { page } = administrator;
      await page.getByRole('combobox', { name: 'Viết bằng' }).click();
      await page.getByRole('option', { name: 'JavaScript' }).click();
      const script = page.getByRole('textbox', { name: 'Đoạn mã' });
      await script.fill('return (variables.bounces ?? 0) + 1;');
      await script.blur();
      await page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
      await administrator.look('the panel of a script in JavaScript');
      assert.equal(await page.getByText('không cho phép JavaScript').count(), 0);
      await page.reload();
      await page.getByRole('button', { name: 'Vừa khung' }).click();
      await page.locator('.djs-shape[data-element-id="reopen"]').click();
      const kept = page.getByRole('textbox', { name: 'Đoạn mã' });
      await kept.waitFor();
      assert.equal(await kept.inputValue(), 'return (variables.bounces ?? 0) + 1;');
      await administrator.leave();
    } finally {
      await product.stop();
    }
  });

  test('where it is not allowed nobody is offered it', async () => {
    const product = await startProduct();
    try {
      const administrator = await atScript(product);
      assert.equal(await administrator.page.getByRole('combobox', { name: 'Viết bằng' }).count(), 0);
      await administrator.leave();
    } finally {
      await product.stop();
    }
  });
});
