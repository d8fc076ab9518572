/** The whole path as people walk it: a citizen on a small phone, officials at their desks, in a real browser. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { officials, texts } from '#test/support/path.ts';
import { completeTask, desk, openAndClaim, type Person, personAt, phone, signInOnPage } from '#test/support/people.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import accounts from '#workflows/demo-city/accounts.json' with { type: 'json' };

const description = 'Nắp hố ga trước cổng chợ bị vỡ một nửa, tối qua có người sụp chân.';
const photo = async () => ({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: await photoWithPosition() });

let browser: Browser;
before(async () => {
  await builtBundles();
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  await stopOwn();
});

for (const name of databaseNames) {
  describe(`the whole path in Chromium on ${name}`, () => {
    let product: Product;
    let drop: () => Promise<void>;
    let citizen: Person;
    const given = { number: '', code: '', unit: '' };
    const step = inOrder();
    before(async () => {
      const database = await newDatabase(name);
      drop = database.remove;
      product = await startProduct({ DATABASE_URL: database.url });
      citizen = await personAt(browser, product.url, phone);
    });
    after(async () => {
      await citizen.leave();
      await product.stop();
      await drop();
    });

    step('a citizen with a small phone reads the first page in both languages', async () => {
      const { page } = citizen;
      await page.goto('/');
      await citizen.look('the first page');
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('heading', { level: 1, name: /Tell us/i }).waitFor();
      await citizen.look('the first page in English');
      for (const path of ['/report', '/follow', '/results', '/sign-in', '/mailbox']) {
        await page.goto(path);
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
        await citizen.look(`${path} in English`);
        await assertFits(citizen, path);
      }
      await page.goto('/?lang=vi');
    });

    step('reports with a photo and a touch on the map, and gets a code', async () => {
      const { page } = citizen;
      await page.getByRole('main').getByRole('link', { name: 'Gửi phản ánh' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Gửi phản ánh' }).waitFor();
      await page.getByLabel('Lĩnh vực').selectOption('HT-TN');
      await page.getByLabel('Nội dung phản ánh').fill(description);
      await page.getByLabel('Ảnh hiện trường').setInputFiles(await photo());
      await page.getByLabel('Địa chỉ hoặc mô tả vị trí').fill('Cổng chính chợ');
      await touchMap(citizen);
      await page.locator('[data-preview]').filter({ hasText: /\S/ }).waitFor();
      await page.getByLabel('Họ và tên').fill('Nguyễn Thị Mai Khôi');
      await page.getByLabel('Số điện thoại').fill('0912 345 678');
      await citizen.look('the report form, filled in');
      await assertFits(citizen, 'the report form');
      await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
      await page.getByRole('heading', { name: 'Đã nhận phản ánh của ông/bà' }).waitFor();
      await citizen.look('the confirmation');
      given.number = (
        await page
          .getByText(/PA-\d{6}-\d{4}/)
          .first()
          .innerText()
      ).trim();
      given.code = (await page.locator('[data-code]').innerText()).replaceAll(/\s/g, '');
      assert.match(given.code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    });

    step('follows it: the code shows the stages, four digits show everything', async () => {
      await citizen.leave();
      citizen = await personAt(browser, product.url, phone);
      const { page } = citizen;
      await page.goto('/follow');
      await page.getByLabel('Mã tra cứu').fill(given.code.toLowerCase());
      await page.getByRole('button', { name: 'Xem' }).click();
      await page.getByText(given.number).waitFor();
      assert.equal(await page.getByText(description).count(), 0);
      await citizen.look('following by the code alone');
      await page.getByLabel('Bốn số').fill('5678');
      await page.getByRole('button', { name: 'Xem đầy đủ' }).click();
      await page.getByText(description).waitFor();
      await page.getByAltText('Ảnh lúc phản ánh').waitFor();
      await citizen.look('following with code and digits');
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByText(description).waitFor();
      await citizen.look('following in English');
      await page.goto('/follow?lang=vi');
    });

    step('the operator finds it, sees what the citizen will get, and accepts', async () => {
      await atWork(officials.operator, async (operator) => {
        const { page } = operator;
        await page.getByText(description).first().waitFor();
        await page.getByRole('radio', { name: 'Hợp lệ, chuyển xử lý' }).check();
        await page.getByText(`Da tiep nhan phan anh ${given.number}`).waitFor();
        await operator.look('the check of a report');
      });
    });

    step('an officer of the unit takes it on and handles it with a photo', async () => {
      await atWork(await officerOfUnit(), async ({ page }) => {
        await page.getByRole('radio', { name: 'Đúng, chúng tôi xử lý' }).check();
      });
      await atWork(await officerOfUnit(), async (officer) => {
        const { page } = officer;
        await page.getByRole('textbox', { name: 'Kết quả xử lý' }).fill(texts.result);
        const chooser = page.waitForEvent('filechooser');
        await page.getByText('chọn từ máy').click();
        await (await chooser).setFiles(await photo());
        await page.getByText('anh.jpg').first().waitFor();
        await officer.look('handling');
      });
    });

    step('the head of the unit approves', async () => {
      await atWork((await officerOfUnit()).replace('.canbo', '.lanhdao'), async (head) => {
        const { page } = head;
        await page.getByAltText('Ảnh sau xử lý').waitFor();
        await page.getByRole('radio', { name: 'Duyệt, gửi công khai' }).check();
        await head.look('the approval');
      });
    });

    step('the publisher covers what is personal in texts and on a photo', async () => {
      await atWork(officials.publisher, async (publisher) => {
        const { page } = publisher;
        await page.getByRole('radio', { name: 'Công khai', exact: true }).check();
        await page.getByRole('textbox', { name: 'Tiêu đề công khai' }).fill(texts.publicTitle);
        await page.getByRole('textbox', { name: 'Nội dung công khai' }).fill(texts.publicText);
        await page
          .getByRole('textbox', { name: 'Câu trả lời công khai' })
          .fill(`${texts.publicAnswer} Gọi 0912345678.`);
        const answer = page.getByRole('region', { name: 'Câu trả lời', exact: true });
        await answer.getByRole('button', { name: /0912345678 số điện thoại · phải che/ }).press('Enter');
        await answer.getByText(`${texts.publicAnswer} Gọi […].`).waitFor();
        await coverByKeyboard(publisher);
        await publisher.look('the review');
        await page.setViewportSize(phone);
        await assertFits(publisher, 'the review on a phone');
        await page.setViewportSize(desk);
      });
    });

    step('a second person reads it as a stranger would, and lets it out', async () => {
      await atWork(officials.coordinator, async (coordinator) => {
        const { page } = coordinator;
        await page.getByRole('heading', { name: 'Bản chờ duyệt công khai' }).waitFor();
        await page.getByRole('img', { name: 'Ảnh sẽ công khai: Ảnh người dân 1' }).waitFor();
        await page.getByRole('radio', { name: 'Đủ, công khai' }).check();
        await coordinator.look('the approval for publication');
      });
    });

    step('the citizen reads the answer and rates it', async () => {
      const { page } = citizen;
      await page.goto('/follow');
      await page.getByText(texts.publicAnswer).waitFor();
      await page.getByAltText('Ảnh sau xử lý').waitFor();
      await page.getByRole('radio', { name: '5 – Rất hài lòng' }).check();
      await page.getByRole('radio', { name: 'Đã xong' }).check();
      await citizen.look('the rating');
      await page.getByRole('button', { name: 'Gửi', exact: true }).click();
      await page.getByText('Đã nhận câu trả lời. Cảm ơn ông/bà.').waitFor();
      await citizen.look('thanks for the rating');
    });

    step('everybody finds and reads the result, in both languages', async () => {
      const { page } = citizen;
      await page.goto('/results');
      await page.getByLabel('Từ khoá').fill('nap ho ga');
      await page.getByRole('button', { name: 'Lọc' }).click();
      await citizen.look('the list of results');
      await page.getByRole('link', { name: texts.publicTitle }).first().click();
      await page.getByText(texts.publicAnswer).waitFor();
      await page.getByText(given.number).waitFor();
      await page.getByText('Người dân đánh giá 5 trên 5').waitFor();
      await citizen.look('a result');
      await assertFits(citizen, 'a result');
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByText(texts.publicAnswer).waitFor();
      await citizen.look('a result in English');
      assert.doesNotMatch(await page.content(), /Khôi|0912/);
    });

    /** One official comes, does one task of the case, and goes. */
    async function atWork(username: string, work: (person: Person) => Promise<void>): Promise<void> {
      const official = await personAt(browser, product.url, desk);
      try {
        await signInOnPage(official, username);
        await official.look(`the worklist of ${username}`);
        await openAndClaim(official, given.number);
        await work(official);
        const seen = await official.page.locator('main').innerText();
        assert.ok(!seen.includes(given.code), 'the tracking code is the citizen’s alone');
        assert.doesNotMatch(seen, /\b(Maximum|Minimum|characters|required)\b/, 'Form.io speaks Vietnamese');
        await completeTask(official);
        await official.look(`the worklist of ${username} afterwards`);
      } catch (error) {
        const seen = await official.page.locator('main').innerText();
        throw new Error(`${username} sees: ${seen}`, { cause: error });
      } finally {
        await official.leave();
      }
    }

    /** Where the touch on the map fell decides the ward; its official for manholes is found by the name of the unit. */
    async function officerOfUnit(): Promise<string> {
      if (given.unit !== '') return given.unit;
      const answer = await fetch(`${product.url}/api/v1/reports/${given.code}`);
      const { unit } = (await answer.json()) as { readonly unit: { readonly code: string } };
      given.unit = officerAt(unit.code);
      return given.unit;
    }
  });
}

