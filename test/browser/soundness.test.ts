/** The administrator draws a lock: it is said at the gateway before anything is published, and the way there is shown. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { serviceOfSteps } from '#engine/bpmn/new-service/service-of-steps.ts';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import {
  changedService,
  clerkOfHonEn,
  joinPlanted,
  noiseByClerks,
  textPlanted,
} from '#test/support/checked-service.ts';
import { desk, type Person, personAt, phone, signInAt } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const path = 'citizen-feedback.bpmn';

describe('an administrator with a process that can get stuck', () => {
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
    await page.getByRole('link', { name: 'Phản ánh hiện trường' }).waitFor();
    const content = await locked();
    const status = await page.evaluate(
      async ([file, text]) => {
        const body = JSON.stringify({ content: text, revision: null });
        const headers = { 'content-type': 'application/json' };
        const saved = await fetch(`/api/v1/services/citizen-feedback/draft/resources/${file}`, {
          method: 'PUT',
          headers,
          body,
        });
        return saved.status;
      },
      [path, content] as const,
    );
    assert.equal(status, 200);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('is warned at the gateway', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback/process');
    await page.getByText('Hồ sơ có thể bị kẹt mãi ở đây').waitFor();
    await page.locator('[data-container-id="alerted"] .problem-mark').waitFor();
    assert.equal(await page.locator('.problem-mark').count(), 1, 'at no other element');
    await administrator.look('a warning of a lock');
  });

  step('sees the way on the diagram, and hides it again', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'Xem đường đi' }).click();
    await page.locator('.djs-element[data-element-id="dangerous"].on-way').waitFor();
    await page.locator('.djs-element[data-element-id="f_noDanger"].on-way').waitFor();
    await page.locator('[data-container-id="received"] .way-step').getByText('1', { exact: true }).waitFor();
    await administrator.look('the way to a lock');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Lưu thành kịch bản' }).click(),
    ]);
    assert.equal(file.suggestedFilename(), 'alerted.scenario.yaml');
    const scenario = await readFile(await file.path(), 'utf8');
    assert.match(scenario, /^title: STUCK_AT_JOIN at alerted$/m);
    assert.match(scenario, /expect: \{ state: active, waiting: \[\] \}/);
    await page.getByRole('button', { name: 'Ẩn đường đi' }).click();
    assert.equal(await page.locator('.on-way').count(), 0);
  });

  step('cannot publish it: the page of all checks says why, and a click leads to the gateway and its way', async () => {
    const { page } = administrator;
    await page.goto('/designer/citizen-feedback');
    await page.getByText('Hồ sơ có thể bị kẹt mãi ở đây').waitFor();
    await page.goto('/designer/citizen-feedback/check');
    await page.getByText(/phải sửa trước khi công bố: .*Quy trình \(1\)/).waitFor();
    await page
      .getByRole('region', { name: 'Kịch bản thử' })
      .getByText(/Kịch bản “.*” không đạt/)
      .first()
      .waitFor();
    await administrator.look('the page of all checks');
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Chưa công bố được: còn \d+ chỗ phải sửa/)
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: /kẹt mãi ở đây/ }).click();
    await page.locator('.djs-element[data-element-id="f_noDanger"].on-way').waitFor();
  });

  step('reads it on a telephone', async () => {
    const { page } = administrator;
    await page.setViewportSize(phone);
    await page.goto('/designer/citizen-feedback/process');
    await page.getByRole('button', { name: 'Xem đường đi' }).click();
    await page.getByRole('button', { name: 'Ẩn đường đi' }).waitFor();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wider <= 0, 'nothing stands out of the page');
    await administrator.look('the way to a lock on a telephone');
  });

  step('three faults planted in a new service are told on one page; mended one by one, it is published', async () => {
    const { page } = administrator;
    await page.setViewportSize(desk);
    const send = async (method: string, path: string, body: unknown): Promise<number> =>
      await page.evaluate(
        async ([how, where, text]) => {
          const headers = { 'content-type': 'application/json' };
          return (await fetch(`/api/v1/${where}`, { method: how, headers, body: text })).status;
        },
        [method, path, JSON.stringify(body)] as const,
      );
    const { key } = noiseByClerks;
    const files = changedService(noiseByClerks, [...joinPlanted, ...textPlanted]);
    assert.equal(await send('POST', 'services', { key, files }), 200);
    const away = `city/people/${clerkOfHonEn}`;
    assert.equal(await send('POST', `${away}/deactivate`, { handOver: null, leaveEmpty: true }), 200);

    await page.goto(`/designer/${key}/check`);
    const group = (name: string) => page.getByRole('region', { name, exact: true });
    await group('Quy trình')
      .getByRole('link', { name: /kẹt mãi ở đây/ })
      .waitFor();
    await group('Người làm')
      .getByRole('link', { name: /Ở “Đặc khu Hòn Én” không đơn vị nào/ })
      .waitFor();
    await group('Bản dịch')
      .getByRole('link', { name: /“Nội dung”/ })
      .waitFor();
    await page.setViewportSize(phone);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wider <= 0, 'nothing stands out of the page');
    await administrator.look('the page of all checks on a telephone');
    await page.setViewportSize(desk);

    const sound = serviceOfSteps(noiseByClerks).files;
    const mend = async (path: string, revision: number): Promise<void> => {
      const body = { content: sound[path], revision };
      assert.equal(await send('PUT', `services/${key}/draft/resources/${path}`, body), 200);
      await page.getByRole('button', { name: 'Kiểm tra lại' }).click();
    };
    await mend(`${key}.bpmn`, 1);
    await page.getByText('Còn 2 lỗi phải sửa trước khi công bố: Bản dịch (1), Người làm (1).').waitFor();
    assert.equal(await send('POST', `${away}/activate`, {}), 200);
    await mend('forms/report.form.json', 2);
    await page.getByText('Không có gì chặn việc công bố.').waitFor();
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await page.getByText('Đã công bố bản 1.').waitFor();
  });
});

/** The shipped process with a parallel join behind an exclusive choice. */
async function locked(): Promise<string> {
  const text = await readFile(new URL(`../../workflows/citizen-feedback/${path}`, import.meta.url), 'utf8');
  const changed = text.replace(
    /<bpmn:exclusiveGateway id="alerted">([\s\S]*?)<\/bpmn:exclusiveGateway>/,
    '<bpmn:parallelGateway id="alerted">$1</bpmn:parallelGateway>',
  );
  assert.notEqual(changed, text);
  return changed;
}
