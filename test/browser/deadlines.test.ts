/** Deadlines on the screen: the account of a case, more time asked for and granted, the calendar and what it would move. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { officials, place, submission } from '#test/support/path.ts';
import { completeTask, openAndClaim, type Person, personAt, phone, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

const screens = process.env['WARDFLOW_SCREENS'];
/** Days ahead of now, as an input of a date wants it. */
const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('deadlines on the screen', () => {
  let browser: Browser;
  let product: Product;
  let [operator, officer, head, admin]: Person[] = [];
  let number: string;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    operator = await personAt(browser, product.url, { width: 1440, height: 900 });
    officer = await personAt(browser, product.url, phone);
    head = await personAt(browser, product.url, { width: 1440, height: 900 });
    admin = await personAt(browser, product.url, { width: 1440, height: 900 });
    const values = {
      category: 'HT-TN',
      description: 'Nắp hố ga bị vỡ.',
      location: place,
      address: 'Chợ',
      anonymous: true,
    };
    number = (await visitorOf(product.url).post('/api/v1/reports', submission(values))).body.registerNumber;
    await signInOnPage(operator, officials.operator);
    await signInOnPage(officer, officials.officer);
    await signInOnPage(head, officials.head);
    await signInOnPage(admin, 'quantri');
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('the centre accepts it', async () => {
    assert.ok(operator);
    await openAndClaim(operator, number);
    await operator.page.getByRole('radio', { name: 'Hợp lệ, chuyển xử lý' }).check();
    await completeTask(operator);
  });

  step('the officer sees every interval of its clock on a telephone, and asks for more time', async () => {
    assert.ok(officer);
    const { page } = officer;
    await page.goto('/office/unit');
    await openAndClaim(officer, number);
    await page.getByRole('link', { name: 'Đã tính những gì? Tạm dừng, gia hạn' }).click();
    await page.getByRole('heading', { name: `Thời hạn của ${number}` }).waitFor();
    await page.getByRole('region', { name: 'Giải quyết vụ việc' }).getByRole('table').waitFor();
    await shown(officer, 'the account of a case', 'office-ledger-360');
    await page.getByRole('button', { name: 'Xin gia hạn…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ngày hẹn mới').fill(ahead(30));
    await dialog.getByLabel('Vì sao cần thêm thời gian').fill('Chờ nắp hố ga mới.');
    await shown(officer, 'the dialog of asking for more time', 'office-ask-360');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Chờ lãnh đạo quyết định.').waitFor();
  });

  step('the clock is paused by the keyboard alone, the list says so, and it goes on', async () => {
    assert.ok(officer);
    const { page } = officer;
    await page.getByRole('button', { name: 'Tạm dừng…' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Dừng đến hết ngày').fill(ahead(10));
    await shown(officer, 'the dialog of pausing', 'office-pause-360');
    await dialog.getByLabel('Bằng chứng: số văn bản, sự việc').focus();
    await page.keyboard.type('Văn bản số 12/KTHT');
    await page.keyboard.press('Enter');
    const clock = page.getByRole('region', { name: 'Giải quyết vụ việc' });
    await clock.getByText('Tạm dừng', { exact: true }).first().waitFor();
    await shown(officer, 'a clock that stands still', 'office-paused-360');
    await page.goto('/office/unit');
    await page.getByRole('searchbox', { name: 'Tìm việc' }).fill(number);
    await page.locator('li.row').filter({ hasText: number }).getByText('Tạm dừng', { exact: true }).waitFor();
    await shown(officer, 'a paused task in the list', 'office-paused-list-360');
    await page.goBack();
    await page.getByRole('button', { name: 'Tính tiếp…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('button', { name: 'Tạm dừng…' }).waitFor();
  });

  step('the head finds the request among what waits, and grants it', async () => {
    assert.ok(head);
    const { page } = head;
    await page.goto('/office/deadlines');
    await page.getByText(number).waitFor();
    await shown(head, 'what waits for a head', 'office-deadlines-1440');
    await page.getByRole('link', { name: /hố ga/i }).first().click();
    await page.getByRole('button', { name: 'Quyết định…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Lời gửi người dân/).fill('Phải chờ vật tư về kho.');
    await dialog.getByRole('button', { name: 'Đồng ý, gửi thư xin lỗi' }).click();
    await page
      .getByRole('region', { name: 'Đề nghị gia hạn' })
      .getByText(/Đã đồng ý/)
      .waitFor();
    await shown(head, 'a case that was put off', 'office-ledger-1440');
  });

  step('the administrator sees which cases a day off would move before it is saved', async () => {
    assert.ok(admin);
    const { page } = admin;
    await page.goto('/designer/city/calendars');
    await page.getByRole('heading', { name: 'Lịch làm việc' }).waitFor();
    await page.getByRole('button', { name: /Gợi ý ngày nghỉ/ }).waitFor();
    await page.getByRole('button', { name: 'Thêm ngày' }).click();
    await page.getByText('Hãy điền mục này.').nth(1).waitFor();
    await page.locator('input[type=date]').first().fill(ahead(12));
    await page.getByLabel('Tên (tiếng Việt)').fill('Nghỉ thử');
    await page.getByRole('button', { name: 'Thêm ngày' }).click();
    await page.getByRole('button', { name: 'Xem hồ sơ nào đổi hạn' }).click();
    await page.getByText(/hạn thay đổi trong/).waitFor();
    await shown(admin, 'the calendars with a change', 'city-calendars-1440');
    await page.setViewportSize({ width: 360, height: 800 });
    await shown(admin, 'the calendars on a telephone', 'city-calendars-360');
    await page.getByRole('combobox', { name: 'Đơn vị' }).fill('Lam Đông');
    await page
      .getByRole('option', { name: /Lam Đông/ })
      .first()
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Lịch', exact: true }).selectOption('24x7');
    await page.getByRole('button', { name: 'Thêm vào thay đổi' }).click();
    await page.getByText(/lịch của đơn vị .*Lam Đông/).waitFor();
    // What was looked at before this was added says nothing of it.
    assert.equal(await page.getByRole('button', { name: 'Lưu và áp dụng' }).count(), 0);
    await page.getByRole('button', { name: 'Xem hồ sơ nào đổi hạn' }).click();
    await page.getByText(/hạn thay đổi trong/).waitFor();
    await page.getByLabel('Căn cứ, lý do thay đổi').fill('Công văn 12');
    await page.getByRole('button', { name: 'Lưu và áp dụng' }).click();
    await page.getByText('Đã lưu.').waitFor();
  });
});

/** Nothing is wider than the page, nothing hinders anybody, nothing is complained of. */
async function shown(person: Person, what: string, file: string): Promise<void> {
  const wide = await person.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(wide <= 0, `${what} is ${wide} px wider than the page`);
  await person.look(what);
  if (screens !== undefined) await person.page.screenshot({ path: `${screens}-${file}.png`, fullPage: true });
}
