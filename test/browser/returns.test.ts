/** Trả lại, thu hồi: an officer sends back to the centre, which corrects and goes on, and takes back what it has sent. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { officials, place, submission } from '#test/support/path.ts';
import { completeTask, desk, openAndClaim, type Person, personAt, phone, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

const reason = 'Ảnh chụp ở đường khác; đề nghị hỏi lại người dân.';

describe('a report that is sent back and recalled', () => {
  let browser: Browser;
  let product: Product;
  let operator: Person;
  let officer: Person;
  let number: string;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    operator = await personAt(browser, product.url, desk);
    officer = await personAt(browser, product.url, phone);
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
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('the centre accepts it', async () => {
    await openAndClaim(operator, number);
    await operator.page.getByRole('radio', { name: 'Hợp lệ, chuyển xử lý' }).check();
    await completeTask(operator);
  });

  step('the officer sends it back, on a telephone, and says why', async () => {
    const { page } = officer;
    await page.goto('/office/unit');
    await openAndClaim(officer, number);
    await page.getByRole('button', { name: 'Trả lại…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Xác minh, phân loại' }).waitFor();
    await dialog.getByText('Đã gửi đi, không rút lại được: Báo đã tiếp nhận.').waitFor();
    await dialog.getByRole('button', { name: 'Trả lại', exact: true }).click();
    await dialog.getByText('Hãy ghi lý do trả lại.').waitFor();
    await officer.look('the dialog of sending back');
    await assertFits(officer, 'the dialog of sending back');
    await dialog.getByRole('textbox', { name: 'Lý do' }).fill(reason);
    await dialog.getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.getByText('Đã trả lại bước trước.').waitFor();
  });

  step('the centre reads why, finds what it had entered, and corrects it', async () => {
    const { page } = operator;
    await page.goto('/office/unit');
    const row = page.locator('li.row').filter({ hasText: number });
    await row.getByText('Bị trả lại').waitFor();
    await operator.look('the worklist with what was sent back');
    await openAndClaim(operator, number);
    await page.getByRole('complementary', { name: 'Bị trả lại' }).getByText(reason).waitFor();
    assert.ok(await page.getByRole('radio', { name: 'Hợp lệ, chuyển xử lý' }).isChecked());
    await operator.look('a task that was sent back');
    await page.getByText('Các bước', { exact: true }).click();
    const steps = page.getByRole('region', { name: 'Các bước' }).getByRole('listitem');
    await steps.nth(2).waitFor();
    const told = await steps.allInnerTexts();
    assert.deepEqual(
      [/Đã xong/, /Đã trả lại bước trước/, /Đang làm[\s\S]*Làm lại vì bị trả lại/].map((is, n) =>
        is.test(told[n] ?? ''),
      ),
      [true, true, true],
      told.join(' / '),
    );
    await operator.look('the steps of a case');
    await completeTask(operator);
  });

  step('and takes it back with the keyboard, before the unit has begun', async () => {
    const { page } = operator;
    await page.getByRole('link', { name: 'Vừa xử lý' }).click();
    await page.getByRole('heading', { level: 1, name: 'Vừa xử lý' }).waitFor();
    await operator.look('what was done lately');
    const recall = page.getByRole('button', { name: `Thu hồi ${number}…` });
    await recall.first().focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Bước này mở lại cho ông/bà').waitFor();
    await operator.look('the dialog of recalling');
    await dialog.getByRole('button', { name: 'Thu hồi', exact: true }).press('Enter');
    await page.getByRole('complementary', { name: 'Đã thu hồi' }).waitFor();
    await page.getByRole('button', { name: 'Bỏ nhận việc' }).waitFor();
    await officer.page.goto('/office/unit');
    await officer.page.getByText(number).waitFor({ state: 'detached' });
    await completeTask(operator);
  });

  step('once the unit has taken it up, it is told so', async () => {
    await officer.page.goto('/office/unit');
    await openAndClaim(officer, number);
    const { page } = operator;
    await page.goto('/office/recent');
    await page.getByText('Không còn thu hồi được').first().waitFor();
    await officer.page.getByText('Các bước', { exact: true }).click();
    const last = officer.page.getByRole('region', { name: 'Các bước' }).getByRole('listitem').last();
    await last.getByText('Đang làm').waitFor();
    await officer.look('the steps of a case on a telephone');
    await assertFits(officer, 'the steps of a case');
    await page
      .getByRole('button', { name: `Các bước của ${number}` })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Đóng lại vì bước trước bị thu hồi').waitFor();
    await operator.look('the steps of a case done lately');
    await officer.page.goto('/office/recent');
    await assertFits(officer, 'what was done lately');
  });
});

async function assertFits({ page }: Person, screen: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${screen} is ${wide} pixels too wide`);
}
