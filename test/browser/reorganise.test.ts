/**
 * An administrator splits a unit: who of its people goes where is chosen in the preview, by telephone too. Then units and
 * people come out of files.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import readSheets from 'read-excel-file/node';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const officer = /lamdong\.ktht\.canbo/;

describe('the split of a unit, and units and people out of files', () => {
  let browser: Browser;
  let product: Product;
  let person: Person;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    person = await personAt(browser, product.url, desk);
    await signInAt(person, '/designer/city/reorganisations/new?unit=99016-KTHT', 'quantri');
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  const choose = async (name: string, code: string) => {
    const { page } = person;
    const field = page.getByRole('combobox', { name, exact: true });
    await field.fill(code);
    await page.getByRole('option', { name: new RegExp(`\\(${code}\\)`) }).click();
  };

  step('the unit is shared by two others, and the preview asks of each post where it goes', async () => {
    const { page } = person;
    await page.getByLabel('Ngày đầu của tổ chức mới').fill('2030-01-01');
    await page.getByRole('button', { name: 'Chia cho thêm đơn vị' }).click();
    await choose('Đơn vị nhận một phần', '99016-CA');
    const categories = page.getByRole('combobox', { name: 'các lĩnh vực' });
    await categories.click();
    await page.getByRole('option').first().click();
    await page.keyboard.press('Escape');
    await choose('Đơn vị nhận phần còn lại', '99016-VP');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('group', { name: 'Vị trí nhân sự: ai về đơn vị nào' }).waitFor();
    await person.look('the preview of a split');
  });

  step('a choice is made by keyboard, stays when the plan is looked at again, and fits a telephone', async () => {
    const { page } = person;
    const field = page.getByRole('combobox', { name: officer });
    await field.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /99016-CA/ }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /99016-CA/ }).waitFor({ state: 'hidden' });
    await page.setViewportSize(phone);
    await page.getByRole('button', { name: 'Sửa phương án' }).click();
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('input')].some(({ value }) => /99016-CA/.test(value)),
    );
    await assertFits(person, 'the preview of a split');
    await person.look('the preview of a split on a telephone');
  });

  step('the confirmed plan says it by name', async () => {
    const { page } = person;
    await page.getByRole('textbox', { name: 'Căn cứ' }).fill('Quyết định 12');
    await page.getByRole('button', { name: 'Xác nhận phương án' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: /, .* → Công an/ })
      .waitFor();
    await assertFits(person, 'the plan');
    await person.look('the plan');
  });

  const look = async (kind: string, file: { readonly name: string; readonly buffer: Buffer }) => {
    const { page } = person;
    await page.locator('.import-kinds').getByText(kind, { exact: true }).click();
    await page.locator('input[type="file"]').setInputFiles({ ...file, mimeType: 'application/octet-stream' });
    await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  };
  const takeIn = async () => {
    const { page } = person;
    await page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Quyết định 13');
    await page.getByRole('button', { name: 'Nhập vào hệ thống' }).click();
    await page.getByText('Đã nhập xong.').waitFor();
  };
  const template = async (kind: string) => {
    const { page } = person;
    await page.locator('.import-kinds').getByText(kind, { exact: true }).click();
    return await saved(page.getByRole('button', { name: 'Tải tệp mẫu (Excel)' }));
  };
  const saved = async (button: Locator) => {
    const download = person.page.waitForEvent('download');
    await button.click();
    return readFileSync(await (await download).path());
  };

  step('of a file with bad rows each is named, with its column and what to do, and nothing is taken in', async () => {
    const { page } = person;
    await page.setViewportSize(desk);
    await page.goto('/designer/city/import');
    const rows = 'ma;ten;truc_thuoc;tu_ngay\nTHU-1;Trạm thử;UBND;01/01/2027\nTHU-2;;UBND;31/02/2027\n';
    await look('Đơn vị', { name: 'don-vi.csv', buffer: Buffer.from(rows) });
    const faults = page.getByRole('table', { name: 'Kết quả kiểm tra' });
    await faults.getByRole('row', { name: /^3 ten thiếu tên đơn vị/ }).waitFor();
    await faults.getByRole('row', { name: /^3 tu_ngay .*viết dạng 01\/07\/2026/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Nhập vào hệ thống' }).count(), 0);
    await person.look('the faults of a file');
    await page.setViewportSize(phone);
    await assertFits(person, 'the faults of a file');
  });

  step('units and people are taken in from the Excel templates as they are downloaded', async () => {
    await look('Đơn vị', { name: 'mau-don-vi.xlsx', buffer: await template('Đơn vị') });
    await takeIn();
    await look('Nhân sự', { name: 'mau-nhan-su.xlsx', buffer: await template('Nhân sự') });
    await takeIn();
    await person.look('people taken in');
  });

  step('first passwords come as a workbook, again where it was lost, from the page of people too', async () => {
    const { page } = person;
    const button = page.getByRole('button', { name: 'Cấp mật khẩu ban đầu' });
    const passwordIn = async (book: Buffer) => (await readSheets(book))[0]?.data[1]?.[2];
    const first = await passwordIn(await saved(button));
    await page.getByText('Đã cấp 1 mật khẩu vào tệp').waitFor();
    await page.goto('/designer/city/people');
    await page.getByRole('checkbox', { name: /Chỉ người chưa đăng nhập .*\(1\)/ }).check();
    await page.getByRole('link', { name: 'Nguyễn Văn An' }).waitFor();
    const second = await passwordIn(await saved(button));
    assert.ok(typeof second === 'string' && second.length > 20 && second !== first);
    await person.look('who has not signed in');
    await assertFits(person, 'who has not signed in');
  });
});
