/** The administrator: where cases stand, a step renamed on the diagram, published; new cases get it, old ones do not. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { eventually } from '#test/support/eventually.ts';
import { findTask, officials, place, signedIn, submission } from '#test/support/path.ts';
import { desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';
import { weightOf } from '#test/support/weights.ts';

const allPass = /^(\d+) trên \1 tình huống đạt\.$/;
const newName = 'Xử lý tại hiện trường';

describe('an administrator', () => {
  let browser: Browser;
  let product: Product;
  let administrator: Person;
  let oldCase: string;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    administrator = await personAt(browser, product.url, desk);
    oldCase = await caseBeingHandled(product.url);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('leaves what citizens fetch light', async () => {
    const islands = ['report', 'sign-in', 'print', 'map'].map((name) => `portal/citizen/islands/${name}.ts`);
    const { scripts } = await weightOf(...islands);
    assert.ok(scripts.gzip < 30_000, `${scripts.gzip} bytes of scripts`);
  });

  step('sees the services, and where their live cases stand on the diagram', async () => {
    const { page } = administrator;
    await signInAt({ page }, '/designer', 'quantri');
    await page.getByRole('link', { name: 'Phản ánh hiện trường' }).waitFor();
    await administrator.look('the list of services');
    await page.getByRole('link', { name: 'Phản ánh hiện trường' }).click();
    await page.locator('.diagram.live [data-element-id="handle"]').waitFor();
    await page.locator('.diagram.live [data-container-id="handle"] .djs-overlay').getByText(/\d/).first().waitFor();
    await page
      .getByText(/\d+ đang chờ/)
      .first()
      .waitFor();
    await administrator.look('the home of a service');
    await page.getByText('Danh sách bước', { exact: true }).click();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Xử lý', exact: true }) });
    await row
      .getByText(/\d+ (đang chờ|trễ hạn)/)
      .first()
      .waitFor();
    await administrator.look('the list of steps');
  });

  step('renames a step on the diagram; it is kept as a draft', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback/process');
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    await page.locator('.djs-shape[data-element-id="handle"]').click();
    const name = page
      .getByRole('complementary', { name: 'Thuộc tính' })
      .getByRole('textbox', { name: 'Tên', exact: true });
    await name.fill(newName);
    await name.blur();
    await page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
    await administrator.look('the editor of the process');
    assert.equal((await worked(product.url, oldCase)).step.vi, 'Xử lý', 'a draft changes nobody’s work');
  });

  step('says where the step may be sent back to', async () => {
    const { page } = administrator;
    const panel = page.getByRole('complementary', { name: 'Thuộc tính' });
    await panel.getByRole('combobox', { name: 'Bước này được trả lại về' }).click();
    await page.getByRole('option', { name: 'Chỉ những bước được chọn' }).click();
    await panel.getByRole('combobox', { name: 'Các bước', exact: true }).press('ArrowDown');
    await page.getByRole('option', { name: 'Tiếp nhận tại đơn vị' }).click();
    await page.keyboard.press('Escape');
    await panel.getByRole('checkbox', { name: 'Người làm xong bước này được thu hồi' }).uncheck();
    await administrator.look('where a step may be sent back to');
    const handle = /<bpmn:userTask id="handle"[^>]+wardflow:sendBack="takeOn"[^>]+wardflow:recall="false"/;
    await draftWith(page, handle);
  });

  step('adds a step from the menu by keyboard, searching without accents, and gives it a colour', async () => {
    const { page } = administrator;
    await page.locator('.djs-shape[data-element-id="takeOn"]').click();
    await page.keyboard.press('a');
    await page.keyboard.type('tin nhan');
    await page.locator('.djs-popup .entry').filter({ hasText: 'Gửi tin nhắn' }).waitFor();
    await administrator.look('the menu of steps to add');
    await page.keyboard.press('Escape');
    await page.locator('.djs-context-pad').getByTitle('Tô màu').click();
    await page.locator('.djs-popup').getByTitle('Xanh lá').click();
    await draftWith(page, /bpmnElement="takeOn"[^>]+bioc:fill="#c8e6c9"/);
  });

  step(
    'goes through the list of elements by keyboard: adds a step, names it, moves it and takes all of it back',
    async () => {
      const { page } = administrator;
      await page.getByRole('button', { name: 'Danh sách phần tử' }).press('Enter');
      const list = page.getByRole('region', { name: 'Danh sách phần tử' });
      await list.getByRole('button', { name: /^Soạn bản công khai/ }).press('Enter');
      await list.getByRole('button', { name: 'Thêm bước sau' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Việc của người' }).press('Enter');
      // The name of a new step is asked for at once.
      await list.locator('.step-tools input:focus').first().waitFor();
      await page.keyboard.type('Đọc lại');
      await page.keyboard.press('Enter');
      const before = (first: string, second: string) =>
        eventually(async () => {
          const names = await list.locator('.step strong').allInnerTexts();
          return names[names.indexOf(first) + 1] === second || undefined;
        }, `${second} behind ${first}`);
      await before('Soạn bản công khai', 'Đọc lại');
      await list.getByRole('button', { name: 'Đưa lên trước một bước' }).press('Enter');
      await before('Đọc lại', 'Soạn bản công khai');
      await draftWith(page, /Đọc lại/);
      await administrator.look('the list of elements');
      for (let undone = 0; undone < 3; undone++) await page.getByRole('button', { name: 'Hoàn tác' }).press('Enter');
      await list.locator('.step').filter({ hasText: 'Đọc lại' }).waitFor({ state: 'detached' });
      await draftWith(page, /^(?![\s\S]*Đọc lại)/);
    },
  );

  step('sees what the draft changes, in words and on both diagrams', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback');
    await page.getByRole('link', { name: 'Xem khác bản đang dùng' }).click();
    await page.getByText(`Tên: Xử lý → ${newName}`).waitFor();
    await page.getByRole('button', { name: newName, exact: true }).click();
    assert.equal(
      await page.locator('.marked [data-container-id="handle"] .mark-word.changed').count(),
      2,
      'before and after',
    );
    await page.locator('.marked .djs-element.mark-here').first().waitFor();
    await administrator.look('the comparison of the draft');
    await page.setViewportSize({ width: 360, height: 740 });
    await administrator.look('the comparison on a phone');
    await page.setViewportSize(desk);
  });

  step('asks for a review, remarks on a step, and plans to publish', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback/review');
    await page.getByRole('button', { name: 'Đề nghị xem' }).click();
    await page.getByText('Đang chờ xem').waitFor();
    await page.getByRole('combobox', { name: 'Tại chỗ nào' }).fill(newName);
    await page.getByRole('option', { name: newName, exact: true }).click();
    await page.getByRole('textbox', { name: /^Góp ý/ }).fill('Tên này đã báo đơn vị chưa?');
    await page.getByRole('button', { name: 'Ghi góp ý' }).click();
    await page.locator('.review-remarks .mark-word.remark').waitFor();
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Ngày').fill(inAMonth);
    await page.getByRole('button', { name: 'Đặt lịch' }).click();
    await page.getByText('Sẽ công bố lúc').waitFor();
    await administrator.look('the review of a draft');
    await page.setViewportSize({ width: 360, height: 740 });
    await administrator.look('the review on a phone');
    await page.setViewportSize(desk);
    await page.getByRole('button', { name: 'Huỷ lịch' }).click();
    await page.getByRole('button', { name: 'Đặt lịch' }).waitFor();
    await page.getByRole('button', { name: 'Đã giải quyết' }).click();
    await page.getByText('Đã giải quyết: Nguyễn Đức Anh').waitFor();
  });

  step(
    'what could not be saved when the page went away is offered, and the save before it is in the list',
    async () => {
      const { page, context } = administrator;
      const other = await context.newPage();
      await other.goto('/designer/citizen-feedback/process');
      await other.getByRole('button', { name: 'Vừa khung' }).click();
      await other.locator('.djs-shape[data-element-id="approve"]').click();
      await context.setOffline(true);
      const name = (at: Page) =>
        at.getByRole('complementary', { name: 'Thuộc tính' }).getByRole('textbox', { name: 'Tên', exact: true });
      await name(other).fill('Duyệt tại chỗ');
      await name(other).blur();
      await other.getByText('Chưa lưu được').waitFor();
      await other.close();
      await context.setOffline(false);
      await page.goto('/designer/citizen-feedback/process');
      await page.getByText('Có nội dung chưa lưu từ lần trước').waitFor();
      await administrator.look('what was not saved');
      await page.getByRole('button', { name: 'Lấy lại', exact: true }).click();
      await draftWith(page, /name="Duyệt tại chỗ"/);
      await page.getByText('Có nội dung chưa lưu từ lần trước').waitFor({ state: 'detached' });
      await page.goto('/designer/citizen-feedback/saves');
      await page.getByLabel('Lần lưu này để làm gì').first().waitFor();
      await page.getByRole('button', { name: 'Xem khác bây giờ' }).first().click();
      await administrator.look('the saves of a draft');
    },
  );

  step('publishes it', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback');
    await page.getByRole('button', { name: 'Công bố' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Đã thay đổi gì').fill('Tên bước rõ hơn.');
    await administrator.look('the question before publishing');
    await dialog.getByRole('button', { name: 'Công bố' }).click();
    await page.getByText('Đã công bố bản 2.').waitFor();
    await page.getByText('Tên bước rõ hơn.').waitFor();
    await administrator.look('the home after publishing');
  });

  step('a new case runs the new version, while the old case keeps its own', async () => {
    const newCase = await caseBeingHandled(product.url);
    assert.equal((await worked(product.url, newCase)).step.vi, newName);
    assert.equal((await worked(product.url, oldCase)).step.vi, 'Xử lý');
    const { page } = administrator;
    await page.reload();
    const versions = page.getByRole('table').filter({ hasText: 'Tên bước rõ hơn.' });
    await versions.getByRole('row').filter({ hasText: 'Bản 2' }).getByText('1', { exact: true }).first().waitFor();
  });

  step('tries it with a clock of its own, before Tết, and keeps the run as a scenario', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback');
    await page.getByRole('link', { name: 'Chạy thử từng bước' }).click();
    await page.getByLabel('Đồng hồ bắt đầu lúc').fill('2027-02-04T16:00');
    await page.getByRole('combobox', { name: 'Lĩnh vực' }).click();
    await page.getByRole('option', { name: 'Thoát nước, hố ga, ngập úng' }).click();
    await page.getByRole('combobox', { name: 'Địa bàn' }).click();
    await page.getByRole('option', { name: 'Phường Lam Đông' }).click();
    await administrator.look('the beginning of a trial');
    await page.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    await page.locator('.djs-shape.op-here[data-element-id="verify"]').waitFor();
    await page.getByRole('button', { name: 'Xong: Hợp lệ', exact: false }).press('Enter');
    const spoken = page.getByRole('status').filter({ hasText: 'Đang chờ 1: Tiếp nhận tại đơn vị' });
    await spoken.waitFor();
    const waits = page.getByRole('region', { name: 'Đang chờ' });
    await waits.getByText('Phòng Kinh tế, Hạ tầng và Đô thị phường Lam Đông').waitFor();
    await waits.getByText('08:30, thứ Sáu 12/02/2027').waitFor();
    await page.getByRole('button', { name: /^Đến việc kế tiếp/ }).press('Enter');
    await page.getByText('Đến hạn mà chưa xong: Tiếp nhận tại đơn vị').waitFor();
    await administrator.look('a run with its diagram');
    await page.setViewportSize(phone);
    await administrator.look('a run on a phone');
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'nothing is wider than a phone',
    );
    await page.setViewportSize(desk);
    await page.getByRole('button', { name: 'Lưu thành tình huống…' }).click();
    await page.getByLabel('Tên tình huống').fill('Ngập nước trước Tết');
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu tình huống vào bản nháp.').waitFor();
    await page.getByText('Tình huống mẫu', { exact: true }).click();
    await page.getByRole('heading', { name: 'Ngập nước trước Tết', exact: true }).waitFor();
    await page.getByText(allPass).waitFor();
    await administrator.look('all scenarios');
    await page.getByRole('button', { name: 'Xóa: Ngập nước trước Tết' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa' }).click();
    await page.getByRole('heading', { name: 'Ngập nước trước Tết', exact: true }).waitFor({ state: 'detached' });
    await page.getByText(allPass).waitFor();
  });

  step('lets a step wait for a message of another process', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback/process');
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    await page.locator('.djs-shape[data-element-id="supplementLate"]').click();
    await page.locator('.djs-context-pad').getByTitle('Đổi loại').click();
    await page.locator('.djs-popup').getByText('Khi có thông điệp, bước vẫn tiếp tục').click();
    await page.getByText('Sự kiện chưa chọn thông điệp. Hãy chọn.').first().waitFor();
    await page.locator('.djs-shape[data-element-id="verify"]').click();
    // Zoomed out, the mark of the problem covers its element: it leads there.
    await page.locator('[data-container-id="supplementLate"] .problem-mark').click();
    await page.getByRole('combobox', { name: 'Tên thông điệp' }).fill('daThanhToan');
    await page.getByRole('textbox', { name: 'Khoá tìm người nhận' }).fill('=maDon');
    await page.getByRole('textbox', { name: 'Khoá tìm người nhận' }).blur();
    await administrator.look('an event that waits for a message');
    // What was saved before says so too, and before the first save there is no draft.
    const saved = await draftWith(page, /correlation="=maDon"/);
    assert.match(saved, /<bpmn:message id="(Message_\w+)" name="daThanhToan" \/>/);
    assert.match(saved, /<bpmn:messageEventDefinition[^>]+messageRef="Message_\w+"[^>]+correlation="=maDon"/);
  });

  step('uses the version before again', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback/versions/2/1');
    await page.getByRole('button', { name: 'Dùng lại bản này' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Vì sao dùng lại bản này').fill('Tên cũ quen hơn.');
    await administrator.look('the question before going back');
    await dialog.getByRole('button', { name: 'Công bố thành bản 3' }).click();
    await page.getByText('Đã dùng lại bản 1: nay là bản 3.').waitFor();
    await page.getByText('Tên cũ quen hơn.').waitFor();
  });
});

/** @returns the diagram of the draft, once it has been saved with what is wanted */
function draftWith(page: Page, wanted: RegExp): Promise<string> {
  const path = '/api/v1/services/citizen-feedback/versions/0/resources/citizen-feedback.bpmn';
  return eventually(async () => {
    const { content } = await page.evaluate(async (url) => (await fetch(url)).json(), path);
    return wanted.test(content) ? String(content) : undefined;
  }, `a draft with ${wanted}`);
}

/** A report that its unit has taken on. @returns its register number */
async function caseBeingHandled(url: string): Promise<string> {
  const values = {
    category: 'HT-TN',
    description: 'Nắp hố ga bị vỡ.',
    location: place,
    address: 'Chợ',
    anonymous: true,
  };
  const { body } = await visitorOf(url).post('/api/v1/reports', submission(values));
  const number: string = body.registerNumber;
  const operator = await signedIn(url, officials.operator);
  const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
  const officer = await signedIn(url, officials.officer);
  for (const [official, element, given] of [
    [operator, 'verify', accept],
    [officer, 'takeOn', { outcome: 'accept' }],
  ] as const) {
    const { taskId } = await findTask(official, number, element);
    const done = await official.post(`/api/v1/tasks/${taskId}/complete`, submission(given));
    assert.equal(done.status, 200, JSON.stringify(done.body));
  }
  return number;
}

async function worked(url: string, number: string): Promise<{ readonly step: { readonly vi: string } }> {
  return await findTask(await signedIn(url, officials.officer), number, 'handle');
}
