/** An administrator looks at every page of the section City: nothing complains, everything is reached, nothing is too wide. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium, seriousFindings } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { changedBundle } from '#test/support/changed-bundle.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
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
  'sign-in',
  'channels',
  'reorganisations',
  'reorganisations/new',
  'handling',
  'import',
  'map',
  'routing',
  'procedures',
  'procedures/new',
  'procedures/rules',
  'history/procedures',
  'bundles',
  'categories/HT-TN',
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

  step('on a telephone a procedure is changed: the fault stands at its field, the promise beside it', async () => {
    const [, telephone] = people as [Person, Person];
    const { page } = telephone;
    await page.goto('/designer/city/procedures');
    await page.getByRole('link', { name: 'Cấp giấy xác nhận tình trạng hôn nhân' }).click();
    await page.getByText(/1 hồ sơ đang giải quyết: 1 theo nội dung hiện nay/).waitFor();
    await page.getByText(/Hẹn trả kết quả:/).waitFor();
    await page.getByRole('textbox', { name: 'Căn cứ pháp lý' }).fill('Luật Hộ tịch 2014\nNghị định 123/2015/NĐ-CP');
    await page.getByRole('button', { name: 'Thêm giấy tờ' }).click();
    const paper = page.getByRole('group', { name: 'Giấy tờ 3' });
    await paper.getByRole('textbox', { name: 'Mã giấy tờ' }).fill('TK');
    await paper.getByRole('textbox', { name: 'Tên tiếng Việt' }).fill('Ảnh thẻ');
    await paper.getByRole('textbox', { name: 'Tên tiếng Anh' }).fill('Photo');
    await page.getByRole('textbox', { name: 'Từ ngày' }).fill('2026-12-01');
    await page.getByRole('textbox', { name: 'Đến hết ngày' }).fill('2026-11-01');
    await page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Theo quyết định công bố mới.');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('mã TK có hai lần').first().waitFor();
    await page.getByText('không được trước ngày bắt đầu').first().waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await assertFits(telephone, 'a procedure');
    await paper.getByRole('textbox', { name: 'Mã giấy tờ' }).fill('ANH');
    await page.getByRole('textbox', { name: 'Từ ngày' }).fill('');
    await page.getByRole('textbox', { name: 'Đến hết ngày' }).fill('');
    await page.getByRole('button', { name: 'Lưu', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Đã lưu. Hồ sơ nhận từ bây giờ theo nội dung này.').waitFor();
    await page.goto('/designer/city/procedures');
    await page.getByText('1 hồ sơ, trong đó 1 theo bản trước').waitFor();
    await assertFits(telephone, 'the procedures');
  });

  step(
    'the next code and number follow the pattern while it is typed, and what was saved can be taken back',
    async () => {
      const [atDesk] = people as [Person, Person];
      const { page } = atDesk;
      await page.goto('/designer/city/procedures/rules');
      const pattern = page.getByRole('textbox', { name: 'Mẫu mã hồ sơ' });
      await page.getByText(/Tiếp theo: .+-0001/).waitFor();
      await pattern.fill('HS{agency}-{yyMMdd}-{serial:6}');
      await page.getByText(/Tiếp theo: HS.+-000001/).waitFor();
      await pattern.fill('{agency}-{serial:6}');
      await page
        .getByText(/mã phải có đủ năm, tháng, ngày/)
        .first()
        .waitFor();
      assert.deepEqual(await seriousFindings(page), []);
      await pattern.fill('HS{agency}-{yyMMdd}-{serial:6}');
      await page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Theo mẫu mới.');
      await page.getByRole('button', { name: 'Lưu', exact: true }).click();
      await page.getByText('Đã lưu.').waitFor();
      await page.goto('/designer/city/history/procedures');
      await page.getByText('sửa mẫu mã hồ sơ').waitFor();
      await page.getByRole('button', { name: 'Quay lại bản 1…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Nhập nhầm.');
      assert.deepEqual(await seriousFindings(page), []);
      await dialog.getByRole('button', { name: 'Quay lại bản này' }).click();
      await page.getByText('Đã quay lại bản 1.').waitFor();
      await page.getByRole('row').nth(4).waitFor();
    },
  );

  step('thresholds of duplicates are tried on the last reports before they are saved', async () => {
    const [, telephone] = people as [Person, Person];
    const { page } = telephone;
    await page.goto('/designer/city/duplicates');
    await page.getByText(/Đã xét \d+ phản ánh mới nhất/).waitFor();
    await page.getByText('Chiếm 50 % kết luận.').waitFor();
    const official = page.getByRole('group', { name: 'Cán bộ, khi xác minh' });
    await official.getByRole('textbox', { name: 'Gợi ý khi giống từ (%)' }).fill('80');
    await official.getByText('Chỉ khi rất giống: ít gợi ý sai, dễ sót.').waitFor();
    await page.getByRole('button', { name: 'Bỏ khoảng cách riêng 1' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/Đã xét \d+ phản ánh mới nhất/).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await assertFits(telephone, 'the thresholds of duplicates');
    await page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Nhiều gợi ý sai.');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu.').waitFor();
  });

  step('a service is given out, comes back changed, is looked at and taken in as a draft', async () => {
    const [, telephone] = people as [Person, Person];
    const { page } = telephone;
    await page.goto('/designer/citizen-feedback');
    await page.getByRole('link', { name: 'Gói cấu hình' }).click();
    await page.getByRole('combobox', { name: 'Xuất gì' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Xuất gói' }).click();
    const file = await (await download).path();
    await page.getByText('Đã xuất citizen-feedback.wardflow-bundle.').waitFor();
    await page.locator('input[type="file"]').setInputFiles({
      name: 'sua.wardflow-bundle',
      mimeType: 'application/octet-stream',
      buffer: await changedBundle(file, 'citizen-feedback.bpmn', ['Xác minh, phân loại', 'Xác minh kỹ']),
    });
    await page.getByRole('button', { name: 'Xem thử' }).click();
    await page.getByText('Gói không có chữ ký.').waitFor();
    await page.getByText('Trong gói mới hơn').waitFor();
    await page.getByText('Xem khác gì (1)').click();
    await page.getByText('Xác minh kỹ (verify)').waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await assertFits(telephone, 'what a bundle would do');
    await page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Theo góp ý của phường.');
    await page.getByRole('textbox', { name: /Vì sao vẫn nhập/ }).fill('Đã đối chiếu với bản giấy.');
    await page.getByRole('button', { name: 'Nhập gói' }).click();
    await page.getByText('Đã nhập 1 mục.').waitFor();
    await page.getByText('Nhập một quy trình').waitFor();
  });
});
