/** The administrator brings a process from another tool: sees what comes of it, agrees, changes it, takes it out again. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const model = `<?xml version="1.0" encoding="UTF-8"?>
<!-- vẽ ở phòng một cửa -->
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  id="licence" targetNamespace="urn:example">
  <bpmn:process id="licence-process" name="Cấp phép" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="begin" name="Nộp hồ sơ" />
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="check" />
    <bpmn:userTask id="check" name="Kiểm tra hồ sơ" camunda:candidateGroups="clerks" camunda:dueDate="P2D" camunda:asyncBefore="true">
      <bpmn:extensionElements><camunda:taskListener event="create" class="org.example.Tell" /></bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="complete" />
    <bpmn:exclusiveGateway id="complete" name="Đủ hồ sơ?" default="f4" />
    <bpmn:sequenceFlow id="f3" sourceRef="complete" targetRef="done">
      <bpmn:conditionExpression>\${approved &amp;&amp; fee > 0}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f4" sourceRef="complete" targetRef="refused" />
    <bpmn:endEvent id="done" name="Cấp" />
    <bpmn:endEvent id="refused" name="Từ chối" />
  </bpmn:process>
</bpmn:definitions>
`;
const hostile = model.replace(
  '<bpmn:definitions',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><bpmn:definitions',
);

describe('an administrator with a process of another tool', () => {
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
    await page.getByRole('link', { name: 'Phản ánh hiện trường' }).click();
    await page.getByRole('link', { name: 'Nhập tệp BPMN' }).click();
    await page.getByRole('button', { name: 'Chọn tệp' }).waitFor();
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('is told why a hostile or broken file is refused, and the draft stays as it was', async () => {
    const { page } = administrator;
    await choose(page, 'hostile.bpmn', hostile);
    const alert = page.getByRole('alert');
    await alert.getByText('Tệp có khai báo DOCTYPE').waitFor();
    await administrator.look('a file that was refused');
    await choose(page, 'broken.bpmn', model.slice(0, 700));
    await alert.getByText('Tệp XML bị hỏng ở dòng').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Đưa vào bản nháp' }).count(), 0);
    assert.equal(await draftOf(page), null);
  });

  step('reads in plain words what is taken over, what is to be checked, and where', async () => {
    const { page } = administrator;
    await choose(page, 'hinh-ve.bpmn', model.replace('isExecutable="true"', 'isExecutable="false"'));
    await page.getByText('được đánh dấu là chạy được').waitFor();
    await choose(page, 'cap-phep.bpmn', model);
    await page.getByText('Đã đọc tệp cap-phep.bpmn').waitFor();
    const check = page.locator('.import-report > section');
    await check.getByText('Kiểm tra hồ sơ', { exact: true }).first().waitFor();
    await check.getByText('Nhóm "clerks" của hệ thống cũ được ghi thành vai trò').waitFor();
    await check.getByText('chạy mã khi công việc được tạo').waitFor();
    await page.getByText('Hồ sơ mới sẽ chạy quy trình licence-process thay cho citizen-feedback.').waitFor();
    for (const folded of await page.locator('.import-report summary').all()) await folded.press('Enter');
    await administrator.look('what an import says');
    await page.setViewportSize(phone);
    await administrator.look('what an import says, on a phone');
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'nothing is wider than a phone',
    );
    await page.setViewportSize(desk);
    assert.equal(await draftOf(page), null, 'reading a file changes nothing');
  });

  step('agrees, and it stands in the draft, drawn', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'Đưa vào bản nháp' }).press('Enter');
    await page.locator('.djs-shape[data-element-id="check"]').waitFor();
    await page.getByText('Đã đưa cap-phep.bpmn vào bản nháp.').waitFor();
    await administrator.look('the editor after an import');
  });

  step('renames a step and takes the file out again: nothing that came in is lost', async () => {
    const { page } = administrator;
    await page.locator('.djs-shape[data-element-id="check"]').click();
    const name = page
      .getByRole('complementary', { name: 'Thuộc tính' })
      .getByRole('textbox', { name: 'Tên', exact: true });
    await name.fill('Thẩm định');
    await name.blur();
    await page.getByRole('status').filter({ hasText: 'Đã lưu vào bản nháp' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải tệp xuống' }).click(),
    ]);
    assert.equal(file.suggestedFilename(), 'citizen-feedback.bpmn');
    const text = await readFile(await file.path(), 'utf8');
    assert.match(text, /<!-- vẽ ở phòng một cửa -->/);
    assert.match(text, /camunda:historyTimeToLive="P30D"/);
    assert.match(text, /<camunda:taskListener event="create" class="org.example.Tell" \/>/);
    assert.match(text, /name="Thẩm định" camunda:candidateGroups="clerks"[^>]* wardflow:role="clerks"/);
    assert.match(text, /wardflow:imported="\$\{approved &amp;&amp; fee &gt; 0\}">=approved and fee &gt; 0</);
    assert.match(text, /<bpmndi:BPMNShape/);
  });

  step('brings a form of Form.io: what came over, what did not and how to say it here', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback/import');
    await choose(page, 'hong.json', '{"components":');
    await page.getByRole('alert').getByText('Tệp không phải là JSON đọc được').waitFor();
    await choose(page, 'don.json', JSON.stringify(foreignForm));
    await page.getByText('Đã đọc tệp don.json').waitFor();
    const check = page.locator('.import-report > section');
    await check.getByText('Phép tính viết bằng mã không được chạy và bị bỏ').waitFor();
    await check.getByText('calculateValue: value = canary()').waitFor();
    await administrator.look('what an import of a form says');
    await page.setViewportSize(phone);
    await administrator.look('what an import of a form says, on a phone');
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'nothing is wider than a phone',
    );
    await page.setViewportSize(desk);
    await page.getByLabel('Tên tệp của biểu mẫu').fill('don-phep');
    await page.getByText('Thêm forms/don-phep.form.json vào bản nháp.').waitFor();
    await page.getByRole('button', { name: 'Đưa vào bản nháp' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Đơn xin phép' }).waitFor();
    await page.locator('.form-builder').getByText('Họ tên').first().waitFor();
    const { body } = await page.request
      .get('/api/v1/services/citizen-feedback/versions/0/resources/forms/don-phep.form.json')
      .then(async (answer) => ({ body: await answer.text() }));
    assert.doesNotMatch(body, /canary|calculateValue/);
  });

  step('sees the form as a citizen on a phone, as an official, and what each answer is used for', async () => {
    const { page } = administrator;
    await page.getByText('Công dân, điện thoại', { exact: true }).click();
    const phoneFrame = page.frameLocator('iframe[title="Công dân, điện thoại"]');
    await phoneFrame.getByLabel('Họ tên').waitFor();
    await administrator.look('a form as a citizen sees it');
    await page.getByText('Dùng vào việc gì', { exact: true }).click();
    await page.getByText('Hệ thống: người gửi là ai, để liên hệ và tra cứu').waitFor();
    await page.getByText('Điều kiện rẽ nhánh “Đủ hồ sơ? → Cấp”').waitFor();
    await administrator.look('what a form is used for');
    await page.getByText('Cán bộ', { exact: true }).click();
    await page.locator('.form-preview').getByLabel('Họ tên').fill('Lê Văn Bình');
    const outcome = page.getByRole('region', { name: 'Điền thử thì quy trình nhận được' });
    await outcome.getByText('"Lê Văn Bình"').waitFor();
    await administrator.look('a form that is tried out');
  });
});

/** As Form.io writes it. */
const foreignForm = {
  ...{ _id: '1', title: 'Đơn xin phép', name: 'donXinPhep', type: 'form', display: 'form' },
  components: [
    { type: 'textfield', key: 'fullName', label: 'Họ tên', input: true, validate: { required: true } },
    { type: 'currency', key: 'fee', label: 'Lệ phí', input: true, calculateValue: 'value = canary()' },
    { type: 'survey', key: 'opinion', label: 'Ý kiến', input: true },
  ],
};

async function choose(page: Page, name: string, content: string): Promise<void> {
  const buffer = Buffer.from(content);
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'application/xml', buffer });
}

async function draftOf(page: Page): Promise<unknown> {
  const answer = await page.request.get('/api/v1/services/citizen-feedback');
  return ((await answer.json()) as { readonly draft: unknown }).draft;
}
