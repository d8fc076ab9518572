/** The administrator: whether the audit is whole, whether background duties run; who has no right to it sees nothing. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { officials } from '#test/support/path.ts';
import { assertFits, desk, personAt, phone, signInAt, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

describe('the state of the system', () => {
  let browser: Browser;
  let product: Product;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('shows the chain, its check, the duties and the backup, on a desk and on a phone', async () => {
    for (const viewport of [desk, phone]) {
      const administrator = await personAt(browser, product.url, viewport);
      const { page } = administrator;
      await signInAt(administrator, '/designer/operations', 'quantri');
      await page.getByRole('link', { name: 'Tình trạng hệ thống' }).click();
      await page.getByRole('heading', { level: 1, name: 'Tình trạng hệ thống' }).waitFor();
      await page.getByText('Nơi giữ: tệp trong thư mục dữ liệu').waitFor();
      await page.getByRole('rowheader', { name: 'Nhịp của tiến trình nền' }).waitFor();
      await page.getByText('Máy chủ này chưa ghi nhận bản sao lưu nào.').waitFor();
      await page.getByRole('button', { name: 'Kiểm tra ngay' }).click();
      await page.getByText('Nguyên vẹn', { exact: true }).first().waitFor();
      await page.getByText(/Mục 1 đến \d+, lúc .*, .+ thực hiện/).waitFor();
      await administrator.look('the state of the system');
      await assertFits(administrator, 'the state of the system');
      await administrator.leave();
    }
  });

  step('is for who has the right to it', async () => {
    const head = await personAt(browser, product.url, desk);
    await signInOnPage(head, officials.head);
    await head.page.goto('/designer/operations/state');
    await head.page.getByText('Ông/bà không có quyền xem tình trạng hệ thống').waitFor();
    assert.equal(await head.page.getByRole('heading', { name: 'Nhật ký kiểm toán' }).count(), 0);
    await head.leave();
  });
});
