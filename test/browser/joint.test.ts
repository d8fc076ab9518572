/** Phối hợp giải quyết: the lead asks two units, one answers on a telephone, one is withdrawn; then the lead is done. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium, seriousFindings } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { eventually } from '#test/support/eventually.ts';
import { officials, place, submission } from '#test/support/path.ts';
import {
  assertFits,
  completeTask,
  desk,
  openAndClaim,
  type Person,
  personAt,
  phone,
  signInAt,
  signInOnPage,
} from '#test/support/people.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

const leadUnit = 'Phòng Kinh tế, Hạ tầng và Đô thị phường Lam Đông';
const drains = 'Công ty Thoát nước và Hạ tầng đô thị';
const builders = 'Sở Xây dựng';

describe('a case that several units handle', () => {
  let browser: Browser;
  let product: Product;
  let lead: Person;
  let number = '';
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    const values = {
      category: 'HT-TN',
      description: 'Nắp hố ga bị vỡ.',
      location: place,
      address: 'Chợ',
      anonymous: true,
    };
    number = (await visitorOf(product.url).post('/api/v1/reports', submission(values))).body.registerNumber;
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('the centre accepts the report, the ward takes it on', async () => {
    const operator = await personAt(browser, product.url, desk);
    await signInOnPage(operator, officials.operator);
    await openAndClaim(operator, number);
    await operator.page.getByRole('radio', { name: 'Hợp lệ, chuyển xử lý' }).check();
    await completeTask(operator);
    await operator.leave();
    lead = await personAt(browser, product.url, desk);
    await signInOnPage(lead, 'lamdong.ktht.canbo');
    await openAndClaim(lead, number);
    await lead.page.getByRole('radio', { name: 'Đúng, chúng tôi xử lý' }).check();
    await completeTask(lead);
  });

  step('the lead asks two units; what is missing is told at its field, by keyboard alone', async () => {
    const { page } = lead;
    await page.goto('/office/unit');
    await openAndClaim(lead, number);
    const answer = page.getByRole('textbox', { name: 'Kết quả xử lý' });
    await answer.waitFor();
    assert.equal(await page.getByText('Đã giữ lại nội dung').count(), 0, 'nothing was typed yet');
    await answer.fill('Đang thay nắp hố ga.');
    // The form tells a moment after the last key.
    await page.waitForFunction(() => JSON.stringify({ ...localStorage, ...sessionStorage }).includes('Đang thay nắp'));
    await page.reload();
    await page.getByText('Đã giữ lại nội dung').waitFor();
    await eventually(
      async () => ((await answer.inputValue()) === 'Đang thay nắp hố ga.' ? true : undefined),
      'the words in their field again',
    );
    await page.getByRole('button', { name: 'Đề nghị phối hợp…' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await dialog.getByText('Hãy chọn ít nhất một đơn vị.').waitFor();
    await lead.look('the dialog of asking');
    for (const unit of [drains, builders]) {
      await dialog.getByRole('combobox', { name: 'Đơn vị được đề nghị' }).fill(unit);
      await page.getByRole('option', { name: unit, exact: true }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Tab');
    await dialog.getByRole('textbox', { name: 'Nội dung đề nghị' }).fill('Đề nghị cung cấp nắp hố ga loại 850.');
    const latest = await dialog.getByLabel('Hạn trả lời, ngày').getAttribute('max');
    await dialog.getByLabel('Hạn trả lời, ngày').fill(latest ?? '');
    await dialog.getByLabel('Giờ (không bắt buộc)').fill('00:01');
    await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await page.getByText('Đã gửi đề nghị phối hợp.').waitFor();
    const panel = page.getByRole('region', { name: 'Đơn vị phối hợp' });
    await panel.getByText('Chưa nhận').nth(1).waitFor();
    await lead.look('the units that take part');
    await page.setViewportSize(phone);
    await assertFits(lead, 'the units that take part');
    await page.setViewportSize(desk);
  });

  step(
    'a date after the lead’s own, and being done before a required part is, are refused with whom it is about',
    async () => {
      // What the server refuses stands in the console of the page, so nobody looks at this one.
      const { page, leave } = await personAt(browser, product.url, desk);
      await signInOnPage({ ...lead, page }, 'lamdong.ktht.canbo');
      await page.getByRole('searchbox', { name: 'Tìm việc' }).fill(number);
      await page.locator('li.row').filter({ hasText: number }).getByRole('link').click();
      await page.getByRole('textbox', { name: 'Kết quả xử lý' }).fill('Đã thay nắp hố ga mới và dọn sạch.');
      await page.getByRole('button', { name: 'Hoàn thành' }).click();
      await page.getByText('còn phần phối hợp bắt buộc chưa xong').waitFor();
      await page.getByText(`${drains} (phần việc) chưa trả lời.`).waitFor();
      await page.getByRole('button', { name: 'Đề nghị phối hợp…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'Đơn vị được đề nghị' }).fill(builders);
      await page.getByRole('option', { name: builders, exact: true }).click();
      await dialog.getByRole('textbox', { name: 'Nội dung đề nghị' }).fill('Xin ý kiến.');
      await dialog.getByLabel('Hạn trả lời, ngày').fill('2099-01-01');
      await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click();
      await dialog.getByText(/sau hạn của đơn vị chủ trì/).waitFor();
      assert.deepEqual(await seriousFindings(page), []);
      await leave();
    },
  );

  step('on a telephone the other unit sees what it is asked, and answers', async () => {
    const other = await personAt(browser, product.url, phone);
    await signInOnPage(other, 'cttn.canbo');
    const { page } = other;
    await page.getByText(`phối hợp với ${leadUnit}`).waitFor();
    await assertFits(other, 'the list with a part');
    await openAndClaim(other, number);
    await page.getByRole('heading', { name: `Phối hợp với ${leadUnit}` }).waitFor();
    await page.getByText('Đề nghị cung cấp nắp hố ga loại 850.').waitFor();
    assert.equal(await page.getByText('Người phản ánh').count(), 0);
    await page.getByRole('radio', { name: 'Đã thực hiện' }).check();
    await page.getByRole('textbox', { name: /Nội dung trả lời/ }).fill('Đã giao hai nắp tại kho phường.');
    const photo = { name: 'nap-ho-ga.jpg', mimeType: 'image/jpeg', buffer: await photoWithPosition() };
    const chooser = page.waitForEvent('filechooser');
    await page.getByText('chọn từ máy').click();
    await (await chooser).setFiles(photo);
    await page.locator('.formio-component-partPhotos').getByText('nap-ho-ga.jpg').first().waitFor();
    await other.look('a part');
    await assertFits(other, 'a part');
    await completeTask(other);
    await other.leave();
  });

  step('the lead reads the answer, takes the other part back and is done', async () => {
    const { page } = lead;
    await page.reload();
    const panel = page.getByRole('region', { name: 'Đơn vị phối hợp' });
    await panel.getByText('Đã giao hai nắp tại kho phường.').waitFor();
    await panel.getByRole('img', { name: `Ảnh của ${drains}` }).waitFor();
    const evidence = page.getByRole('img', { name: 'Ảnh sau xử lý' });
    assert.equal(await evidence.count(), 0);
    await panel.getByRole('button', { name: `Dùng làm ảnh sau xử lý: ảnh 1 của ${drains}` }).click();
    await evidence.waitFor();
    await panel.getByText('Đang dùng làm ảnh sau xử lý').waitFor();
    await page.setViewportSize(phone);
    await assertFits(lead, 'a photo of a part');
    await page.setViewportSize(desk);
    await panel.getByRole('button', { name: `Nhắc ${builders}` }).click();
    await page.getByText(`Đã nhắc ${builders}.`).waitFor();
    await panel.getByRole('button', { name: `Rút đề nghị với ${builders}…` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Lý do rút' }).fill('Đã đủ vật tư.');
    await dialog.getByRole('button', { name: 'Rút đề nghị', exact: true }).click();
    await panel.getByText('Đã rút', { exact: true }).waitFor();
    await lead.look('the parts are over');
    await page.getByText('Đơn vị phối hợp đã trả lời').first().waitFor();
    await page.getByRole('textbox', { name: 'Kết quả xử lý' }).fill('Đã thay nắp hố ga mới và dọn sạch.');
    await completeTask(lead);
  });

  step('an administrator sees in the designer which task is another unit’s part', async () => {
    const administrator = await personAt(browser, product.url, desk);
    await signInAt(administrator, '/designer/citizen-feedback/process', 'quantri');
    const { page } = administrator;
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    await page.locator('.djs-shape[data-element-id="giveOpinion"]').click();
    const panel = page.getByRole('complementary', { name: 'Thuộc tính' });
    assert.ok(await panel.getByRole('checkbox', { name: 'Là phần việc của đơn vị phối hợp' }).isChecked());
    assert.equal(await panel.getByRole('textbox', { name: 'Phần việc nào' }).inputValue(), '=part.id');
    assert.equal(await panel.getByRole('combobox', { name: 'Bước này được trả lại về' }).count(), 0);
    await administrator.look('a part in the designer');
    await administrator.leave();
  });
});
