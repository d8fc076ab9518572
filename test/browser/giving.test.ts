/** Giao việc: a coordinator gives several tasks to a person and sees the load; an official reads who held a case how long. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { officials, place, submission } from '#test/support/path.ts';
import { assertFits, desk, type Person, personAt, phone, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

describe('work that is given out', () => {
  let browser: Browser;
  let product: Product;
  let coordinator: Person;
  let operator: Person;
  const numbers: string[] = [];
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    coordinator = await personAt(browser, product.url, desk);
    operator = await personAt(browser, product.url, phone);
    for (const text of ['Nắp hố ga bị vỡ.', 'Cống bị tắc.']) {
      const values = { category: 'HT-TN', description: text, location: place, address: 'Chợ', anonymous: true };
      const sent = await visitorOf(product.url).post('/api/v1/reports', submission(values));
      numbers.push(sent.body.registerNumber);
    }
    await signInOnPage(coordinator, 'dieuphoi');
    await signInOnPage(operator, officials.operator);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('the coordinator ticks two tasks and gives both to an operator', async () => {
    const { page } = coordinator;
    for (const number of numbers) await page.getByRole('checkbox', { name: `Chọn việc ${number}` }).check();
    await page.getByRole('button', { name: 'Giao 2 việc đã chọn…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Giao', exact: true }).click();
    await dialog.getByText('Hãy chọn người nhận việc.').waitFor();
    await coordinator.look('the dialog of giving');
    await dialog.getByRole('radio', { name: /Trần Thị Kim Ngân/ }).check();
    await dialog.getByRole('textbox', { name: 'Lời nhắn' }).fill('Hai việc cùng một chợ.');
    await dialog.getByRole('button', { name: 'Giao', exact: true }).click();
    await page.getByText('Đã giao 2 việc.').waitFor();
    await page.locator('li.row').filter({ hasText: 'Trần Thị Kim Ngân' }).nth(1).waitFor();
  });

  step('the load of each person stands on a page of its own', async () => {
    const { page } = coordinator;
    await page.getByRole('link', { name: 'Khối lượng công việc' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Trần Thị Kim Ngân' });
    await row.waitFor();
    assert.match(await row.innerText(), /\b2\b/);
    await coordinator.look('the load');
    const held = row.getByRole('link', { name: /Đang giữ, Trần Thị Kim Ngân: mở danh sách/ });
    const count = Number(await held.innerText());
    await held.click();
    await page.getByText('Đang xem việc của: Trần Thị Kim Ngân').waitFor();
    await page.locator('li.row').first().waitFor();
    assert.equal(await page.locator('li.row').count(), count, 'the number opens the very tasks that it counts');
  });

  step('what a number counts is read beside it, and with all others on one page', async () => {
    const { page } = coordinator;
    await page.getByText('Cách tính', { exact: true }).click();
    await page.getByText('dòng không có tên là việc chưa ai nhận').waitFor();
    await coordinator.look('the definition of a number');
    const path = await page.getByRole('link', { name: 'Cách tính mọi số liệu' }).getAttribute('href');
    const small = await personAt(browser, product.url, phone);
    await small.page.goto(path ?? '');
    await small.page.getByRole('heading', { level: 1, name: 'Số liệu được tính như thế nào' }).waitFor();
    await small.look('all definitions');
    await assertFits(small, 'all definitions');
    await small.page.goto('/results');
    await small.page.getByText('Cách tính', { exact: true }).click();
    await small.page.getByText('người thứ hai duyệt').waitFor();
    await assertFits(small, 'public results');
    await small.look('public results with what counts');
    await small.leave();
  });

  step('on a telephone the operator reads who gave it and who held it how long', async () => {
    const { page } = operator;
    await page.goto('/office/mine');
    await page
      .locator('li.row')
      .filter({ hasText: numbers[0] ?? '' })
      .getByRole('link')
      .click();
    await page.getByText('Giao việc cho Trần Thị Kim Ngân').waitFor();
    await page.getByText('Ai giữ bao lâu').click();
    const table = page.getByRole('table');
    await table.getByText('Được giao').waitFor();
    await table.getByText('Hai việc cùng một chợ.').waitFor();
    await operator.look('the ledger');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    await page.getByRole('button', { name: 'Giao việc…' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'Trả về việc chung của đơn vị' }).check();
    await operator.look('the dialog of giving back');
    await page.getByRole('dialog').getByRole('button', { name: 'Giao', exact: true }).click();
    await page.getByText('Đã giao 1 việc.').waitFor();
    await page.getByRole('button', { name: 'Nhận việc' }).waitFor();
  });

  step('an administrator says who answers for an area', async () => {
    const administrator = await personAt(browser, product.url, desk);
    await signInOnPage(administrator, 'quantri');
    const { page } = administrator;
    await page.goto('/designer/city/responsibilities');
    await page
      .getByRole('combobox', { name: 'Đơn vị' })
      .fill('Trung tâm Giám sát, điều hành thông minh (IOC) – Tổng đài 1022');
    await page.getByRole('option', { name: 'Trung tâm Giám sát, điều hành thông minh (IOC) – Tổng đài 1022' }).click();
    const post = page.getByRole('region', { name: 'Lê Hoàng Phúc' }).first();
    await post.getByRole('button', { name: 'Thêm' }).click();
    await post.getByText('Chọn địa bàn hoặc lĩnh vực.').waitFor();
    await post.getByRole('combobox', { name: 'Địa bàn' }).click();
    await page.getByRole('option', { name: 'Phường Lam Đông' }).click();
    await post.getByRole('button', { name: 'Thêm' }).click();
    await post.getByText('Phường Lam Đông · Mọi lĩnh vực').waitFor();
    await administrator.look('who answers for what');
    await page.setViewportSize(phone);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    await administrator.leave();
  });
});
