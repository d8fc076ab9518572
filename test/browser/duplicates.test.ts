/** One matter, many reports: a citizen joins before sending, an official merges while verifying and splits what was wrong. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
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
import { photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

/** Near the flooded street of the demo, which the unit is working on. */
const near = { lat: '10,98205', lon: '108,1152' };
const description = 'Nguyễn Huệ ngập nữa rồi, cống nghẹt, nước tràn vô nhà.';

describe('one matter, many reports', () => {
  let browser: Browser;
  let product: Product;
  const people: Person[] = [];
  const someone = async (
    ...options: Parameters<typeof personAt> extends [infer _B, infer _U, ...infer Rest] ? Rest : never
  ) => {
    const person = await personAt(browser, product.url, ...options);
    people.push(person);
    return person;
  };
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  const fill = async ({ page }: Person) => {
    await page.goto('/report');
    await page.getByLabel('Lĩnh vực').selectOption('HT-TN');
    await page.getByLabel('Nội dung phản ánh').fill(description);
    await page.getByText('Nhập toạ độ bằng tay').click();
    await page.getByLabel('Vĩ độ').fill(near.lat);
    await page.getByLabel('Kinh độ').fill(near.lon);
    await page.getByLabel('Địa chỉ hoặc mô tả vị trí').fill('Gần ngã ba chợ');
  };

  step('a citizen without scripts is asked before the report is sent, and joins instead', async () => {
    const citizen = await someone(phone, { javaScriptEnabled: false });
    const { page } = citizen;
    await fill(citizen);
    await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
    await page.getByRole('heading', { name: 'Có phải việc này đã được báo?' }).waitFor();
    assert.equal(
      await page.getByLabel('Nội dung phản ánh').inputValue(),
      description,
      'nothing that was typed is lost',
    );
    const text = await page.locator('.near').innerText();
    assert.match(text, /cách không quá \d+ m, cùng lĩnh vực, \d+ ngày trước/);
    assert.match(text, /Đang xử lý/);
    await citizen.look('what was reported already');
    await assertFits(citizen, 'what was reported already');
    await page.screenshot({ path: '/tmp/screens/dups-near-360.png', fullPage: true });
    await page.getByRole('button', { name: /Tôi cũng gặp/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Tôi cũng gặp việc này' }).waitFor();
    await page.getByLabel('E-mail').fill('khong phai e-mail');
    await page.getByRole('button', { name: 'Theo dõi việc này' }).click();
    await page.getByText('Địa chỉ e-mail chưa đúng').waitFor();
    await page.getByLabel('E-mail').fill('hang.xom@example.org');
    await citizen.look('joining');
    await assertFits(citizen, 'joining');
    await page.getByRole('button', { name: 'Theo dõi việc này' }).click();
    await page.getByRole('heading', { name: 'Đã ghi nhận: ông/bà cũng gặp việc này' }).waitFor();
    assert.match(
      (await page.locator('[data-code]').innerText()).replaceAll(/\s/g, ''),
      /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/,
    );
    await citizen.look('the code of a follower');
  });

  step('what they follow shows how it goes on, and stopping ends it', async () => {
    const [citizen] = people;
    const { page } = citizen ?? assert.fail();
    await page.getByRole('link', { name: 'Xem tiến độ' }).click();
    await page.getByText('Ông/bà theo dõi việc này cùng người đã phản ánh.').waitFor();
    await citizen?.look('a followed case');
    await page.screenshot({ path: '/tmp/screens/dups-follow-360.png', fullPage: true });
    await page.getByRole('button', { name: 'Thôi nhận tin' }).click();
    await page.getByText('Đã thôi theo dõi.').waitFor();
    await page.getByLabel('Mã tra cứu').waitFor();
    await citizen?.look('after stopping');
  });

  step(
    'with scripts it is shown while the report is written, photos are kept, and another matter is sent',
    async () => {
      const citizen = await someone(phone);
      const { page } = citizen;
      await fill(citizen);
      const buffer = await photoWithPosition();
      await page.getByLabel('Ảnh hiện trường').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
      await page.getByRole('heading', { name: 'Có phải việc này đã được báo?' }).waitFor();
      await citizen.look('what was reported already, with a script');
      await assertFits(citizen, 'what was reported already, with a script');
      await page.getByRole('button', { name: 'Gửi phản ánh', exact: true }).click();
      await page.getByRole('heading', { name: 'Đã nhận phản ánh của ông/bà' }).waitFor();
      await page.getByRole('link', { name: 'Theo dõi phản ánh này' }).click();
      await page.getByAltText('Ảnh lúc phản ánh').waitFor();
    },
  );

  let official: Person;
  const report = { number: '', main: '' };
  step('an official sees why it may be a duplicate, side by side, and merges it', async () => {
    official = await someone(desk);
    const { page } = official;
    await signInOnPage(official, 'tiepnhan');
    const mine = people[1]?.page ?? assert.fail();
    report.number = /PA-\d{6}-\d{4,}/.exec(await mine.locator('main').innerText())?.[0] ?? '';
    await openAndClaim(official, report.number);
    const panel = page.getByRole('region', { name: /Có thể trùng/ });
    const first = panel.locator('li').filter({ hasText: 'nội dung' }).first();
    report.main = (await first.locator('strong').innerText()).trim();
    assert.match(await first.innerText(), /cách \d+ m, cùng lĩnh vực, \d+ ngày trước, nội dung (rất|hơi) giống/);
    await first.getByRole('button', { name: 'Xem cạnh nhau' }).click();
    await panel.getByRole('heading', { level: 4, name: report.main }).waitFor();
    await official.look('two reports side by side');
    await page.screenshot({ path: '/tmp/screens/dups-office-1440.png', fullPage: true });
    await panel.getByLabel('So với phản ánh số').fill('PA-000000-0000');
    await panel.getByRole('button', { name: 'So sánh' }).click();
    await panel.getByText('Không tìm thấy phản ánh này.').waitFor();
    const merge = first.getByRole('button', { name: `Gộp vào ${report.main}` });
    await merge.focus();
    await page.keyboard.press('Enter');
    await page.locator('input[name="data[duplicateOf]"]').waitFor();
    assert.equal(await page.locator('input[name="data[duplicateOf]"]').inputValue(), report.main);
    await completeTask(official);
  });

  step('the reporter reads that theirs was merged, and how the matter goes on', async () => {
    const citizen = people[1] ?? assert.fail();
    await citizen.page.goto('/follow');
    await citizen.page.getByRole('heading', { name: `Được gộp vào ${report.main}` }).waitFor();
    await citizen.page.getByText(description).waitFor();
    await citizen.look('a merged report');
    await assertFits(citizen, 'a merged report');
    await citizen.page.screenshot({ path: '/tmp/screens/dups-merged-360.png', fullPage: true });
  });

  step('who was merged by mistake is split off by name, with a reason, and is checked anew', async () => {
    const { page } = official;
    await page.goto('/office/recent');
    await page
      .getByRole('link', { name: new RegExp(report.number) })
      .first()
      .click();
    await page.getByText(`Đã gộp vào ${report.main}.`).waitFor();
    await official.look('a merged report in the office');
  });
});
