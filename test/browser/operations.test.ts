/**
 * An operator at work: a case that is stuck is found, mended and tried again; one is moved by picking its steps on the
 * diagram; all that run are put under a new version, tried first.
 */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const diagram = 'citizen-feedback.bpmn';

describe('an operator', () => {
  let browser: Browser;
  let product: Product;
  let operator: Person;
  let stuck: string;
  const step = inOrder();
  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    operator = await personAt(browser, product.url, desk);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('sees what runs, and finds cases by the step they stand at', async () => {
    const { page } = operator;
    await signInAt({ page }, '/designer/operations', 'quantri');
    await page.getByRole('heading', { level: 1, name: 'Vận hành' }).waitFor();
    await page.getByRole('rowheader').first().waitFor();
    await operator.look('the list of instances');
    await page.getByRole('combobox', { name: 'Dịch vụ' }).click();
    await page.getByRole('option', { name: 'Phản ánh hiện trường' }).click();
    await page.getByRole('combobox', { name: 'Đang ở bước' }).click();
    await page.getByRole('option', { name: 'Xử lý', exact: true }).click();
    await page.waitForURL(/element=handle/);
    await page.getByRole('row').filter({ hasText: 'Xử lý' }).first().waitFor();
    await page.getByText('Tiếp nhận theo phiên bản').click();
    await operator.look('the list of instances at one step');
  });

  step('corrects a wrong value, and the stuck case goes on', async () => {
    const { page } = operator;
    stuck = await breakOne(page);
    await page.goto('/designer/operations?incident=true');
    await page.getByRole('rowheader').first().getByRole('link').click();
    await page.locator('.diagram.live [data-container-id="takeOn"] .badge.incidents').waitFor();
    await page.locator('.djs-shape[data-element-id="takeOn"]').click();
    const places = page.getByRole('region', { name: 'Hồ sơ đang ở đâu' }).last();
    await places.getByText('Biểu thức').waitFor();
    await operator.look('a stuck instance');
    await places.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByRole('dialog').getByText('Sẽ bị kẹt').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();
    await page.getByRole('button', { name: 'Sửa dữ liệu' }).click();
    const unit = page.locator('.edit-line').filter({ has: page.locator('input[value="unit"]') });
    await unit.getByLabel('Giá trị').fill('"99016-KTHT"');
    await operator.look('data under correction');
    await page.getByRole('button', { name: 'Sửa dữ liệu rồi thử lại…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Sẽ mở').waitFor();
    await dialog.getByRole('button', { name: 'Thử lại' }).click();
    await dialog.getByText('Hãy ghi lý do.').waitFor();
    await operator.look('the question why');
    await dialog.getByLabel('Lý do').fill('Đơn vị ghi sai.');
    await dialog.getByRole('button', { name: 'Thử lại' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await places.getByText('chờ người').first().waitFor();
  });

  step('moves it by picking the steps on the diagram', async () => {
    const { page } = operator;
    await page.locator('.djs-shape[data-element-id="takeOn"]').click();
    await page.getByRole('button', { name: 'Chuyển hồ sơ tới bước…' }).click();
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    await page.locator('.djs-shape[data-element-id="handle"]').click();
    await page.getByRole('button', { name: 'Xem trước' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Sẽ đóng').waitFor();
    await dialog.getByLabel('Lý do').fill('Đơn vị đã tiếp nhận qua điện thoại.');
    await operator.look('what a move will do');
    await dialog.getByRole('button', { name: 'Chuyển bước' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('.diagram.live [data-container-id="handle"] .badge').waitFor();
    const { state, tasks } = await read<{ state: string; tasks: { element: string }[] }>(
      page,
      `/operations/instances/${stuck}`,
    );
    assert.deepEqual([state, tasks.map(({ element }) => element)], ['active', ['handle']]);
  });

  step('tries the new version on all that run, says where the missing step goes, and puts them under it', async () => {
    const { page } = operator;
    await publishWithoutVerify(page);
    await page.goto('/designer/citizen-feedback');
    await page.getByRole('link', { name: 'Chuyển sang bản mới…' }).click();
    await page.getByText(/1 bước cần quyết định/).waitFor();
    await page.locator('.diagram.live .badge.late').waitFor();
    await operator.look('the plan of a migration');
    await begin(page, 'Chạy thử trước');
    await page.getByText('Chạy thử xong').waitFor();
    await page.getByText('Phiên bản mới không có bước này.').first().waitFor();
    await operator.look('the result of a dry run');
    const all = await read<{ total: number }>(page, '/operations/instances?service=citizen-feedback&version=1');
    await page.goBack();
    await page.getByRole('combobox', { name: 'Chọn bước ở bản mới cho Xác minh, phân loại' }).click();
    await page.getByRole('option', { name: 'Phân loại phản ánh' }).click();
    await page.getByText('Mọi bước đang có hồ sơ đều có chỗ').waitFor();
    await begin(page, 'Thực hiện ngay');
    await page.getByRole('button', { name: 'Hoàn tác lô này' }).waitFor();
    await page.getByText(`Đã xét ${all.total} trên ${all.total}`).waitFor();
    assert.equal(
      (await read<{ total: number }>(page, '/operations/instances?service=citizen-feedback&version=1')).total,
      0,
    );
    await operator.look('a batch that is done');
  });

  step('and takes them back, on a phone', async () => {
    const { page } = operator;
    await page.setViewportSize(phone);
    await page.getByRole('button', { name: 'Hoàn tác lô này' }).click();
    await page.getByRole('dialog').getByLabel('Lý do').fill('Chờ tập huấn.');
    await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác lô này' }).click();
    await page.getByText('Lô này hoàn tác một lô khác').waitFor();
    await page.getByText('Xong', { exact: true }).waitFor();
    assert.equal((await read<{ total: number }>(page, '/operations/instances?version=2')).total, 0);
    await operator.look('an undone batch on a phone');
    for (const path of ['', `/instances/${stuck}`, '/migrate', '/batches']) {
      await page.goto(`/designer/operations${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, `nothing sticks out at ${path}`);
      await operator.look(`operations${path} on a phone`);
    }
  });
});

async function begin(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: 'Chuyển phiên bản…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Lý do').fill('Quy trình mới có hiệu lực.');
  await dialog.getByRole('button', { name: button }).click();
  await page.getByRole('heading', { level: 1, name: 'Lô: Chuyển phiên bản' }).waitFor();
}

/** A value of the wrong kind, and a token at the step that needs it. @returns the instance's id */
async function breakOne(page: Page): Promise<string> {
  const { items } = await read<{ items: { id: string; steps: unknown[] }[] }>(
    page,
    '/operations/instances?element=handle',
  );
  // One of which no other unit does a part.
  const id = items.find(({ steps }) => steps.length === 1)?.id ?? '';
  const operations = [
    { kind: 'setVariables', variables: { unit: 17 } },
    { kind: 'move', cancel: ['handle'], startBefore: ['takeOn'], startAfter: [], variables: {} },
  ];
  for (const [index, operation] of operations.entries()) {
    const body = { operation, reason: 'Thử', key: `a-key-of-this-test-${index}` };
    await call(page, 'POST', `/operations/instances/${id}/operations`, body);
  }
  return id;
}

async function publishWithoutVerify(page: Page): Promise<void> {
  const { content } = await read<{ content: string }>(
    page,
    `/services/citizen-feedback/versions/1/resources/${diagram}`,
  );
  const changed = content
    .replaceAll(/(?<!form=)"verify(_di)?"/g, '"sort$1"')
    .replace('name="Xác minh, phân loại"', 'name="Phân loại phản ánh"');
  await call(page, 'PUT', `/services/citizen-feedback/draft/resources/${diagram}`, {
    revision: null,
    content: changed,
  });
  await call(page, 'POST', '/services/citizen-feedback/draft/publish', { note: 'Gộp bước xác minh.' });
}

function read<T>(page: Page, path: string): Promise<T> {
  return call(page, 'GET', path) as Promise<T>;
}

/** The API with the session of the page. */
async function call(page: Page, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await page.evaluate(
    async ([verb, address, text]) => {
      const init = text === '' ? {} : { body: text, headers: { 'content-type': 'application/json' } };
      const response = await fetch(`/api/v1${address}`, { method: verb, ...init });
      return { ok: response.ok, text: await response.text() };
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)] as const,
  );
  assert.ok(answer.ok, answer.text);
  return answer.text === '' ? undefined : JSON.parse(answer.text);
}
