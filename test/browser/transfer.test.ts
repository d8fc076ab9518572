/** Chuyển đơn vị khác: an officer hands a task to another unit; there they read from whom it came, and why. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { mainPath, officials, startWalk, type Walk, walkThrough } from '#test/support/path.ts';
import { assertFits, desk, type Person, personAt, phone, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

describe('a task that goes to another unit', () => {
  let browser: Browser;
  let product: Product;
  let walk: Walk;
  let officer: Person;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    officer = await personAt(browser, product.url, phone);
    await signInOnPage(officer, officials.officer);
    walk = startWalk(product.url);
    // Up to where the officer of the ward has the step "handle" in hand.
    await walkThrough(walk, mainPath.slice(0, 9));
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('on a telephone the officer hands it on, by keyboard, and must say where to and why', async () => {
    const { page } = officer;
    await page.goto('/office/mine');
    await page.locator('li.row').filter({ hasText: walk.registerNumber }).getByRole('link').click();
    const button = page.getByRole('button', { name: 'Chuyển đơn vị khác…' });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Chuyển việc cho đơn vị nào?' });
    await dialog.getByRole('button', { name: 'Chuyển', exact: true }).click();
    await dialog.getByText('Hãy chọn đơn vị nhận.').waitFor();
    await dialog.getByText('Hãy ghi lý do chuyển.').waitFor();
    await officer.look('the dialog of handing on');
    await assertFits(officer, 'the dialog of handing on');
    await dialog.getByRole('combobox', { name: 'Đơn vị nhận' }).fill('thoát nước');
    // The units come a moment after they are asked for.
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Lý do chuyển' }).fill('Tuyến cống do công ty quản lý.');
    await dialog.getByRole('button', { name: 'Chuyển', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor();
    assert.equal(await page.locator('li.row').filter({ hasText: walk.registerNumber }).count(), 0);
  });

  step('the other unit sees the mark in its list, and in the task from whom it came and why', async () => {
    const receiver = await personAt(browser, product.url, desk);
    await signInOnPage(receiver, 'cttn.canbo');
    const { page } = receiver;
    const row = page.locator('li.row').filter({ hasText: walk.registerNumber });
    await row.getByText('Được chuyển đến').waitFor();
    await row.getByRole('link').click();
    const told = page.getByRole('complementary', { name: 'Được chuyển đến' });
    await told.getByText('Trần Minh Giang').waitFor();
    await told.getByText('Tuyến cống do công ty quản lý.').waitFor();
    await page.getByText('Ai giữ bao lâu').click();
    await page.getByRole('table').getByText('Chuyển đơn vị').waitFor();
    await receiver.look('what was handed on');
    await receiver.leave();
  });
});
