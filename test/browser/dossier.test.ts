/** Một cửa: a dossier is received at the desk, supplemented by the applicant on a phone, and handed over. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { demoPassword } from '#portal/demo-pack.ts';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import {
  assertFits,
  completeTask,
  desk,
  openAndClaim,
  type Person,
  personAt,
  phone,
  signInOnPage,
} from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

describe('a dossier from the desk to the applicant', () => {
  let browser: Browser;
  let product: Product;
  let clerk: Person;
  let code = '';
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('the desk receives it by keyboard: what is missing is told, then the code and the return date', async () => {
    clerk = await personAt(browser, product.url, desk);
    await signInOnPage(clerk, 'lamdong.motcua');
    const { page } = clerk;
    await page.getByRole('link', { name: 'Tiếp nhận hồ sơ' }).first().click();
    await page.getByRole('combobox', { name: 'Thủ tục hành chính' }).fill('hôn nhân');
    await page.getByRole('option', { name: /tình trạng hôn nhân/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Cá nhân' }).check();
    await page.getByRole('textbox', { name: /Họ và tên/ }).fill('Nguyễn Thị Hoa');
    await page.getByRole('textbox', { name: /^Địa chỉ/ }).fill('12 Trần Phú');
    await page.getByRole('textbox', { name: /Số điện thoại/ }).fill('0912345678');
    await page.getByRole('combobox', { name: /Phường, xã giải quyết/ }).selectOption({ label: 'Phường Lam Đông' });
    await page.getByRole('button', { name: 'Lưu và cấp mã hồ sơ' }).click();
    await page
      .getByRole('alert')
      .getByText(/Chưa đủ giấy tờ bắt buộc/)
      .waitFor();
    await clerk.look('the form at the desk');
    await page.setViewportSize(phone);
    await assertFits(clerk, 'the form at the desk');
    await page.setViewportSize(desk);
    await page.getByRole('checkbox', { name: /Tờ khai/ }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Lưu và cấp mã hồ sơ' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Đã tiếp nhận hồ sơ' }).waitFor();
    code = (await page.locator('.dossier-code .wf-code').textContent()) ?? '';
    assert.match(code, /^H99\.106\.4-\d{6}-\d{4}$/);
    await page.getByText('Ngày hẹn trả').waitFor();
    await clerk.look('the receipt');
    await page.setViewportSize(phone);
    await assertFits(clerk, 'the receipt');
    await page.setViewportSize(desk);
  });

  step('the officer sees it beside reports, with papers and evidence, and asks for what is missing', async () => {
    const officer = await personAt(browser, product.url, desk);
    await signInOnPage(officer, 'lamdong.vhxh.canbo');
    await openAndClaim(officer, code);
    const { page } = officer;
    const panel = page.getByRole('region', { name: `Hồ sơ ${code}` });
    await panel.getByText('Tiếp nhận, hẹn trả').waitFor();
    await panel.getByText('Nguyễn Thị Hoa, 12 Trần Phú').waitFor();
    await officer.look('the task of a dossier');
    await page.setViewportSize(phone);
    await assertFits(officer, 'the task of a dossier');
    await page.setViewportSize(desk);
    await page.getByRole('radio', { name: 'Cần bổ sung' }).check();
    await page.getByRole('checkbox', { name: /Bản án, quyết định ly hôn/ }).check();
    await page.getByRole('textbox', { name: /Thiếu gì, vì sao/ }).fill('Thiếu bản án ly hôn đã có hiệu lực.');
    await page
      .getByRole('textbox', { name: /Căn cứ pháp lý/ })
      .first()
      .fill('Nghị định 123/2015/NĐ-CP, Điều 22');
    await completeTask(officer);
    await officer.leave();
  });

  step('the applicant opens it on a phone with the code and four digits, and sends what was missing', async () => {
    const applicant = await personAt(browser, product.url, phone);
    const { page } = applicant;
    await page.goto(`/follow?code=${code}`);
    await page.getByText('Đây là mã hồ sơ.').waitFor();
    await applicant.look('the question for four digits');
    await page.getByLabel(/Bốn số/).fill('5678');
    await page.getByRole('button', { name: 'Xem' }).click();
    await page.getByText('Giấy tờ cần bổ sung:').waitFor();
    await page.getByRole('heading', { name: 'Cấp giấy xác nhận tình trạng hôn nhân' }).waitFor();
    await applicant.look('a dossier that waits for papers');
    await assertFits(applicant, 'a dossier that waits for papers');
    await page.getByLabel('Nội dung bổ sung').fill('Tôi gửi bản án số 12.');
    await page
      .getByRole('button', { name: 'Gửi trả lời' })
      .or(page.getByRole('button', { name: /^Gửi/ }))
      .first()
      .click();
    await page.getByText('Đang giải quyết').first().waitFor();
    await applicant.leave();
  });

  step('it is examined, signed, numbered and issued, each by its own person', async () => {
    for (const [username, element, values] of [
      ['lamdong.vhxh.canbo', 'appraise', { outcome: 'submit', draftText: 'Đủ điều kiện cấp giấy xác nhận.' }],
      ['lamdong.chutich', 'sign', { outcome: 'sign' }],
      ['lamdong.vanthu', 'number', { documentNumber: '57', documentSymbol: 'XNHN-UBND' }],
      ['lamdong.vanthu', 'issue', { sealed: 'yes' }],
    ] as const) {
      const official = visitorOf(product.url);
      await official.post('/api/v1/session', { username, password: demoPassword });
      const { items } = (await official.get(`/api/v1/tasks?view=unit&q=${code}`)).body;
      const task = items.find((item: { element: string }) => item.element === element);
      const done = await official.post(`/api/v1/tasks/${task.taskId}/complete`, {
        values,
        submissionKey: `seed-${element}`,
      });
      assert.equal(done.status, 200, JSON.stringify(done.body));
    }
  });

  step('the desk hands the result over; every act stands on record', async () => {
    const { page } = clerk;
    await page.goto('/office/unit');
    await openAndClaim(clerk, code);
    const panel = page.getByRole('region', { name: `Hồ sơ ${code}` });
    for (const act of ['Nhận hồ sơ', 'Yêu cầu bổ sung', 'Đã bổ sung', 'Trình ký', 'Ký', 'Cấp số', 'Phát hành']) {
      await panel.getByText(act, { exact: true }).first().waitFor();
    }
    await page.setViewportSize(phone);
    await assertFits(clerk, 'the way of a dossier');
    await clerk.look('the way of a dossier');
    await page.setViewportSize(desk);
    await page.getByRole('radio', { name: 'Tại quầy' }).check();
    await completeTask(clerk);
    await clerk.leave();
  });
});
