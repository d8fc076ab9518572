/** The administrator: what was done on a service, as a picture and as a table; past cases tried on a draft. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { officials } from '#test/support/path.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const api = '/api/v1/services/citizen-feedback';

describe('an administrator looks back', () => {
  let browser: Browser;
  let product: Product;
  let administrator: Person;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    administrator = await signedIn(await personAt(browser, product.url, desk));
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('sees how often each step was done and how long it took, on the diagram and as a table', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback');
    await page.getByRole('link', { name: 'Số liệu' }).click();
    await page.getByRole('heading', { name: 'Số liệu', exact: true }).waitFor();
    await page.locator('.diagram .heat-5').first().waitFor();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Xử lý', exact: true }) });
    assert.match(await row.innerText(), /\d/);
    await administrator.look('figures by step');
    await page.getByText('Chờ', { exact: true }).first().click();
    await page
      .locator('.diagram .badge')
      .getByText(/giờ|phút|ngày/)
      .first()
      .waitFor();
    await page.getByText('Theo đơn vị').click();
    await page.getByRole('rowheader').first().waitFor();
    await administrator.look('figures by unit');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải bảng (CSV)' }).click();
    assert.match((await saving).suggestedFilename(), /^citizen-feedback-1-.*\.csv$/);
  });

  step('tries a draft on past cases: which would part, where, and whose deadlines move', async () => {
    const { page } = administrator;
    const changed = await page.evaluate(async (base) => {
      const { content } = await (await fetch(`${base}/versions/1/resources/citizen-feedback.bpmn`)).json();
      const body = JSON.stringify({
        revision: null,
        content: content
          .replace('outcome = "return"</', 'outcome = "approve"</')
          .replaceAll('<wardflow:deadline duration="PT8H"', '<wardflow:deadline duration="PT4H"'),
      });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${base}/draft/resources/citizen-feedback.bpmn`, { method: 'PUT', headers, body })).status;
    }, api);
    assert.equal(changed, 200);
    await page.goto('/designer/citizen-feedback');
    await page.getByRole('link', { name: 'Chạy thử trên hồ sơ cũ' }).click();
    await page.getByRole('button', { name: 'Chạy thử' }).click();
    await page.getByText(/\d+ đi đường khác/).waitFor();
    const parting = page.getByRole('row').filter({ hasText: /Sau "(Xử lý|Đạt yêu cầu\?)"/ });
    await parting.first().getByRole('button').click();
    await page.locator('.diagram .heat-5').first().waitFor();
    await administrator.look('past cases tried on a draft');
  });

  step('a head of unit sees the own unit in the office, by step and by day, and takes it away', async () => {
    for (const viewport of [desk, phone]) {
      const head = await personAt(browser, product.url, viewport);
      const { page } = head;
      await signInOnPage(head, officials.head);
      if (viewport === phone) await page.getByRole('button', { name: 'Mở danh mục' }).click();
      await page.getByRole('link', { name: 'Số liệu đơn vị' }).click();
      await choose(head, 'Dịch vụ', 'Phản ánh hiện trường');
      await page.getByRole('rowheader', { name: 'Xử lý', exact: true }).waitFor();
      assert.equal(
        await page.getByRole('rowheader', { name: 'Xác minh, phân loại' }).count(),
        0,
        'the centre did that',
      );
      assert.equal(await page.getByRole('combobox', { name: 'Đơn vị' }).count(), 0, 'there is only one');
      await head.look('figures of a unit');
      await page.getByText('Theo ngày', { exact: true }).click();
      await page
        .getByRole('rowheader', { name: /^\d\d\/11\/2026$/ })
        .first()
        .waitFor();
      await choose(head, 'Khoảng thời gian', 'Chọn ngày…');
      await page.getByLabel('Từ ngày').fill('2030-01-01');
      await page.getByText('Ngày cuối phải sau hoặc trùng ngày đầu.').waitFor();
      await page.getByLabel('Từ ngày').fill('2026-01-01');
      await page.getByRole('rowheader').first().waitFor();
      await head.look('figures of a unit by day');
      await assertFits(head, 'figures of a unit by day');
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Tải bảng (CSV)' }).click();
      assert.match((await saving).suggestedFilename(), /^citizen-feedback-day-2026-01-01-.*\.csv$/);
      await head.leave();
    }
  });

  step('who is no head finds no way there, and is told so', async () => {
    const officer = await personAt(browser, product.url, desk);
    await signInOnPage(officer, officials.officer);
    assert.equal(await officer.page.getByRole('link', { name: 'Số liệu đơn vị' }).count(), 0);
    await officer.page.goto('/office/figures');
    await officer.page.getByText('Ông/bà không có quyền xem số liệu.').waitFor();
    await officer.look('figures that one may not see');
    await officer.leave();
  });

  step('the same on a phone', async () => {
    const small = await signedIn(await personAt(browser, product.url, phone));
    await small.page.goto('/designer/citizen-feedback/figures');
    await small.page.getByRole('rowheader').first().waitFor();
    await small.look('figures on a phone');
    await small.page.goto('/designer/citizen-feedback/trial');
    await small.page.getByRole('button', { name: 'Chạy thử' }).click();
    await small.page.getByText(/\d+ đi đường khác/).waitFor();
    const told = small.page.getByRole('region', { name: 'Ai được nhắn gì, lúc nào' }).first();
    await told
      .getByText(/Nhắc hạn giải quyết: đã dùng \d+% thời gian/)
      .first()
      .waitFor();
    await small.look('a trial on a phone');
    await assertFits(small, 'a trial on a phone');
  });
});

async function signedIn(person: Person): Promise<Person> {
  const { page } = person;
  await signInAt({ page }, '/designer', 'quantri');
  await page.getByRole('link', { name: 'Phản ánh hiện trường' }).waitFor();
  return person;
}

async function choose({ page }: Person, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: option }).click();
}