function officerAt(unit: string): string {
  const account = accounts.accounts.find(({ posts }) =>
    posts.some((post) => post.role === 'officer' && post.unit === unit),
  );
  return account?.username ?? assert.fail(`nobody works at ${unit}`);
}

/** A box over the first photo, made, moved and sized without a mouse; then the photo is chosen. */
async function coverByKeyboard({ page, look }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Che ảnh: Ảnh người dân 1' }).press('Enter');
  await page.getByRole('button', { name: 'Thêm ô che' }).press('Enter');
  const box = page.getByRole('button', { name: /^Ô che 1:/ });
  await box.press('ArrowLeft');
  await box.press('Shift+ArrowRight');
  await page.getByRole('button', { name: /^Ô che 1: cách trái 39, .*rộng 21/ }).waitFor();
  await look('the boxes over a photo');
  await page.getByRole('button', { name: 'Lưu bản che' }).press('Enter');
  await page.getByText('đã lưu, 1 ô che').waitFor();
  await page.getByRole('checkbox', { name: 'Công khai ảnh này: Ảnh người dân 1' }).check();
}

async function touchMap({ page }: Person): Promise<void> {
  const map = page.locator('.leaflet-container');
  await map.scrollIntoViewIfNeeded();
  await page.locator('.leaflet-container path.leaflet-interactive').first().waitFor({ state: 'attached' });
  await map.click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name="location.lat"]')?.value !== '');
}

/** Nothing is wider than the phone. */
async function assertFits({ page }: Person, screen: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${screen} is ${wide} px too wide`);
}
