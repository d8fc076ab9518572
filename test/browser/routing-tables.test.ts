/** An administrator changes who gets what: sees it before anybody else, is stopped at a hole, publishes, goes back. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { findTask, officials, place, signedIn, submission } from '#test/support/path.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { visitorOf } from '#test/support/visitor.ts';

const noise = 'MT-ON';
const ward = '99016';

const shot = '&lt;img src="x" onerror="globalThis.harmed = 1">&lt;script>globalThis.harmed = 1&lt;/script>';
const harm = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="harm-file" name="harm" namespace="harm">
  <decision id="harm" name="harm"><description>${shot}</description>
    <decisionTable id="harm-table" hitPolicy="FIRST">
      <input id="harm-in" label="&lt;img src=x onerror=globalThis.harmed=1>"><inputExpression id="harm-x" typeRef="${'&lt;b>'}"><text>t-cell</text></inputExpression></input>
      <output id="harm-out" label="o" name="&lt;script>" typeRef="string" />
      <rule id="harm-rule"><description>${shot}</description>
        <inputEntry id="harm-i1" expressionLanguage="javascript:globalThis.harmed=1"><text>${shot}</text></inputEntry>
        <outputEntry id="harm-o1"><text>globalThis.harmed = 1</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>`;

describe('an administrator who keeps the routing', () => {
  let browser: Browser;
  let product: Product;
  let person: Person;
  let oldCase: string;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    person = await personAt(browser, product.url, desk);
    oldCase = await noisyReport();
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  const cell = (id: string): Locator => person.page.locator(`td[data-element-id="${id}"]`);
  const panel = (): Locator => person.page.getByRole('complementary', { name: 'Ô đang chọn' });
  const saved = (): Promise<void> =>
    person.page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
  const show = (view: string): Promise<void> =>
    person.page.locator('.which-view').getByText(view, { exact: true }).click();

  step('opens the tables from the city’s routing', async () => {
    const { page } = person;
    await signInAt(person, '/designer/city/routing', 'quantri');
    await page.getByRole('link', { name: 'Sửa bảng định tuyến' }).click();
    await cell('exception-1-i1').waitFor();
    assert.equal(await cell('exception-1-i1').getAttribute('data-names'), 'Cấp nước sạch, Điện lực');
    await page.getByRole('link', { name: 'Powered by bpmn.io' }).or(page.locator('.bjs-powered-by')).first().waitFor();
    await person.look('the table of exceptions');
    await page.getByRole('combobox', { name: 'Bảng' }).click();
    await page.getByRole('option', { name: 'Thẩm quyền theo lĩnh vực' }).click();
    await cell('competence-11-o3').waitFor();
  });

  step('gives a category to another part of the wards, by its name', async () => {
    const { page } = person;
    await cell('competence-11-o3').click();
    await panel().getByRole('heading', { name: 'Dòng 11, Bộ phận cấp xã' }).waitFor();
    await panel().getByRole('combobox', { name: 'Bộ phận của xã, phường' }).click();
    await page.getByRole('option', { name: /^Phòng Kinh tế/ }).click();
    await cell('competence-11-o3').getByText('"KTHT"').waitFor();
    await saved();
    await person.look('a cell that was changed');
  });

  step('tries it: the row that answers is marked in the table', async () => {
    const { page } = person;
    await page.getByRole('combobox', { name: 'Lĩnh vực' }).last().fill('Tiếng ồn');
    await page.getByRole('option', { name: 'Tiếng ồn, karaoke' }).click();
    await page.getByRole('combobox', { name: 'Địa bàn' }).last().fill('Lam Đông');
    await page.getByRole('option', { name: 'Phường Lam Đông' }).click();
    await page.getByRole('heading', { name: 'Phòng Kinh tế, Hạ tầng và Đô thị phường Lam Đông' }).waitFor();
    await page.locator('td.rule-index[data-row-id="competence-11"][data-outcome="applied"]').waitFor();
    await person.look('the trial of a draft');
  });

  step('reads what changes: the row in words, who gets it instead, and what stays', async () => {
    const { page } = person;
    await page.getByRole('button', { name: 'Xem thay đổi, công bố' }).click();
    await page.getByText(/^Dòng 11 \(Tiếng ồn, karaoke\): Bộ phận cấp xã từ Công an sang Phòng Kinh tế/).waitFor();
    await page.getByText(/^Tiếng ồn, karaoke: Công an .* và 11 đơn vị khác → Phòng Kinh tế/).waitFor();
    await page.getByText('1 hồ sơ đang mở ở đơn vị cũ ở nguyên đó').waitFor();
    await person.look('what a draft changes');
  });

  step('a slip in a cell is told at the cell', async () => {
    const box = cell('competence-3-i1').getByRole('textbox');
    await box.click();
    await person.page.keyboard.press('ControlOrMeta+A');
    await person.page.keyboard.type('"HT-TN');
    const wrong = person.page.locator('td[data-element-id="competence-3-i1"][data-problem]');
    await wrong.waitFor();
    assert.equal(await box.getAttribute('aria-invalid'), 'true');
    assert.match((await wrong.getAttribute('data-problem')) ?? '', /"HT-TN/);
    await person.look('a cell that cannot be read');
  });

  step('a hole and a conflict are led to, and not published', async () => {
    const { page } = person;
    await panel().getByRole('textbox', { name: 'Nội dung ô' }).fill('"HT-GT"');
    await panel().getByRole('textbox', { name: 'Nội dung ô' }).blur();
    await cell('competence-3-i1').getByText('"HT-GT"').waitFor();
    await saved();
    await show('Kiểm tra toàn bộ');
    await page.getByText('2 chỗ phải sửa trước khi công bố').waitFor();
    await person.look('a draft with a hole');
    await page.getByRole('combobox', { name: 'Bảng' }).click();
    await page.getByRole('option', { name: /^Trường hợp riêng/ }).click();
    await cell('exception-1-i1').waitFor();
    const conflict = page.getByRole('listitem').filter({ hasText: 'Luật mâu thuẫn' });
    await conflict.getByRole('button', { name: 'Đến luật: Thoát nước, hố ga, ngập úng' }).click();
    await panel().getByRole('heading', { name: 'Dòng 3, Lĩnh vực' }).waitFor();
    const hole = page.getByRole('listitem').filter({ hasText: 'Không ai nhận' });
    await hole.getByRole('button', { name: 'Đến bảng còn thiếu luật' }).waitFor();
    await hole.getByRole('button', { name: 'Thêm luật cho chỗ này' }).click();
    await panel().getByRole('heading', { name: 'Dòng 30, Cấp có thẩm quyền' }).waitFor();
    await page.locator('tbody tr').nth(29).locator('td.input-cell').getByText('"HT-TN"').waitFor();
    await panel().getByRole('button', { name: 'Xoá dòng' }).click();
    await show('Thay đổi');
    await page.getByRole('button', { name: 'Công bố', exact: true }).click();
    await page.getByRole('dialog').getByText('Chưa công bố được: còn 2 chỗ phải sửa.').waitFor();
    await page.keyboard.press('Escape');
  });

  step('mends it and publishes', async () => {
    const { page } = person;
    await cell('competence-3-i1').click();
    await panel().getByRole('textbox', { name: 'Nội dung ô' }).fill('"HT-TN"');
    await panel().getByRole('textbox', { name: 'Nội dung ô' }).blur();
    await cell('competence-3-i1').getByText('"HT-TN"').waitFor();
    await saved();
    await page.getByText(/^\d+ trên \d+ trường hợp .* đổi đơn vị/).waitFor();
    await page.getByRole('button', { name: 'Công bố', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Đã thay đổi gì').fill('Tiếng ồn về phòng kinh tế.');
    await dialog.getByRole('button', { name: 'Công bố' }).click();
    await page.getByText('Đã công bố bản 2.').waitFor();
  });

  step('a new report goes by the new rule, the old one stays where it is', async () => {
    const number = await noisyReport();
    const officer = await signedIn(product.url, 'lamdong.ktht.lanhdao');
    assert.equal((await findTask(officer, number, 'takeOn')).unit.code, `${ward}-KTHT`);
    const police = await signedIn(product.url, 'lamdong.ca.lanhdao');
    assert.equal((await findTask(police, oldCase, 'takeOn')).unit.code, `${ward}-CA`);
  });

  step('finds the version in the history, and takes the first one back into a draft', async () => {
    const { page } = person;
    await cell('exception-1-i1').waitFor();
    await show('Lịch sử');
    await page.getByText(/Tiếng ồn về phòng kinh tế\./).waitFor();
    await person.look('the history of a table');
    const first = page.getByRole('listitem').filter({ hasText: 'cài đặt ban đầu' });
    await first.getByRole('button', { name: 'So với bản nháp' }).click();
    await first.getByText(/^Dòng 11 .*từ Công an sang Phòng Kinh tế/).waitFor();
    await first.getByRole('button', { name: 'Lấy lại' }).click();
    await page.getByText('Đã đưa bảng của bản 1 vào bản nháp.').waitFor();
    await show('Thay đổi');
    await page.getByText(/^Dòng 11 .*từ Phòng Kinh tế.* sang Công an$/).waitFor();
  });

  step('the table is filled by keyboard alone', async () => {
    const { page } = person;
    await cell('exception-1-i1').getByRole('textbox').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('"99013"');
    await page.locator('td[data-element-id="exception-1-i2"][data-names="Phường Lam Tây"]').waitFor();
    await saved();
  });

  step('a table of another kind is tried on the page, with lengths of time in words', async () => {
    const { page } = person;
    await page.goto('/designer/citizen-feedback/decisions/sla');
    await cell('sla-4-o2').waitFor();
    assert.equal(await cell('sla-4-o2').getAttribute('data-names'), '40 giờ');
    await page.getByRole('combobox', { name: 'Lĩnh vực' }).fill('Tiếng ồn');
    await page.getByRole('option', { name: 'Tiếng ồn, karaoke' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Thời hạn giải quyết: ' }).waitFor();
    await page.locator('td.rule-index[data-outcome="applied"]').waitFor();
    await person.look('the trial of another table');
  });

  step('a file that means harm runs nothing; one that the engine refuses is not opened', async () => {
    const { page } = person;
    const admin = await signedIn(product.url, 'quantri');
    const put = async (path: string, content: string): Promise<void> => {
      const { body } = await admin.get('/api/v1/services/citizen-feedback');
      const change = { revision: body.draft?.revision ?? null, content };
      const done = await admin.put(`/api/v1/services/citizen-feedback/draft/resources/${path}`, change);
      assert.equal(done.status, 200, JSON.stringify(done.body));
    };
    await put('harm.dmn', harm);
    await put('entities.dmn', `<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>${harm.replace('t-cell', '&e;')}`);
    await page.goto('/designer/citizen-feedback/decisions/harm');
    await cell('harm-i1').click();
    await show('Đọc bảng');
    await cell('harm-i1').click({ button: 'right' });
    await page.getByRole('menu', { name: 'Việc với dòng và cột' }).getByText('Thêm dòng phía trên').waitFor();
    await person.look('a file that means harm, with the menu of a row');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sửa cột điều kiện' }).first().click();
    await page.getByText('Lấy giá trị từ').waitFor();
    await person.look('a column that is changed');
    assert.equal(await page.evaluate(() => 'harmed' in globalThis), false);
    await page.goto('/designer/citizen-feedback/decisions/entities');
    await page.getByText('Không mở được tệp bảng này').waitFor();
  });

  step('on a phone the table is read, tried and compared', async () => {
    const small = await personAt(browser, product.url, phone);
    await signInAt(small, '/designer/citizen-feedback/decisions/routing', 'quantri');
    await small.page.getByText('Màn hình này hẹp: bảng chỉ để đọc.').waitFor();
    await small.page.getByText('Cấp nước sạch, Điện lực').waitFor();
    await small.look('the tables on a phone');
    await assertFits(small, 'the tables on a phone');
    await small.page.locator('.which-view').getByText('Thay đổi', { exact: true }).click();
    await small.page.getByText(/^Dòng 11 /).waitFor();
    await small.look('changes on a phone');
    await assertFits(small, 'changes on a phone');
    await small.leave();
  });

  /** @returns its register number, once it is with its unit */
  async function noisyReport(): Promise<string> {
    const values = {
      category: noise,
      description: 'Karaoke ồn đến khuya.',
      location: place,
      address: 'Chợ',
      anonymous: true,
    };
    const { body } = await visitorOf(product.url).post('/api/v1/reports', submission(values));
    const number: string = body.registerNumber;
    const operator = await signedIn(product.url, officials.operator);
    const { taskId } = await findTask(operator, number, 'verify');
    const done = await operator.post(
      `/api/v1/tasks/${taskId}/complete`,
      submission({ outcome: 'accept', category: noise, ward }),
    );
    assert.equal(done.status, 200, JSON.stringify(done.body));
    return number;
  }
});
