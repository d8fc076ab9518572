/** An administrator splits a unit: who of its people goes where is chosen in the preview, by telephone too. */
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const officer = /lamdong\.ktht\.canbo/;

describe('the split of a unit', () => {
  let browser: Browser;
  let product: Product;
  let person: Person;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    person = await personAt(browser, product.url, desk);
    await signInAt(person, '/designer/city/reorganisations/new?unit=99016-KTHT', 'quantri');
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  const choose = async (name: string, code: string) => {
    const { page } = person;
    const field = page.getByRole('combobox', { name, exact: true });
    await field.fill(code);
    await page.getByRole('option', { name: new RegExp(`\\(${code}\\)`) }).click();
  };

  step('the unit is shared by two others, and the preview asks of each post where it goes', async () => {
    const { page } = person;
    await page.getByLabel('Ngày đầu của tổ chức mới').fill('2030-01-01');
    await page.getByRole('button', { name: 'Chia cho thêm đơn vị' }).click();
    await choose('Đơn vị nhận một phần', '99016-CA');
    const categories = page.getByRole('combobox', { name: 'các lĩnh vực' });
    await categories.click();
    await page.getByRole('option').first().click();
    await page.keyboard.press('Escape');
    await choose('Đơn vị nhận phần còn lại', '99016-VP');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('group', { name: 'Vị trí nhân sự: ai về đơn vị nào' }).waitFor();
    await person.look('the preview of a split');
  });

  step('a choice is made by keyboard, stays when the plan is looked at again, and fits a telephone', async () => {
    const { page } = person;
    const field = page.getByRole('combobox', { name: officer });
    await field.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /99016-CA/ }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /99016-CA/ }).waitFor({ state: 'hidden' });
    await page.setViewportSize(phone);
    await page.getByRole('button', { name: 'Sửa phương án' }).click();
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('input')].some(({ value }) => /99016-CA/.test(value)),
    );
    await assertFits(person, 'the preview of a split');
    await person.look('the preview of a split on a telephone');
  });

  step('the confirmed plan says it by name', async () => {
    const { page } = person;
    await page.getByRole('textbox', { name: 'Căn cứ' }).fill('Quyết định 12');
    await page.getByRole('button', { name: 'Xác nhận phương án' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: /, .* → Công an/ })
      .waitFor();
    await assertFits(person, 'the plan');
    await person.look('the plan');
  });
});
