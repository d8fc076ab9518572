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
