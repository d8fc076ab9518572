/** Cách giao việc: an administrator chooses in words how tasks are given, tries it, saves it; the next task goes there. */
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { place, submission } from '#test/support/path.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

const centre = 'Trung tâm Giám sát, điều hành thông minh (IOC) – Tổng đài 1022';

describe('how tasks are given', () => {
  let browser: Browser;
  let product: Product;
  let administrator: Person;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    administrator = await personAt(browser, product.url, phone);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('on a telephone a line is written for the centre, tried, and saved with a note', async () => {
    const { page } = administrator;
    await signInAt(administrator, '/designer/city/handling', 'quantri');
    await page.getByText('Chưa có dòng nào').waitFor();
    await page.getByRole('button', { name: 'Thêm dòng' }).click();
    const line = page.getByRole('group', { name: 'Dòng 1' });
    await line.getByRole('combobox', { name: 'Đơn vị' }).fill('1022');
    await page.getByRole('option', { name: centre }).click();
    await line.getByRole('combobox', { name: 'Giao thế nào' }).click();
    await page.getByRole('option', { name: 'Người đang ít việc nhất' }).click();
    const trial = page.getByRole('region', { name: 'Thử trước khi lưu' });
    await trial.getByRole('combobox', { name: 'Đơn vị' }).fill('1022');
    await page.getByRole('option', { name: centre }).click();
    await trial.getByRole('combobox', { name: 'Vai trò' }).click();
    await page.getByRole('option', { name: /1022/ }).first().click();
    await trial.getByText(/Việc kế tiếp giao cho/).waitFor();
    await trial.getByText('Theo dòng 1.').waitFor();
    await administrator.look('how tasks are given');
    await assertFits(administrator, 'how tasks are given');
    await page.getByRole('button', { name: 'Thêm dòng' }).click();
    await page.getByRole('group', { name: 'Dòng 2' }).getByRole('combobox', { name: 'Đơn vị' }).fill('1022');
    await page.getByRole('option', { name: centre }).click();
    await page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Chia đều việc trong ca trực.');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('dòng 1 đã quy định cho cùng đơn vị, lĩnh vực và vai trò').first().waitFor();
    await page.getByRole('button', { name: 'Bỏ dòng 2' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu.').waitFor();
  });

  step('after how many days silence is consent, and for which field otherwise', async () => {
    const another = await personAt(browser, product.url, phone);
    await signInAt(another, '/designer/city/handling', 'quantri');
    const { page } = another;
    const opinions = page.getByRole('region', { name: 'Lấy ý kiến đơn vị phối hợp' });
    await opinions.getByRole('textbox', { name: 'Sau bao nhiêu ngày làm việc' }).first().fill('7');
    await opinions.getByRole('button', { name: 'Thêm lĩnh vực có thời hạn riêng' }).click();
    await opinions.getByRole('button', { name: 'Bỏ thời hạn riêng 2' }).waitFor();
    await another.look('when silence is consent');
    await assertFits(another, 'when silence is consent');
    await page.getByRole('textbox', { name: 'Lý do, căn cứ' }).fill('Theo quy chế phối hợp mới.');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu.').waitFor();
    await page.reload();
    await opinions.getByRole('button', { name: 'Bỏ thời hạn riêng 2' }).waitFor();
    await another.leave();
  });

  step('the next report is in the hands of one of the centre', async () => {
    const values = {
      category: 'HT-TN',
      description: 'Nắp hố ga bị vỡ.',
      location: place,
      address: 'Chợ',
      anonymous: true,
    };
    const sent = await visitorOf(product.url).post('/api/v1/reports', submission(values));
    const coordinator = await personAt(browser, product.url, desk);
    await signInAt(coordinator, '/office/unit', 'dieuphoi');
    const row = coordinator.page.locator('li.row').filter({ hasText: sent.body.registerNumber });
    await row.getByText(/Phạm Quốc Bảo|Trần Thị Kim Ngân|Lê Hoàng Phúc/).waitFor();
    await coordinator.leave();
  });
});
