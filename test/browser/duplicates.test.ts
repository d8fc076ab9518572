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
  let reporter: Person;
  let official: Person;
  const given = { code: '', number: '', main: '' };
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
    await page.getByLabel('Địa chỉ hoặc mô tả vị trí').fill('Gần ngã ba chợ');
  };

  step('a citizen without scripts is asked before the report is sent, and joins instead', async () => {
    const { page } = await personAt(browser, product.url, phone, { javaScriptEnabled: false });
    await fill({ page } as Person);
    await page.getByText('Nhập toạ độ bằng tay').click();
    await page.getByLabel('Vĩ độ').fill(near.lat);
    await page.getByLabel('Kinh độ').fill(near.lon);
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
    await page.getByRole('button', { name: /Tôi cũng gặp/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Tôi cũng gặp việc này' }).waitFor();
    await page.getByLabel('E-mail').fill('khong phai e-mail');
    await page.getByRole('button', { name: 'Theo dõi việc này' }).click();
    await page.getByText('Địa chỉ e-mail chưa đúng').waitFor();
    await page.getByLabel('E-mail').fill('hang.xom@example.org');
    await page.getByRole('button', { name: 'Theo dõi việc này' }).click();
    await page.getByRole('heading', { name: 'Đã ghi nhận: ông/bà cũng gặp việc này' }).waitFor();
    given.code = (await page.locator('[data-code]').innerText()).replaceAll(/\s/g, '');
  });

  step('what they follow shows how it goes on, and stopping ends it', async () => {
    const follower = await personAt(browser, product.url, phone);
    const { page } = follower;
    await page.goto('/follow');
    await page.getByLabel('Mã tra cứu').fill(given.code);
    await page.getByRole('button', { name: 'Xem', exact: true }).click();
    await page.getByText('Ông/bà theo dõi việc này cùng người đã phản ánh.').waitFor();
    await follower.look('a followed case');
    await assertFits(follower, 'a followed case');
    await page.getByRole('button', { name: 'Thôi nhận tin' }).click();
    await page.getByText('Đã thôi theo dõi.').waitFor();
    await page.getByLabel('Mã tra cứu').waitFor();
    await follower.look('after stopping');
    await follower.leave();
  });

  step(
    'with scripts it is shown while the report is written, photos are kept, and another matter is sent',
    async () => {
      reporter = await personAt(browser, product.url, phone);
      const { page } = reporter;
      await fill(reporter);
      // As the map does when it is touched.
      await page.evaluate(({ lat, lon }) => {
        const put = (part: string, value: string) => {
          const input = document.querySelector<HTMLInputElement>(`input[name="location.${part}"]`);
          if (input === null) return;
          input.value = value;
          input.dispatchEvent(new Event('change', { bubbles: true }));
        };
        put('lat', lat);
        put('lon', lon);
      }, near);
      const buffer = await photoWithPosition();
      await page.getByLabel('Ảnh hiện trường').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
      await page.getByRole('heading', { name: 'Có phải việc này đã được báo?' }).waitFor();
      await reporter.look('what was reported already');
      await assertFits(reporter, 'what was reported already');
      const other = await personAt(browser, product.url, phone);
      await other.page.goto(`/join/${(await page.locator('.near .code').first().innerText()).trim()}`);
      await other.page.getByRole('heading', { level: 1, name: 'Tôi cũng gặp việc này' }).waitFor();
      await other.look('joining');
      await assertFits(other, 'joining');
      await other.leave();
      await page.getByRole('button', { name: 'Gửi phản ánh', exact: true }).click();
      await page.getByRole('heading', { name: 'Đã nhận phản ánh của ông/bà' }).waitFor();
      given.number = /PA-\d{6}-\d{4,}/.exec(await page.locator('main').innerText())?.[0] ?? '';
      await page.getByRole('link', { name: 'Theo dõi phản ánh này' }).click();
      await page.getByAltText('Ảnh lúc phản ánh').waitFor();
    },
  );

  step('an official sees why it may be a duplicate, side by side, and merges it by keyboard', async () => {
    official = await personAt(browser, product.url, desk);
    const { page } = official;
    await signInOnPage(official, 'tiepnhan');
    await openAndClaim(official, given.number);
    const panel = page.getByRole('region', { name: /Có thể trùng/ });
    const first = panel.locator('li').filter({ hasText: 'nội dung' }).first();
    given.main = (await first.locator('strong').innerText()).trim();
    assert.match(await first.innerText(), /cách \d+ m, cùng lĩnh vực, \d+ ngày trước, nội dung (rất|hơi) giống/);
    await first.getByRole('button', { name: 'Xem cạnh nhau' }).click();
    await panel.getByRole('heading', { level: 4, name: given.main }).waitFor();
    await official.look('two reports side by side');
    await first.getByRole('button', { name: `Gộp vào ${given.main}` }).focus();
    await page.keyboard.press('Enter');
    await page.locator('input[name="data[duplicateOf]"]').waitFor();
    assert.equal(await page.locator('input[name="data[duplicateOf]"]').inputValue(), given.main);
    await completeTask(official);
  });

  step('the reporter reads that theirs was merged, and how the matter goes on', async () => {
    const { page } = reporter;
    await page.goto('/follow');
    await page.getByRole('heading', { name: `Được gộp vào ${given.main}` }).waitFor();
    await page.getByText(description).waitFor();
    await reporter.look('a merged report');
    await assertFits(reporter, 'a merged report');
  });

  step('what was merged by mistake is split off with a reason, and waits to be checked again', async () => {
    const { page } = official;
    // The centre's own work of the main case is done: its page shows what was merged into it.
    await page.goto('/office/recent');
    const answer = await page.request.get('/api/v1/tasks/recent');
    const recent = (await answer.json()) as readonly { readonly taskId: string; readonly registerNumber: string }[];
    const checked = recent.find(({ registerNumber }) => registerNumber === given.main) ?? assert.fail();
    await page.goto(`/office/tasks/${checked.taskId}`);
    await page.getByRole('button', { name: `Tách ${given.number}` }).click();
    const dialog = page.getByRole('dialog', { name: `Tách ${given.number} ra xử lý riêng` });
    await dialog.getByLabel('Lý do').fill('Đây là chỗ ngập khác, ở đầu hẻm.');
    await official.look('splitting');
    await dialog.getByRole('button', { name: 'Tách ra' }).click();
    await page.getByText(`Đã tách ${given.number}.`).waitFor();
    await reporter.page.goto('/follow');
    await reporter.page.getByText('Đang xác minh').first().waitFor();
    await page.goto('/office/unit');
    await openAndClaim(official, given.number);
  });
});
