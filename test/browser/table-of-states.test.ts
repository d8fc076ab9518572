/** The administrator brings a workflow that another system keeps as a table of states, and gets a service of it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const table = await readFile(new URL('../data/digit/digit-cms-2026-workflow.json', import.meta.url), 'utf8');

describe('an administrator with a workflow of another system', () => {
  let browser: Browser;
  let product: Product;
  let administrator: Person;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    administrator = await personAt(browser, product.url, desk);
    const { page } = administrator;
    await signInAt({ page }, '/designer', 'quantri');
    await page.getByRole('link', { name: 'Nhập quy trình của hệ thống khác' }).press('Enter');
    await page.getByRole('button', { name: 'Chọn tệp JSON' }).waitFor();
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('is told what is wrong with a broken table and where, and nothing is made', async () => {
    const { page } = administrator;
    await choose(page, 'broken.json', table.replace('"nextState": "RESOLVED"', '"nextState": "RESOLVD"'));
    const alert = page.getByRole('alert');
    await alert.getByText('Thao tác RESOLVE dẫn tới trạng thái "RESOLVD" không có trong tệp').waitFor();
    await alert.getByText('BusinessServices[0].states[3].actions[2].nextState').waitFor();
    await administrator.look('a table that was refused');
    await choose(page, 'torn.json', table.slice(0, 900));
    await alert.getByText('Tệp không phải JSON đọc được').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Tạo dịch vụ nháp' }).count(), 0);
  });

  step('reads what is taken over and what to look at, and sees the diagram', async () => {
    const { page } = administrator;
    await choose(page, 'pgr.json', table);
    await page.getByText('Đã đọc tệp pgr.json').waitFor();
    const check = page.locator('.import-report > section');
    await check.getByText('Không thao tác nào dẫn tới trạng thái này').waitFor();
    await check.getByText('Trạng thái được ghi là kết thúc nhưng vẫn có thao tác: RATE, REOPEN, COMMENT').waitFor();
    await page.locator('.djs-shape[data-element-id="PENDINGATLME"]').waitFor();
    await administrator.look('what an import of a table says');
    await page.setViewportSize(phone);
    await administrator.look('what an import of a table says, on a phone');
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'nothing is wider than a phone',
    );
    await page.setViewportSize(desk);
  });

  step('gives roles to the city’s people and makes the service, which stands as a draft', async () => {
    const { page } = administrator;
    await pick(page, 'Vai trò ở đây của GRO', 'Điều phối viên tiếp nhận 1022');
    await pick(page, 'Đơn vị của GRO', 'Trung tâm Giám sát, điều hành thông minh (IOC) – Tổng đài 1022');
    assert.equal(await page.locator('.import-report').getByText('GRO', { exact: true }).count(), 0);
    await page.getByLabel('Tên dịch vụ mới').fill('Phản ánh kiểu DIGIT');
    await page.getByLabel('Tên bằng tiếng Anh').fill('Complaints as in DIGIT');
    await page.getByLabel('Mã dịch vụ').fill('phan-anh-digit');
    await page.getByRole('button', { name: 'Tạo dịch vụ nháp' }).press('Enter');
    await page.getByRole('heading', { name: 'Phản ánh kiểu DIGIT' }).waitFor();
    await page.getByText('Không hồ sơ nào đi theo mũi tên này tới “Đã hủy”').waitFor();
    await administrator.look('a service that was made by an import');
    await page.setViewportSize(phone);
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'the page of the service is not wider than a phone',
    );
    await page.setViewportSize(desk);
    const answer = await page.request.get('/api/v1/services/phan-anh-digit');
    const detail = (await answer.json()) as { readonly version: number; readonly draft: unknown };
    assert.equal(detail.version, 0);
    assert.ok(detail.draft);
  });

  step('opens the editor and publishes it', async () => {
    const { page } = administrator;
    await page.goto('/designer/phan-anh-digit/process');
    await page.locator('.djs-shape[data-element-id="PENDINGATLME"]').waitFor();
    await administrator.look('the editor with an imported table');
    await page.goto('/designer/phan-anh-digit');
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await page.getByText('Bản 1 đang dùng').first().waitFor();
    await administrator.look('a published service that came from a table');
  });

  step('cannot make a second one of the same code', async () => {
    const { page } = administrator;
    await page.goto('/designer/import');
    await choose(page, 'pgr.json', table);
    await page.getByLabel('Mã dịch vụ').fill('phan-anh-digit');
    await page.getByRole('button', { name: 'Tạo dịch vụ nháp' }).click();
    await page.getByText('Đã có dịch vụ phan-anh-digit.').waitFor();
  });
});

async function choose(page: Page, name: string, content: string): Promise<void> {
  const buffer = Buffer.from(content);
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'application/json', buffer });
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}
