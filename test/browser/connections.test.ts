/** An administrator lets a program in on the page, hands its token over, and ends it; who may not, sees no way there. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { desk, type Person, personAt, phone, signInAt, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const topic = 'calculate-fee';

describe('programs outside, on the page of an administrator', () => {
  let browser: Browser;
  let product: Product;
  let administrator: Person;
  let token: string;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    administrator = await personAt(browser, product.url, desk);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  /** As the program would: what the server says to this token. */
  const fetchJobs = async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ topics: [topic] });
    return await fetch(`${product.url}/api/v1/jobs/fetch`, { method: 'POST', headers, body });
  };

  const tasksOfToken = async () => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${product.url}/api/v1/tasks?view=unit`, { headers })).status;
  };

  step('a token is made once its program has a name and something to do, and is shown this once', async () => {
    const { page } = administrator;
    await signInAt({ page }, '/designer', 'quantri');
    await page.getByRole('link', { name: 'Kết nối' }).click();
    await page.getByText('Chưa có chương trình nào được kết nối').waitFor();
    await administrator.look('no connections');
    await page.getByRole('button', { name: 'Cấp khoá mới' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cấp khoá' }).click();
    await dialog.getByText('Hãy ghi tên chương trình.').waitFor();
    await dialog.getByText('Hãy ghi ít nhất một').waitFor();
    await administrator.look('what is missing for a token');
    await dialog.getByLabel('Tên chương trình').fill('Tính phí');
    await dialog.getByLabel('Nhận việc').fill(`${topic}\n\n print-receipt\n${topic}`);
    await dialog.getByLabel('Gửi thông điệp').fill('fee-paid');
    await dialog.getByRole('button', { name: 'Cấp khoá' }).click();
    await dialog.getByText('sẽ không hiện lại').waitFor();
    token = await dialog.getByLabel('Khoá', { exact: true }).inputValue();
    await administrator.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Chép khoá' }).click();
    await dialog.getByText('Đã chép khoá.').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), token);
    await page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), true, 'no slip of a key takes the token away');
    await administrator.look('a token, shown once');
  });

  step('the program is let in, and the list says what it may do', async () => {
    const { page } = administrator;
    assert.deepEqual([(await fetchJobs()).status, token.startsWith('wfw_')], [200, true]);
    await page.getByRole('button', { name: 'Tôi đã cất khoá' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const row = page.getByRole('row').filter({ hasText: 'Tính phí' });
    assert.match(await row.innerText(), /Nhận việc: calculate-fee, print-receipt\s+Gửi thông điệp: fee-paid/);
    assert.match(await row.innerText(), /quantri/);
    assert.equal((await page.content()).includes(token), false, 'the page has forgotten the token');
    await administrator.look('the list of connections');
  });

  step('on a phone and with the keyboard the token is revoked by name, and lets nobody in', async () => {
    const { page } = administrator;
    await page.setViewportSize(phone);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, 'nothing sticks out');
    await page.getByRole('button', { name: 'Thu hồi khoá của Tính phí' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Thu hồi khoá của “Tính phí”?' });
    await dialog.waitFor();
    await administrator.look('the question before revoking, on a phone');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal((await fetchJobs()).status, 200, 'asked is not done');
    await page.getByRole('button', { name: 'Thu hồi khoá của Tính phí' }).press('Enter');
    await dialog.getByRole('button', { name: 'Thu hồi khoá' }).press('Enter');
    await page.getByText('Đã thu hồi khoá của “Tính phí”.').waitFor();
    assert.equal((await fetchJobs()).status, 401);
    await page.getByText('Khoá đã thu hồi (1)').click();
    await page.getByRole('row').filter({ hasText: 'Tính phí' }).waitFor();
    await administrator.look('a revoked token on a phone');
  });

  step('another system is added with a post, and gets a token of its own, shown this once', async () => {
    const { page } = administrator;
    await page.setViewportSize(desk);
    await page.goto('/designer/city/service-accounts');
    await page.getByText('Chưa có hệ thống nào kết nối').waitFor();
    await administrator.look('no other systems');
    await page.getByRole('button', { name: 'Thêm hệ thống' }).click();
    await page.getByLabel('Tên hệ thống').fill('Tổng đài 1022');
    await page.getByLabel('Mã hệ thống').fill('tong-dai-1022');
    await page.getByLabel('Dùng để làm gì').fill('Chuyển phản ánh qua điện thoại');
    await page.getByRole('combobox', { name: 'Vai trò' }).click();
    await page.getByRole('option', { name: 'Chuyên viên xử lý' }).click();
    await page.getByRole('combobox', { name: 'Đơn vị' }).fill('99016-KTHT');
    await page.getByRole('option', { name: /99016-KTHT/ }).click();
    await administrator.look('the form of another system');
    await page.getByRole('button', { name: 'Tạo hệ thống' }).click();
    await page.getByText('Đã thêm Tổng đài 1022.').waitFor();
    await page.getByRole('button', { name: 'Tạo mã truy cập cho Tổng đài 1022' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên mã truy cập').fill('máy chủ chính');
    await dialog.getByRole('checkbox', { name: 'Đọc việc và hồ sơ của vị trí' }).press('Space');
    await administrator.look('the form of a token');
    const lastDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel('Có hiệu lực đến hết ngày').fill(lastDay);
    await dialog.getByRole('button', { name: 'Tạo mã' }).click();
    await dialog.getByText('chỉ hiện một lần', { exact: false }).waitFor();
    token = await dialog.getByLabel('Mã truy cập', { exact: true }).inputValue();
    assert.match(token, /^wfk_[0-9A-Za-z]{49}$/);
    await page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), true, 'no slip of a key takes the token away');
    await administrator.look('the token of a system, shown once');
    await dialog.getByRole('button', { name: 'Tôi đã cất mã' }).click();
    assert.deepEqual(await tasksOfToken(), 200);
  });

  step('on a phone its token is revoked by name, and opens nothing any more', async () => {
    const { page } = administrator;
    await page.setViewportSize(phone);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, 'nothing sticks out');
    await administrator.look('the systems, on a phone');
    await page.getByRole('button', { name: 'Thu hồi mã máy chủ chính' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).press('Enter');
    await page.getByText('Đã thu hồi mã máy chủ chính.').waitFor();
    assert.deepEqual(await tasksOfToken(), 401);
  });

  step('an official sees no way there, and the address says why', async () => {
    const official = await personAt(browser, product.url, desk);
    await signInOnPage(official, 'tiepnhan');
    await official.page.goto('/designer');
    await official.page.getByRole('link', { name: 'Vận hành' }).waitFor();
    assert.equal(await official.page.getByRole('link', { name: 'Kết nối' }).count(), 0);
    await official.page.goto('/designer/connections');
    await official.page.getByRole('alert').waitFor();
    assert.equal(await official.page.getByRole('button', { name: 'Cấp khoá mới' }).count(), 0);
    await official.leave();
  });
});
