/** The administrator makes services: of a workflow that another system keeps as a table of states, of a list of steps. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { eventually } from '#test/support/eventually.ts';
import { desk, type Person, patienceMs, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const table = await readFile(new URL('../data/digit/digit-cms-2026-workflow.json', import.meta.url), 'utf8');

describe('an administrator who makes services', () => {
  let browser: Browser;
  let product: Product;
  let administrator: Person;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    administrator = await personAt(browser, product.url, desk);
    const { page } = administrator;
    await signInAt({ page }, '/designer', 'quantri');
    await page.getByRole('link', { name: 'Nhập quy trình của hệ thống khác' }).press('Enter');
    await page.getByRole('button', { name: 'Chọn tệp JSON' }).waitFor();
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('is told what is wrong with a broken table and where, and nothing is made', async () => {
    const { page } = administrator;
    await choose(page, 'broken.json', table.replace('"nextState": "RESOLVED"', '"nextState": "RESOLVD"'));
    const alert = page.getByRole('alert');
    await alert.getByText('Thao tác RESOLVE dẫn tới trạng thái "RESOLVD" không có trong tệp').waitFor();
    await alert.getByText('BusinessServices[0].states[3].actions[2].nextState').waitFor();
    await administrator.look('a table that was refused');
    await choose(page, 'torn.json', table.slice(0, 900));
    await alert.getByText('Tệp không phải JSON đọc được').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Tạo dịch vụ nháp' }).count(), 0);
  });

  step('reads what is taken over and what to look at, and sees the diagram', async () => {
    const { page } = administrator;
    await choose(page, 'pgr.json', table);
    await page.getByText('Đã đọc tệp pgr.json').waitFor();
    const check = page.locator('.import-report > section');
    await check.getByText('Không thao tác nào dẫn tới trạng thái này').waitFor();
    await check.getByText('Trạng thái được ghi là kết thúc nhưng vẫn có thao tác: RATE, REOPEN, COMMENT').waitFor();
    await page.locator('.djs-shape[data-element-id="PENDINGATLME"]').waitFor();
    await administrator.look('what an import of a table says');
    await page.setViewportSize(phone);
    await administrator.look('what an import of a table says, on a phone');
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'nothing is wider than a phone',
    );
    await page.setViewportSize(desk);
  });

  step('gives roles to the city’s people and makes the service, which stands as a draft', async () => {
    const { page } = administrator;
    await pick(page, 'Vai trò ở đây của GRO', 'Điều phối viên tiếp nhận 1022');
    await pick(page, 'Đơn vị của GRO', 'Trung tâm Giám sát, điều hành thông minh (IOC) – Tổng đài 1022');
    assert.equal(await page.locator('.import-report').getByText('GRO', { exact: true }).count(), 0);
    // A role that the city has not keeps it from being published.
    for (const role of ['CFC', 'CSR', 'PGR_LME', 'PGR_VIEWER', 'SUPERVISOR']) {
      await pick(page, `Vai trò ở đây của ${role}`, 'Điều phối viên tiếp nhận 1022');
    }
    await page.getByLabel('Tên dịch vụ mới').fill('Phản ánh kiểu DIGIT');
    await page.getByLabel('Tên bằng tiếng Anh').fill('Complaints as in DIGIT');
    await page.getByLabel('Mã dịch vụ').fill('phan-anh-digit');
    await page.getByRole('button', { name: 'Tạo dịch vụ nháp' }).press('Enter');
    await page.getByRole('heading', { name: 'Phản ánh kiểu DIGIT' }).waitFor();
    await page.getByText('Không hồ sơ nào đi theo mũi tên này tới “Đã hủy”').waitFor();
    await administrator.look('a service that was made by an import');
    await page.setViewportSize(phone);
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'the page of the service is not wider than a phone',
    );
    await page.setViewportSize(desk);
    const answer = await page.request.get('/api/v1/services/phan-anh-digit');
    const detail = (await answer.json()) as { readonly version: number; readonly draft: unknown };
    assert.equal(detail.version, 0);
    assert.ok(detail.draft);
  });

  step('opens the editor and publishes it', async () => {
    const { page } = administrator;
    await page.goto('/designer/phan-anh-digit/process');
    await page.locator('.djs-shape[data-element-id="PENDINGATLME"]').waitFor();
    await administrator.look('the editor with an imported table');
    await page.goto('/designer/phan-anh-digit');
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await page.getByText('Bản 1 đang dùng').first().waitFor();
    await administrator.look('a published service that came from a table');
  });

  step('tells another service as a list of steps, is shown what is missing, and sees it drawn', async () => {
    const { page } = administrator;
    await page.goto('/designer');
    await page.getByRole('link', { name: 'Dịch vụ mới' }).press('Enter');
    await page.getByRole('link', { name: 'Ghi danh sách bước' }).press('Enter');
    await page.getByRole('button', { name: 'Tạo bản nháp' }).press('Enter');
    await page.getByText('đã đánh dấu ở từng mục').waitFor();
    assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-invalid")'), 'true');
    await administrator.look('a new service with what is missing');
    const about = page.getByRole('group', { name: 'Dịch vụ', exact: true });
    await about.getByRole('textbox', { name: 'Tên', exact: true }).fill('Tiếng ồn ban đêm');
    await about.getByLabel('Tên tiếng Anh').fill('Noise at night');
    assert.equal(await about.getByLabel('Mã dịch vụ').inputValue(), 'tieng-on-ban-dem');
    await writeStep(page, 1, ['Tiếp nhận', 'Receive', 'Điều phối viên tiếp nhận 1022', 'Trung tâm Giám sát']);
    await writeStep(page, 2, ['Kiểm tra', 'Look', 'Chuyên viên xử lý', 'Đơn vị mà bước trước chọn']);
    await page.getByRole('group', { name: 'Bước 1' }).getByLabel('Được từ chối').press('Space');
    await page.locator('.djs-shape[data-element-id="kiem-tra"]').waitFor();
    await administrator.look('a new service, drawn');
    await page.setViewportSize(phone);
    await administrator.look('a new service, on a phone');
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'nothing is wider than a phone',
    );
    await page.setViewportSize(desk);
  });

  step('makes a draft of it and publishes it as it is; a citizen sends it, and it is done', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'Tạo bản nháp' }).press('Enter');
    await page.getByRole('heading', { name: 'Tiếng ồn ban đêm' }).waitFor();
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await page.getByText('Bản 1 đang dùng').first().waitFor();
    const citizen = await personAt(browser, product.url, phone, { javaScriptEnabled: false });
    await citizen.page.goto('/report?service=tieng-on-ban-dem');
    await citizen.page.getByLabel('Lĩnh vực').selectOption({ index: 1 });
    await citizen.page.getByLabel('Nội dung').fill('Quán hát mở loa quá nửa đêm, cả xóm không ngủ được.');
    await citizen.page.getByLabel('Địa chỉ').fill('Số 12 đường Biển, phường Lam Đông');
    await citizen.page.getByRole('button', { name: 'Gửi' }).click();
    const code = (await citizen.page.locator('[data-code]').innerText()).replaceAll(/\s/g, '');
    const official = await personAt(browser, product.url, desk);
    await signInAt(official, '/office', 'tiepnhan');
    await official.page
      .getByRole('link', { name: /Quán hát mở loa/ })
      .first()
      .click();
    await official.page.getByLabel('Không tiếp nhận').check();
    await official.page.getByLabel('Lý do (người gửi sẽ đọc)').fill('Công an phường đã xử lý đêm qua.');
    await official.page.getByRole('button', { name: 'Hoàn thành' }).click();
    await official.page.getByText('Đã hoàn thành').first().waitFor();
    // The refusal is told by a job of its own.
    const ended = citizen.page.getByText('Không tiếp nhận').first();
    for (const end = Date.now() + patienceMs; Date.now() < end && !(await ended.isVisible()); ) {
      await citizen.page.goto(`/follow?code=${code}`);
    }
    await ended.waitFor();
  });

  step(
    'answers its settings: names a stage, takes one of the city’s list, moves it, keeps what a step uses',
    async () => {
      const { page } = administrator;
      await page.goto('/designer/tieng-on-ban-dem/settings');
      await page.getByText('Đã đủ, không còn chỗ nào phải điền.').waitFor();
      await page.getByRole('textbox', { name: 'Dịch vụ này để làm gì, tiếng Việt' }).fill('Báo nơi gây ồn sau 22 giờ.');
      await page.locator('summary').filter({ hasText: 'Kiểm tra' }).press('Enter');
      await page.getByRole('textbox', { name: 'Tên giai đoạn, tiếng Việt' }).fill('');
      await page.getByText('Còn 1 chỗ phải điền').waitFor();
      await administrator.look('settings with an answer that is missing');
      await page.getByRole('textbox', { name: 'Tên giai đoạn, tiếng Việt' }).fill('Đang kiểm tra');
      await page.getByRole('button', { name: 'Bỏ “Đang kiểm tra”' }).press('Enter');
      await page.getByRole('dialog').getByRole('link', { name: 'Kiểm tra', exact: false }).waitFor();
      await administrator.look('a stage that a step uses');
      await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).last().press('Enter');
      await page.getByRole('button', { name: 'Thêm giai đoạn' }).press('Enter');
      await page.getByRole('combobox', { name: 'Lấy từ danh mục của thành phố' }).fill('Chờ bổ sung thông tin');
      await page.getByRole('option', { name: 'Chờ bổ sung thông tin' }).click();
      await page.getByRole('button', { name: 'Thêm', exact: true }).press('Enter');
      await page.getByRole('button', { name: 'Đưa “Chờ bổ sung thông tin” lên' }).press('Enter');
      await page.getByText('dừng đồng hồ').waitFor();
      await page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
      await administrator.look('the settings of a service');
      await page.setViewportSize(phone);
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'settings fit a phone');
      await page.setViewportSize(desk);
      const answer = await page.request.get('/api/v1/services/tieng-on-ban-dem/versions/0/resources/pack.json');
      const pack = JSON.parse(((await answer.json()) as { readonly content: string }).content);
      assert.equal(pack.description.vi, 'Báo nơi gây ồn sau 22 giờ.');
      const names = pack.stages.map(({ code, name }: { code: string; name: { vi: string } }) => `${code} ${name.vi}`);
      const [added, checked] = [
        'cho_bo_sung Chờ bổ sung thông tin',
        names.find((one: string) => one.endsWith('Đang kiểm tra')),
      ];
      assert.equal(names.indexOf(added), names.indexOf(checked) - 1, names.join(', '));
    },
  );

  step('sees its parts as a list, and changes in a table who does a step and by when', async () => {
    const { page } = administrator;
    await page.goto('/designer/tieng-on-ban-dem');
    const parts = page.getByRole('list', { name: 'Các phần của dịch vụ' });
    await parts.getByText(/^3 biểu mẫu, \d+ câu hỏi/).waitFor();
    await parts.getByText('Chưa có hạn: “Tiếp nhận”, “Kiểm tra”.').waitFor();
    assert.equal(await parts.locator(':scope > li').count(), 9);
    await administrator.look('the home of a service as a list of things to settle');
    await page.setViewportSize(phone);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'the home fits a phone');
    await page.setViewportSize(desk);
    await parts.getByRole('link', { name: 'Mở: Ai làm' }).press('Enter');
    await page.getByRole('combobox', { name: 'Vai trò làm bước “Kiểm tra”' }).fill('Lãnh đạo đơn vị');
    await page.getByRole('option', { name: 'Lãnh đạo đơn vị' }).first().click();
    await page.getByRole('button', { name: 'Đặt hạn cho bước “Kiểm tra”' }).press('Enter');
    await page.getByRole('group', { name: 'Đổi hạn của bước “Kiểm tra”' }).getByLabel('Số', { exact: true }).fill('3');
    await page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
    await administrator.look('who does each step and by when');
    await page.setViewportSize(phone);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'the table fits a phone');
    await page.setViewportSize(desk);
    const path = '/api/v1/services/tieng-on-ban-dem/versions/0/resources/tieng-on-ban-dem.bpmn';
    const saved = await eventually(async () => {
      const { content } = (await (await page.request.get(path)).json()) as { readonly content: string };
      return content.includes('duration="PT3H"') ? content : undefined;
    }, 'a draft with the deadline of three hours');
    const task = saved.slice(saved.indexOf('<bpmn:userTask id="kiem-tra"'), saved.indexOf('duration="PT3H"'));
    assert.match(task, /^<bpmn:userTask id="kiem-tra"[^>]+wardflow:role="unit_head"/);
    assert.match(saved, /<bpmndi:BPMNShape[^>]+bpmnElement="kiem-tra"/);
  });

  step('begins with a service of the gallery, and with a blank sheet; neither has a fault', async () => {
    const { page } = administrator;
    await page.goto('/designer/new');
    await page.getByRole('button', { name: 'Xem sơ đồ: Yêu cầu về dữ liệu cá nhân của mình' }).press('Enter');
    await page.locator('.djs-shape[data-element-id="verify"]').waitFor();
    await administrator.look('ways to begin a new service');
    await page.setViewportSize(phone);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'the gallery fits a phone');
    await page.setViewportSize(desk);
    await page.getByRole('link', { name: 'Dùng mẫu này: Yêu cầu về dữ liệu cá nhân của mình' }).press('Enter');
    await nameService(page, 'Xin dữ liệu của tôi', 'Ask for my data');
    await administrator.look('the name of a copy');
    await page.getByRole('button', { name: 'Tạo bản nháp' }).press('Enter');
    await page.getByRole('heading', { name: 'Xin dữ liệu của tôi' }).waitFor();
    await page.goto('/designer/new');
    await page.getByRole('link', { name: 'Bắt đầu từ trang trắng' }).press('Enter');
    await nameService(page, 'Việc trống', 'Blank');
    for (const [label, option] of [
      ['Ai làm', 'Chuyên viên xử lý'],
      ['Ở đơn vị nào', 'Trung tâm Giám sát'],
    ] as const) {
      await page.getByRole('combobox', { name: label }).fill(option);
      await page.getByRole('option', { name: option }).first().click();
    }
    await administrator.look('a blank sheet');
    await page.getByRole('button', { name: 'Tạo bản nháp' }).press('Enter');
    await page.getByRole('heading', { name: 'Việc trống' }).waitFor();
    for (const key of ['xin-du-lieu-cua-toi', 'viec-trong']) {
      const problems = await page.evaluate(
        async (url) => (await fetch(url, { method: 'POST' })).json() as Promise<readonly { severity: string }[]>,
        `/api/v1/services/${key}/draft/check`,
      );
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
        key,
      );
    }
  });

  step('reads all texts side by side, fills in what is missing, and gives them to a translator and back', async () => {
    const { page } = administrator;
    await page.goto('/designer/viec-trong/texts');
    await page.getByText('Đủ cả hai thứ tiếng').waitFor();
    const english = page.getByRole('textbox', { name: 'Việc trống – tên, tiếng Anh' });
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Xuất bảng Excel để dịch' }).press('Enter'),
    ]);
    assert.equal(await english.first().inputValue(), 'Blank');
    await english.first().fill('');
    await english.first().blur();
    await page.getByText('1 câu còn thiếu').first().waitFor();
    await page.getByRole('checkbox', { name: 'Chỉ câu còn thiếu' }).check();
    assert.equal(await page.locator('.texts textarea').count(), 2);
    await administrator.look('texts of a service, missing ones only');
    await page.getByRole('checkbox', { name: 'Chỉ câu còn thiếu' }).uncheck();
    await page.locator('input[type="file"]').setInputFiles(await table.path());
    await page.getByText('Đã lấy 1 câu từ bảng.').waitFor();
    await page.getByText('Đủ cả hai thứ tiếng').waitFor();
    await page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
    await administrator.look('all texts of a service');
    await page.setViewportSize(phone);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'the texts fit a phone');
    await page.setViewportSize(desk);
  });

  step('inserts what the case fills in by its name, and sees the message as it arrives', async () => {
    const { page } = administrator;
    await page.goto('/designer/viec-trong/messages');
    await page.getByText('Mọi tin đủ hai thứ tiếng').waitFor();
    const sms = page.getByRole('textbox', { name: 'SMS' }).first();
    await sms.press('End');
    await page.getByRole('button', { name: 'Chèn thông tin hồ sơ vào: SMS, tiếng Việt' }).first().press('Enter');
    assert.equal(await page.getByRole('menuitem', { name: 'Lý do' }).count(), 0, 'no step gives a reason here');
    await page.getByRole('menuitem', { name: 'Hạn trả lời' }).click();
    assert.match(await sms.inputValue(), /\{han\}/);
    await page.locator('.message-preview summary').first().press('Enter');
    await page.locator('.message-bubble').getByText('17:00 25/11/2026').waitFor();
    await page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
    await administrator.look('a message with its preview');
    await page.setViewportSize(phone);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'the messages fit a phone');
    await page.setViewportSize(desk);
  });

  step('cannot make a second one of the same code', async () => {
    const { page } = administrator;
    await page.goto('/designer/import');
    await choose(page, 'pgr.json', table);
    await page.getByLabel('Mã dịch vụ').fill('phan-anh-digit');
    await page.getByRole('button', { name: 'Tạo dịch vụ nháp' }).click();
    await page.getByText('Đã có dịch vụ phan-anh-digit.').waitFor();
  });
});

async function nameService(page: Page, vi: string, en: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Tên', exact: true }).fill(vi);
  await page.getByLabel('Tên tiếng Anh').fill(en);
}

/** @param what names, role and unit of the step */
async function writeStep(page: Page, n: number, what: readonly [string, string, string, string]): Promise<void> {
  const group = page.getByRole('group', { name: `Bước ${n}` });
  const [vi, en, role, unit] = what;
  await group.getByRole('textbox', { name: 'Tên', exact: true }).fill(vi);
  await group.getByLabel('Tên tiếng Anh').fill(en);
  for (const [label, option] of [
    ['Ai làm', role],
    ['Ở đơn vị nào', unit],
  ] as const) {
    await group.getByRole('combobox', { name: label }).fill(option);
    await page.getByRole('option', { name: option }).first().click();
  }
}

async function choose(page: Page, name: string, content: string): Promise<void> {
  const buffer = Buffer.from(content);
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'application/json', buffer });
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}
