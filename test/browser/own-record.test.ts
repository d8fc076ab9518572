/** A person's own record: asked for on a telephone, decided by two officials who see it, fetched; retention simulated. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { findTask, signedIn, submission } from '#test/support/path.ts';
import {
  assertFits,
  completeTask,
  openAndClaim,
  type Person,
  personAt,
  phone,
  signInAt,
  signInOnPage,
} from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import type { Visitor } from '#test/support/visitor.ts';

describe('a person’s own record', () => {
  let browser: Browser;
  let product: Product;
  let citizen: Person;
  let number = '';
  const step = inOrder();
  const seen = async (person: Person, screen: string) => {
    await person.look(screen);
    await assertFits(person, screen);
  };
  const completed = async (official: Visitor, element: string, values: object) => {
    const { taskId } = await findTask(official, number, element);
    const { status } = await official.post(`/api/v1/tasks/${taskId}/complete`, submission(values));
    assert.equal(status, 200, element);
  };
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    citizen = await personAt(browser, product.url, phone);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('is asked for on the citizens’ page, and the second official sees what would be handed out', async () => {
    const { page } = citizen;
    await page.goto('/report?service=personal-data-request');
    await page.getByRole('heading', { level: 1, name: 'Yêu cầu về dữ liệu cá nhân của mình' }).waitFor();
    await seen(citizen, 'request');
    await page.getByRole('radio', { name: /bản sao dữ liệu/ }).check();
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hồng Đào');
    await page.getByLabel(/Số điện thoại đã dùng/).fill('0903555777');
    await page.getByRole('button', { name: 'Gửi' }).last().click();
    await page.waitForURL('**/report/sent*');
    number =
      (await page
        .getByText(/^PA-\d{6}-\d+$/)
        .first()
        .textContent()) ?? '';
    const operator = await signedIn(product.url, 'tiepnhan');
    await completed(operator, 'verify', { identity: 'identified', identifiedBy: 'call' });
    await completed(operator, 'decide', { decision: 'grant' });
    const second = await personAt(browser, product.url, phone);
    await signInOnPage(second, 'dieuphoi');
    await openAndClaim(second, number);
    await second.page.getByRole('heading', { name: 'Sẽ cung cấp' }).waitFor();
    await seen(second, 'confirm');
    await second.page.getByRole('radio', { name: 'Đồng ý, thực hiện' }).check();
    await completeTask(second);
    await second.leave();
  });

  step('is fetched with the second factor', async () => {
    const { page } = citizen;
    await page.goto('/follow');
    await page.getByRole('heading', { name: 'Dữ liệu của ông/bà' }).waitFor();
    await seen(citizen, 'follow');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải dữ liệu của tôi (ZIP)' }).click();
    assert.equal((await download).suggestedFilename(), `${number}.zip`);
    await page.goto('/follow');
    await page.getByText('Đã tải 1 lần').waitFor();
  });

  step('an administrator simulates what rules would let go before they are saved', async () => {
    const administrator = await personAt(browser, product.url, phone);
    const { page } = administrator;
    await signInAt(administrator, '/designer/city/retention', 'quantri');
    const line = page.getByRole('group', { name: 'Dòng 1' });
    await line.getByRole('textbox', { name: 'Tiêu huỷ sau' }).fill('7');
    await page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Theo danh mục mới.');
    await page.getByRole('button', { name: 'Mô phỏng', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Kết quả mô phỏng lúc').waitFor();
    await seen(administrator, 'retention');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu.').waitFor();
    await page.goto('/designer/city/erasures');
    await page.getByText('Chưa xoá gì.').waitFor();
    await seen(administrator, 'register');
  });
});
