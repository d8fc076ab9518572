/** Nobody learns who reported: a message through the relay and its answer on a telephone, and a contact that two people open. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { officials, place, submission } from '#test/support/path.ts';
import { assertFits, desk, openAndClaim, type Person, personAt, phone, signInOnPage } from '#test/support/people.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

const question = 'Xe nào đậu, vào lúc mấy giờ ạ?';
const answer = 'Xe tải xanh, sau 22 giờ.';

describe('officials and a reporter who is kept confidential', () => {
  let browser: Browser;
  let product: Product;
  let operator: Person;
  let receipt: { readonly registerNumber: string; readonly trackingCode: string };
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    const values = {
      ...{ category: 'TTDT-LC', description: 'Xe tải lấn vỉa hè trước chợ.', location: place, address: 'Chợ' },
      ...{ name: 'Trần Hoàng Long', phone: '0912345678' },
    };
    receipt = (await visitorOf(product.url).post('/api/v1/reports', submission(values))).body;
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('who handles it writes to the reporter, and asks to see them; somebody else is to decide', async () => {
    operator = await personAt(browser, product.url, desk);
    await signInOnPage(operator, officials.operator);
    await openAndClaim(operator, receipt.registerNumber);
    const { page } = operator;
    const relay = page.getByRole('region', { name: 'Nhắn cho người gửi' });
    await relay.getByRole('button', { name: 'Viết tin nhắn' }).press('Enter');
    await relay.getByRole('button', { name: 'Gửi tin nhắn' }).click();
    await relay.getByText('Hãy ghi nội dung tin nhắn.').waitFor();
    await relay.getByRole('textbox', { name: 'Tin nhắn' }).fill(question);
    await relay.getByRole('button', { name: 'Gửi tin nhắn' }).click();
    await relay.getByText(question).waitFor();
    await page.getByRole('button', { name: 'Đề nghị xem thông tin người gửi…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await dialog.getByText('Hãy chọn mục đích.').waitFor();
    await operator.look('the dialog of asking to see who reported');
    await dialog.getByRole('combobox', { name: 'Mục đích' }).click();
    await page.getByRole('option', { name: 'Có nguy hiểm cho người' }).click();
    await dialog.getByRole('textbox', { name: 'Lý do' }).fill('Phải gọi ngay.');
    await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await page.getByText('đang chờ người có thẩm quyền quyết định').waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /912345678|Hoàng Long/);
    await operator.look('a task with messages');
    await page.setViewportSize(phone);
    await assertFits(operator, 'a task with messages');
    await page.setViewportSize(desk);
  });

  step('the reporter, on a telephone without scripts, reads it with the four digits and answers', async () => {
    const citizen = await personAt(browser, product.url, phone, { javaScriptEnabled: false });
    const { page } = citizen;
    await page.goto(`/follow?code=${receipt.trackingCode}`);
    await page.getByText('Cơ quan có tin nhắn cho ông/bà (1)').waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /mấy giờ/);
    await page.getByLabel('Bốn số').fill('5678');
    await page.getByRole('button', { name: 'Xem đầy đủ' }).click();
    await page.getByText(question).waitFor();
    await page.getByRole('button', { name: 'Gửi trả lời' }).click();
    await page.getByText('Cần điền mục này.').first().waitFor();
    await page.getByLabel('Trả lời của ông/bà').fill(answer);
    const buffer = await photoWithPosition();
    await page.getByLabel('Ảnh gửi kèm').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByRole('button', { name: 'Gửi trả lời' }).click();
    await page.getByText('Đã nhận câu trả lời').waitFor();
    await page.getByText(answer).waitFor();
    await citizen.leave();
    const again = await personAt(browser, product.url, phone);
    await again.page.goto('/follow');
    await again.page.getByLabel('Mã tra cứu').fill(receipt.trackingCode);
    await again.page.getByLabel('Bốn số').fill('5678');
    await again.page.getByRole('button', { name: 'Xem', exact: true }).click();
    await again.page.getByText(answer).waitFor();
    await again.look('messages on a telephone');
    await assertFits(again, 'messages on a telephone');
    await again.leave();
  });

  step('the inspectorate reads why, lets it be seen, and has it in the register', async () => {
    const inspector = await personAt(browser, product.url, desk);
    await signInOnPage(inspector, 'thanhtra');
    const { page } = inspector;
    await page.getByRole('link', { name: 'Thông tin người gửi' }).click();
    await page.getByText('Phải gọi ngay.').first().waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /912345678|Hoàng Long/);
    const waiting = page.getByRole('region', { name: 'Chờ quyết định' });
    await waiting.getByRole('button', { name: /^Không đồng ý/ }).click();
    await waiting.getByText('Hãy ghi vì sao không đồng ý.').waitFor();
    await inspector.look('what waits for a decision');
    await waiting.getByRole('button', { name: /^Cho xem 30 phút/ }).click();
    await waiting.getByText('Không có đề nghị nào đang chờ.').waitFor();
    await page.getByRole('region', { name: 'Đã xem thông tin người gửi' }).getByText('Chưa xem').waitFor();
    await page.setViewportSize(phone);
    await assertFits(inspector, 'the register of reveals');
    await inspector.look('the register of reveals');
    await inspector.leave();
  });

  step('the official sees the answer and, for half an hour, who wrote it', async () => {
    const { page } = operator;
    await page.goto('/office/mine');
    await page.locator('li.row').filter({ hasText: receipt.registerNumber }).getByText('Có trả lời mới').waitFor();
    await page.locator('li.row').filter({ hasText: receipt.registerNumber }).getByRole('link').click();
    await page.getByText('Trần Hoàng Long · +84912345678').waitFor();
    await page.getByText(/^Xem được đến /).waitFor();
    const relay = page.getByRole('region', { name: 'Nhắn cho người gửi' });
    await relay.getByText(answer).waitFor();
    await relay.getByRole('button', { name: 'Đã đọc trả lời' }).click();
    await relay.getByText('Có trả lời mới').waitFor({ state: 'detached' });
    await operator.look('a task with an answer');
  });
});
