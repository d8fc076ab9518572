/** Vắng mặt và ủy quyền: a head delegates on a telephone; the delegate sees for whom, does the task, and it is taken back. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { officials } from '#test/support/path.ts';
import { assertFits, desk, type Person, personAt, phone, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

describe('who is away, and who has delegated', () => {
  let browser: Browser;
  let product: Product;
  let head: Person;
  let officer: Person;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    head = await personAt(browser, product.url, phone);
    officer = await personAt(browser, product.url, desk);
    await signInOnPage(head, officials.head);
    await signInOnPage(officer, officials.officer);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('on a telephone the head delegates one field to the officer, until a day', async () => {
    const { page } = head;
    await page.goto('/office/absence');
    await page.getByText('Ủy quyền đến ngày').click();
    await page.getByRole('combobox', { name: 'Người được ủy quyền' }).click();
    await page.getByRole('option', { name: /Trần Minh Giang/ }).click();
    await page.getByRole('combobox', { name: 'Chỉ trong các lĩnh vực' }).fill('thoát nước');
    await page.getByRole('option').first().click();
    await page.keyboard.press('Escape');
    await head.look('delegating');
    await assertFits(head, 'delegating');
    await page.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
    await page.getByText('ủy quyền cho Trần Minh Giang').waitFor();
    await page.getByText('Chỉ trong: ').waitFor();
    await head.look('what is delegated');
  });

  step('the delegate sees on every page for whom, and on the page of absences what and until when', async () => {
    const { page } = officer;
    await page.goto('/office/absence');
    await page.getByText('Theo ủy quyền của Đặng Kim Nga đến hết').waitFor();
    await page.getByText('theo ủy quyền của Đặng Kim Nga', { exact: false }).last().waitFor();
    await officer.look('what somebody else has delegated');
  });

  step('the administrator sees it on the pages of both', async () => {
    const administrator = await personAt(browser, product.url, phone);
    await signInOnPage(administrator, 'quantri');
    const { page } = administrator;
    await page.goto(`/designer/city/people/${officials.head}`);
    await page.getByText('ủy quyền cho Trần Minh Giang').waitFor();
    await page.goto(`/designer/city/people/${officials.officer}`);
    await page.getByText('theo ủy quyền của Đặng Kim Nga').waitFor();
    await administrator.look('a person with a delegation');
    await assertFits(administrator, 'a person with a delegation');
    await administrator.leave();
  });

  step('taken back, by keyboard, it is gone for both', async () => {
    const { page } = head;
    await page.getByRole('button', { name: /^Thu hồi ủy quyền cho Trần Minh Giang/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Đã thu hồi.').waitFor();
    await officer.page.reload();
    await officer.page.getByText('Không làm thay và không được ai ủy quyền từ hôm nay.').waitFor();
    assert.equal(await officer.page.getByText('Theo ủy quyền của').count(), 0);
  });

  step('the officer is away, and the head stands in', async () => {
    const { page } = officer;
    await page.getByRole('combobox', { name: 'Người làm thay' }).click();
    await page.getByRole('option', { name: /Đặng Kim Nga/ }).click();
    await page.getByRole('button', { name: 'Báo vắng mặt' }).click();
    await page.getByText('Làm thay: Đặng Kim Nga').waitFor();
    await officer.look('an absence');
    await head.page.reload();
    await head.page.getByText(/– .*, làm thay Trần Minh Giang/).waitFor();
    await assertFits(head, 'who stands in');
  });
});
