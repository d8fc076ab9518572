/** Citizens whose phone runs no scripts: reporting, following and rating work all the same. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { eventually } from '#test/support/eventually.ts';
import { mainPath, startWalk, type Walk, walkThrough } from '#test/support/path.ts';
import { assertFits, type Person, personAt, phone } from '#test/support/people.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

describe('without JavaScript', () => {
  let browser: Browser;
  let product: Product;
  let citizen: Person;
  let walk: Walk;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    citizen = await personAt(browser, product.url, phone, { javaScriptEnabled: false });
    walk = startWalk(product.url);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('a report with mistakes comes back with each named, and with what was typed', async () => {
    const { page } = citizen;
    await page.goto('/report');
    await page.getByLabel('Nội dung phản ánh').fill('Nắp');
    await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
    await page.getByText('Chưa gửi được. Hãy sửa những chỗ sau:').waitFor();
    assert.equal(await page.getByLabel('Nội dung phản ánh').inputValue(), 'Nắp');
    assert.equal(await page.getByLabel('Nội dung phản ánh').getAttribute('aria-invalid'), 'true');
  });

  step('it is mended and sent, with a photo and a place by numbers', async () => {
    const { page } = citizen;
    await page.getByLabel('Lĩnh vực').selectOption('HT-TN');
    await page.getByLabel('Nội dung phản ánh').fill(walk.reporter.description);
    const buffer = await photoWithPosition();
    await page.getByLabel('Ảnh hiện trường').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByText('Nhập toạ độ bằng tay').click();
    await page.getByLabel('Vĩ độ').fill('10,98027');
    await page.getByLabel('Kinh độ').fill('108,16374');
    await page.getByLabel('Địa chỉ hoặc mô tả vị trí').fill(walk.reporter.address);
    await page.getByLabel('Số điện thoại').fill(walk.reporter.phone);
    await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
    await page.getByRole('heading', { name: 'Đã nhận phản ánh của ông/bà' }).waitFor();
    walk.registerNumber = /PA-\d{6}-\d{4,}/.exec(await page.locator('main').innerText())?.[0] ?? '';
    walk.trackingCode = (await page.locator('[data-code]').innerText()).replaceAll(/\s/g, '');
  });

  step('it is followed', async () => {
    const { page } = citizen;
    await page.getByRole('link', { name: 'Theo dõi phản ánh này' }).click();
    await page.getByText(walk.reporter.description).waitFor();
    await page.getByRole('button', { name: 'Khoá lại' }).click();
    await page.getByLabel('Mã tra cứu').fill(walk.trackingCode);
    await page.getByLabel('Bốn số').fill('5678');
    await page.getByRole('button', { name: 'Xem', exact: true }).click();
    await page.getByText(walk.reporter.description).waitFor();
    await page.getByAltText('Ảnh lúc phản ánh').waitFor();
  });

  step('all of theirs are found again by a code to the telephone', async () => {
    const { page } = citizen;
    await page.getByRole('button', { name: 'Khoá lại' }).click();
    await page.getByRole('link', { name: 'Không nhớ mã?' }).click();
    await page.getByLabel('Số điện thoại di động hoặc thư điện tử').fill('tôi');
    await page.getByRole('button', { name: 'Nhận mã' }).click();
    await page.getByText('Hãy nhập số điện thoại di động').waitFor();
    await page.getByLabel('Số điện thoại di động hoặc thư điện tử').fill(walk.reporter.phone);
    await page.getByRole('button', { name: 'Nhận mã' }).click();
    await page.getByText('chúng tôi vừa nhắn tới đó một mã 6 số').waitFor();
    const code = await eventually(async () => {
      const { body } = await visitorOf(product.url).get('/mailbox', { accept: 'text/html' });
      return /(\d{6}) la ma xem/.exec(body)?.[1];
    }, 'an SMS with a code');
    await page.getByLabel('Mã 6 số').fill(code);
    await page.getByRole('button', { name: 'Xem hồ sơ của tôi' }).click();
    await page.getByText(walk.registerNumber).waitFor();
    await page.getByRole('button', { name: 'Xem', exact: true }).first().click();
    await page.getByText(walk.reporter.description).waitFor();
    await assertFits(citizen, 'one of their own cases');
    await page.getByRole('link', { name: 'Về danh sách của tôi' }).click();
    await assertFits(citizen, 'their own cases');
    await page.getByRole('button', { name: 'Xem', exact: true }).first().click();
    await page.getByText(walk.reporter.description).waitFor();
  });

  step('officials do their part', async () => {
    const first = mainPath.findIndex(({ name }) => name === 'tiepnhan signs in');
    await walkThrough(walk, mainPath.slice(first, -1));
  });

  step('the answer is read and rated', async () => {
    const { page } = citizen;
    await page.goto('/follow');
    await page.getByRole('radio', { name: '4 – Hài lòng' }).check();
    await page.getByRole('radio', { name: 'Đã xong' }).check();
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Đã nhận câu trả lời. Cảm ơn ông/bà.').waitFor();
    await page.getByRole('link', { name: 'Xem kết quả đã công khai' }).click();
    await page.getByText('Người dân đánh giá 4 trên 5').waitFor();
  });
});
