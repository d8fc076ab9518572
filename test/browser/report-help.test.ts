/** What helps a citizen to report: with scripts and without, the same questions, addresses, proposals and warnings. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  assertFits,
  desk,
  openAndClaim,
  type Person,
  personAt,
  phone,
  signInAt,
  signInOnPage,
} from '#test/support/people.ts';
import { photoTakenAt } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

// Of wards that are routed alike by day and by night: the two in the centre are not.
const description = 'Cây phượng trước nhà nghiêng hẳn ra đường, sợ đổ trúng người.';

describe('help for who reports', () => {
  let browser: Browser;
  let product: Product;
  let number = '';
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  const send = async (page: Page) => {
    await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  };

  step(
    'without a script, a button looks for each: category, questions, address; danger is shown before sending, once',
    async () => {
      const { page } = await personAt(browser, product.url, phone, { javaScriptEnabled: false });
      await page.goto('/report');
      await page.getByLabel('Nội dung phản ánh').fill(description);
      await page.getByRole('button', { name: 'Gợi ý lĩnh vực theo nội dung' }).click();
      await page.getByRole('button', { name: 'Cây xanh, công viên' }).click();
      assert.equal(await page.getByLabel('Lĩnh vực', { exact: true }).inputValue(), 'HT-CX');
      assert.equal(await page.getByLabel('Nội dung phản ánh').inputValue(), description);
      const fall = page.getByRole('group', { name: /Cây có đang đổ hoặc chắn đường không/ });
      await fall.waitFor();
      await page.getByLabel('Địa chỉ hoặc mô tả vị trí').fill('12/3 le hong phong');
      await page.getByRole('button', { name: 'Tìm địa chỉ này' }).click();
      await page.getByLabel('12/3 đường Lê Hồng Phong, Phường Cầu Muối').check();
      await page.getByLabel('Không để lại tên và số liên hệ').check();
      await fall.getByLabel('Có').check();
      await send(page);
      await page.getByRole('heading', { name: 'Nguy hiểm: hãy gọi ngay' }).waitFor();
      assert.equal(await page.getByRole('link', { name: 'Gọi 114.' }).getAttribute('href'), 'tel:114');
      assert.ok(await fall.getByLabel('Có').isChecked());
      await send(page);
      await page.getByRole('heading', { name: 'Đã nhận phản ánh của ông/bà' }).waitFor();
      assert.match(await page.locator('main').innerText(), /Cầu Muối/);
    },
  );

  step('with a script all of it comes by itself, and the danger at once', async () => {
    const person = await personAt(browser, product.url, phone);
    const { page } = person;
    await page.goto('/report');
    await page.getByLabel('Nội dung phản ánh').fill(description);
    await page.getByRole('button', { name: 'Cây xanh, công viên' }).click();
    const fall = page.getByRole('group', { name: /Cây có đang đổ hoặc chắn đường không/ });
    await fall.waitFor();
    await fall.getByLabel('Có').check();
    await page.getByRole('heading', { name: 'Nguy hiểm: hãy gọi ngay' }).waitFor();
    await fall.getByLabel('Không').check();
    await page.getByRole('heading', { name: 'Nguy hiểm: hãy gọi ngay' }).waitFor({ state: 'detached' });
    await page.getByLabel('Địa chỉ hoặc mô tả vị trí').fill('12/3 le hong phong');
    await page.getByRole('button', { name: 'Tìm địa chỉ này' }).click();
    await page.getByLabel('12/3 đường Lê Hồng Phong, Phường Cầu Muối').check();
    await page.getByText('Phản ánh này sẽ đến Phòng Kinh tế, Hạ tầng và Đô thị phường Cầu Muối').waitFor();
    await person.look('the report with all that helps');
    await assertFits(person, 'the report with all that helps');
    await page.getByLabel('Không để lại tên và số liên hệ').check();
    await send(page);
    await page.getByRole('heading', { name: 'Đã nhận phản ánh của ông/bà' }).waitFor();
    number = /PA-\d{6}-\d{4,}/.exec(await page.locator('main').innerText())?.[0] ?? '';
  });

  step(
    'of a photo place and time are read once it is allowed, and only then; the pin can be taken away again',
    async () => {
      const person = await personAt(browser, product.url, phone);
      const { page } = person;
      const market = { lon: 108.16374, lat: 10.98027 };
      const photo = await photoTakenAt(market, '2026:11:20 06:30:00', '+07:00');
      // Large enough to be made smaller before it is sent.
      const buffer = Buffer.concat([photo, Buffer.alloc(700_000)]);
      await page.goto('/report');
      await page.getByLabel('Lĩnh vực', { exact: true }).selectOption('HT-TN');
      await page.getByLabel('Ảnh hiện trường').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
      await page.getByText('Đã chọn ảnh: 1').waitFor();
      const [lat, times] = [page.locator('[name="location.lat"]'), page.locator('[name="photo.taken"]')];
      assert.deepEqual([await lat.inputValue(), await times.count()], ['', 0]);
      const sent = () => page.getByLabel('Ảnh hiện trường').evaluate(fileOf);
      const became = (wanted: (bytes: number) => boolean) =>
        eventually(async () => (wanted((await sent()).bytes) ? true : undefined), 'the photo of the other category');
      assert.equal((await sent()).hides, false, 'what was made smaller carries no metadata');
      await page.getByLabel('Lĩnh vực', { exact: true }).selectOption('TTDT-QC');
      await became((bytes) => bytes === buffer.length);
      assert.equal((await sent()).hides, true, 'evidence is sent as it is');
      await page.getByLabel('Lĩnh vực', { exact: true }).selectOption('HT-TN');
      await became((bytes) => bytes < 600_000);
      const consent = page.getByLabel('Dùng nơi và giờ chụp ghi trong ảnh để điền vị trí');
      await consent.check();
      await page.getByText('Đã đặt ghim ở nơi chụp ảnh').waitFor();
      assert.equal(Number(await lat.inputValue()), market.lat);
      assert.equal(await times.getAttribute('value'), '2026-11-20T06:30:00+07:00');
      await consent.uncheck();
      await page.getByText('Đã đặt ghim ở nơi chụp ảnh').waitFor({ state: 'detached' });
      assert.deepEqual([await lat.inputValue(), await times.count()], ['', 0]);
      await consent.check();
      await page.getByText('Đã đặt ghim ở nơi chụp ảnh').waitFor();
      await person.look('the report with the place of a photo');
      await assertFits(person, 'the report with the place of a photo');
      await page.getByLabel('Nội dung phản ánh').fill('Miệng cống bốc mùi hôi từ hôm kia.');
      await page.getByLabel('Địa chỉ hoặc mô tả vị trí').fill('Cổng chợ');
      await page.getByLabel('Không để lại tên và số liên hệ').check();
      await send(page);
      await page.getByRole('heading', { name: 'Đã nhận phản ánh của ông/bà' }).waitFor();
      const taken = /PA-\d{6}-\d{4,}/.exec(await page.locator('main').innerText())?.[0] ?? '';
      await person.leave();
      const official = await personAt(browser, product.url, desk);
      await signInOnPage(official, 'tiepnhan');
      await openAndClaim(official, taken);
      await official.page.getByText('Chụp lúc 20/11/2026 06:30, theo dữ liệu của ảnh').waitFor();
      await official.look('when a photo was taken');
      await official.leave();
    },
  );

  step('without a script the server reads the place, and the confirmation says so', async () => {
    const { page } = await personAt(browser, product.url, phone, { javaScriptEnabled: false });
    const buffer = await photoTakenAt({ lon: 108.16374, lat: 10.98027 });
    await page.goto('/report');
    await page.getByLabel('Lĩnh vực', { exact: true }).selectOption('HT-TN');
    await page.getByLabel('Nội dung phản ánh').fill('Rãnh thoát nước trước nhà đọng nước mấy tuần nay.');
    await page.getByLabel('Ảnh hiện trường').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByLabel('Dùng nơi và giờ chụp ghi trong ảnh để điền vị trí').check();
    await page.getByLabel('Địa chỉ hoặc mô tả vị trí').fill('Cổng chợ');
    await page.getByLabel('Không để lại tên và số liên hệ').check();
    await send(page);
    await page.getByText('Vị trí được lấy từ ảnh, thuộc Phường Lam Đông').waitFor();
  });

  step('who verifies reads the answers, confirms a proposed category and finds the ward of the address', async () => {
    const person = await personAt(browser, product.url, desk);
    const { page } = person;
    await signInOnPage(person, 'tiepnhan');
    await openAndClaim(person, number);
    await page.getByText('Cây có đang đổ hoặc chắn đường không?').waitFor();
    await page.getByLabel('Hợp lệ, chuyển xử lý').check();
    const help = page.getByRole('region', { name: 'Gợi ý lĩnh vực và tìm địa chỉ' });
    await help.getByRole('button', { name: 'Cây xanh, công viên' }).click();
    await help.getByLabel('Tìm địa bàn theo địa chỉ').fill('250 le hong phong');
    await help.getByRole('button', { name: 'Tìm', exact: true }).click();
    await help.getByRole('button', { name: '250 đường Lê Hồng Phong, Phường Bến Lam' }).click();
    await person.look('the verification with its help');
    await page.getByRole('button', { name: 'Hoàn thành' }).click();
    await page.getByText('Đã hoàn thành bước').last().waitFor();
    await person.leave();
  });

  step('the unit of that ward has it, and is told by which rule', async () => {
    const person = await personAt(browser, product.url, desk);
    const { page } = person;
    await signInOnPage(person, 'benlam.ktht.canbo');
    await openAndClaim(person, number);
    await page.getByText('Vì sao đơn vị này?').click();
    await page.getByText('Luật được dùng: Cây xanh, công viên').waitFor();
    await person.look('why this unit');
    await person.leave();
  });

  step(
    'an administrator tries a night in the centre, and sees the rule and the cells that failed; everything is covered',
    async () => {
      for (const viewport of [desk, phone]) {
        const person = await personAt(browser, product.url, viewport);
        await signInAt(person, '/designer/city/routing', 'quantri');
        await tryNight(person);
        await person.look(`the trial of routing at ${viewport.width}`);
        await assertFits(person, `the trial of routing at ${viewport.width}`);
        await person.page.getByText('Kiểm tra toàn bộ').click();
        await person.page.getByText('754 trường hợp').waitFor();
        await person.leave();
      }
    },
  );

  step('an administrator keeps the tree of categories, in which no group can go round in a circle', async () => {
    const person = await personAt(browser, product.url, phone);
    const { page } = person;
    await signInAt(person, '/designer/city/categories', 'quantri');
    await page.getByRole('heading', { level: 1, name: 'Lĩnh vực phản ánh' }).waitFor();
    await person.look('the tree of categories');
    await assertFits(person, 'the tree of categories');
    await page.getByRole('button', { name: 'Sửa nhóm: Đô thị' }).click();
    await page.getByRole('combobox', { name: 'Thuộc nhóm' }).click();
    await page.getByRole('option', { name: 'Hạ tầng kỹ thuật' }).click();
    await page.getByLabel('Lý do, căn cứ').fill('thử');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('DT › HT › DT').first().waitFor();
    await person.leave();
  });

  step(
    'what hangs on a category is told, a word is added for it, and its questions stand in the form builder',
    async () => {
      const person = await personAt(browser, product.url, phone);
      const { page } = person;
      await signInAt(person, '/designer/city/categories/HT-CX', 'quantri');
      await page.getByRole('link', { name: 'Cây xanh, công viên', exact: true }).waitFor();
      await page.getByLabel('Từ người dân hay dùng').fill('cây bàng');
      await page.getByLabel('Lý do, căn cứ').fill('Thêm từ');
      await page.getByRole('button', { name: 'Lưu' }).click();
      await page.getByText('Đã lưu.').waitFor();
      await person.look('a category');
      await assertFits(person, 'a category');
      await page.getByRole('button', { name: 'Sửa câu hỏi' }).click();
      await page.locator('.formio-component-fall').first().waitFor();
      await assertFits(person, 'the questions of a category');
      await person.leave();
    },
  );

  async function tryNight({ page }: Person): Promise<void> {
    await page.getByRole('heading', { level: 1, name: 'Định tuyến' }).waitFor();
    await page.getByRole('combobox', { name: 'Lĩnh vực' }).click();
    await page.getByRole('option', { name: 'Cây xanh, công viên' }).click();
    await page.getByRole('combobox', { name: 'Địa bàn' }).click();
    await page.getByRole('option', { name: 'Phường Lam Đông' }).click();
    await page.getByLabel('Thời điểm định tuyến').fill('2026-11-23T23:10');
    await page.getByRole('heading', { name: 'Công ty' }).waitFor();
    await page.getByText('Theo luật: Cây đổ ban đêm ở hai phường trung tâm').waitFor();
    await page.getByLabel('Thời điểm định tuyến').fill('2026-11-23T10:10');
    await page.getByRole('heading', { name: 'Phòng Kinh tế, Hạ tầng và Đô thị phường Lam Đông' }).waitFor();
    await page.locator('td.failed').first().waitFor();
  }
});

/** The photo that a form would send. */
async function fileOf(input: Element) {
  const file = (input as HTMLInputElement).files?.[0];
  const bytes = new Uint8Array((await file?.arrayBuffer()) ?? []);
  return { bytes: bytes.length, hides: new TextDecoder('latin1').decode(bytes).includes('Exif') };
}
