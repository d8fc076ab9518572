/**
 * Hostile texts drawn by a real browser: all of test/support/hostile.ts in every text field of a report, of what an official
 * writes and of what becomes public, on the pages that a citizen, an official and everybody sees. None of them runs, asks
 * for anything, violates the policy, opens a dialog, or becomes an element. Then forms: what is sent, and what their
 * definitions hold.
 */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { codedForms } from '#test/support/coded-forms.ts';
import { eventually } from '#test/support/eventually.ts';
import { hostileTexts } from '#test/support/hostile.ts';
import { findTask, officials, place, signedIn, submission } from '#test/support/path.ts';
import { desk, type Person, personAt, phone } from '#test/support/people.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { drawCoded } from '#test/support/verdicts/in-page.ts';
import { tableLines } from '#test/support/verdicts/table.ts';
import { type Body, type Visitor, visitorOf } from '#test/support/visitor.ts';

const canary = 'canary.invalid';
/** All but those that are long and nothing else, and those that a form refuses as no text. */
const texts = hostileTexts({ file: '/tmp/canary', url: `https://${canary}/x` }).filter(
  (text) => text.trim().length > 3 && text.length < 300 && text.isWellFormed() && !/\p{Cc}|[\ufffe\uffff]/u.test(text),
);

interface Reported {
  readonly number: string;
  readonly visitor: Visitor;
}

describe('hostile texts in the browser', () => {
  let browser: Browser;
  let product: Product;
  let citizen: Person;
  let official: Person;
  const reported: Reported[] = [];
  const wrong: string[] = [];
  const step = inOrder();

  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct({ TRUST_PROXY: '127.0.0.1' })]);
    [citizen, official] = await Promise.all([
      personAt(browser, product.url, phone),
      personAt(browser, product.url, desk),
    ]);
    for (const { page } of [citizen, official]) await watch(page, wrong);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('S05 the watch sees a text that becomes an element, runs, or asks for something', async () => {
    const { page, leave } = await personAt(browser, product.url, phone);
    const found: string[] = [];
    await watch(page, found);
    await page.setContent(`<p>${texts.filter((text) => text.startsWith('<')).join('\n')}</p><script>alert(1)</script>`);
    await look(page, 'control', found);
    for (const kind of ['element', 'attribute', 'asked', 'dialog'])
      assert.ok(
        found.some((each) => each.includes(kind)),
        `${kind}: ${found.slice(0, 20)}`,
      );
    await leave();
  });

  step('a citizen sees what they have written', async () => {
    const [longest, ...rest] = chunks(texts, 2_900);
    assert.ok(longest && rest.length >= 2 && texts.length > 250, String(texts.length));
    for (const [index, description] of [longest, ...rest].entries()) {
      const short = texts.filter((text) => text.length < 90)[index * 7] ?? '';
      const values = { category: 'HT-TN', location: place, description, address: short.repeat(2), name: short };
      const visitor = visitorOf(product.url);
      const form = submission({ ...values, phone: '0912345678' });
      form.append('photos', new Blob([new Uint8Array(await photoWithPosition())]), 'x" onerror="1.jpg');
      const { status, body } = await visitor.post('/api/v1/reports', form);
      assert.equal(status, 200, JSON.stringify(body));
      const open = await visitor.post(`/api/v1/reports/${body.trackingCode}/full`, { secret: '5678' });
      assert.equal(open.status, 200);
      reported.push({ number: body.registerNumber, visitor });
      await enter(citizen, visitor, product.url);
      await citizen.page.goto('/follow');
      await look(citizen.page, 'follow', wrong, description);
    }
    // A form that was not filled in rightly is shown again with what was typed.
    await citizen.page.goto('/report');
    const shownAgain = citizen.page.waitForResponse((response) => response.request().method() === 'POST');
    await citizen.page.evaluate(
      ([text, title]) => {
        const form = document.querySelector('form[action="/report"]') as HTMLFormElement;
        for (const field of form.querySelectorAll('textarea')) field.value = text ?? '';
        for (const field of form.querySelectorAll<HTMLInputElement>(
          'input[type=text],input[type=email],input[type=tel]',
        ))
          field.value = title ?? '';
        setTimeout(() => HTMLFormElement.prototype.submit.call(form));
      },
      [longest, texts.find((text) => text.startsWith('"><script'))],
    );
    assert.equal((await shownAgain).status(), 422);
    await citizen.page.waitForLoadState('load');
    await citizen.page.locator('#f-description').waitFor();
    await look(citizen.page, 'report again', wrong);
    assert.deepEqual(wrong, []);
  });

  step('an official sees what others have written, and writes as much', async () => {
    const operator = await signedIn(product.url, officials.operator);
    await enter(official, operator, product.url);
    await official.page.goto('/office/unit');
    await official.page.locator('li.row').nth(2).waitFor();
    await look(official.page, 'worklist', wrong);
    for (const { number } of reported) {
      const { taskId } = await findTask(operator, number, 'verify');
      await showTask(official.page, taskId, number);
    }
    assert.deepEqual(wrong, []);
  });

  step(
    'S05 whatever is typed is a text on every page: nothing runs, is asked for, violates the policy or opens a dialog',
    async () => {
      const number = reported[0]?.number ?? '';
      const lines = texts.filter((text) => /^<|["']>|javascript:|\{\{|^=|on\w+=/.test(text) && !/\d{5}|@/.test(text));
      const [resultText = '', publicText = ''] = chunks(lines, 3_000);
      const act = async (username: string, element: string, values: object) => {
        const visitor = await signedIn(product.url, username);
        const { taskId } = await findTask(visitor, number, element);
        const task = (await visitor.post(`/api/v1/tasks/${taskId}/claim`)).body as Body;
        const photos = element === 'handle' ? { afterPhotos: await photoWithPosition('#3366aa') } : {};
        const form = submission({ ...task.formData, ...values }, photos);
        const done = await visitor.post(`/api/v1/tasks/${taskId}/complete`, form);
        assert.equal(done.status, 200, `${element}: ${JSON.stringify(done.body)}`);
        return visitor;
      };
      await act(officials.operator, 'verify', { outcome: 'accept' });
      await act(officials.officer, 'takeOn', { outcome: 'accept' });
      await act(officials.officer, 'handle', { outcome: 'done', resultText });
      const head = await signedIn(product.url, officials.head);
      await enter(official, head, product.url);
      await showTask(official.page, (await findTask(head, number, 'approve')).taskId, number);
      // The page asks again and again for a task that the next ones may not see.
      await official.page.goto('about:blank');
      await act(officials.head, 'approve', { outcome: 'approve' });
      const title = '"><img src=x onerror=1><script>x</script>{{7*7}}';
      const publisher = await act(officials.publisher, 'review', {
        ...{ outcome: 'publish', publicTitle: title, publicText, publicAnswer: resultText, publicPhotos: [] },
      });
      await enter(official, publisher, product.url);
      const coordinator = await act(officials.coordinator, 'confirm', { outcome: 'approve' });
      await enter(official, coordinator, product.url);
      const slug = await slugOf(number);
      for (const path of ['/results', `/results/${slug}`, '/follow', '/mailbox']) {
        await citizen.page.goto(path);
        await look(citizen.page, path, wrong);
      }
      assert.deepEqual(wrong, []);
    },
  );

  step('S03 a submission is judged alike by Form.io, by plain HTML and by the server', async () => {
    const { page, leave } = await personAt(browser, product.url, desk);
    await page.goto('/sign-in');
    // A few of the 200 that `npm run torture -- forms` sends to each component.
    const lines = await tableLines(page, (index) => index % 50 === 1);
    const differs = lines.flatMap(({ type, formio, plain }) =>
      [...formio.differs, ...plain.differs].map((one) => `${type}: ${one}`),
    );
    assert.deepEqual(differs, []);
    await leave();
  });

  step('S03 no code of a definition runs, even where it is drawn though it could not be published', async () => {
    const { page, leave } = await personAt(browser, product.url, desk);
    await page.goto('/sign-in');
    const { sung } = await drawCoded(page, codedForms);
    assert.deepEqual(sung, []);
    await leave();
  });

  /** The record is made by a job of its own. */
  async function slugOf(number: string): Promise<string> {
    return await eventually(async () => {
      const { body } = await visitorOf(product.url).get('/api/v1/results');
      return body.items.find((item: Body) => item.registerNumber === number)?.slug as string | undefined;
    }, `${number} is published`);
  }

  async function showTask(page: Page, taskId: string, number: string): Promise<void> {
    await page.goto(`/office/tasks/${taskId}`);
    await page.getByText(number).first().waitFor();
    await look(page, 'task', wrong);
  }
});

/** Texts a line each, as long as a field may be. */
function chunks(lines: readonly string[], length: number): readonly string[] {
  const all: string[] = [];
  for (const line of lines) {
    const last = all.at(-1);
    if (last === undefined || last.length + line.length + 1 > length) all.push(line);
    else all[all.length - 1] = `${last}\n${line}`;
  }
  return all;
}

async function enter({ context }: Person, visitor: Visitor, url: string): Promise<void> {
  await context.clearCookies();
  const cookies = visitor.cookie().split('; ').filter(Boolean);
  await context.addCookies(
    cookies.map((pair) => ({ name: pair.split('=')[0] ?? '', value: pair.slice(pair.indexOf('=') + 1), url })),
  );
}

/** Hears of whatever a text might do; the page's own policy stays as it is. */
async function watch(page: Page, wrong: string[]): Promise<void> {
  page.on('dialog', (dialog) => {
    wrong.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().includes(canary)) wrong.push(`asked for ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 422'))
      wrong.push(`console ${message.text()}`);
  });
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      heard.push(`policy ${violatedDirective} ${blockedURI}`),
    );
  });
}

/** @param shown stands on the page as it was typed */
async function look(page: Page, where: string, wrong: string[], shown = ''): Promise<void> {
  const found = await page.evaluate((name) => {
    const bad: string[] = [...((globalThis as { heard?: string[] }).heard ?? [])];
    for (const element of document.querySelectorAll('*')) {
      const { tagName, attributes } = element;
      const own = (element.getAttribute('src') ?? element.getAttribute('href') ?? '').includes(name);
      if (own || /^(IFRAME|OBJECT|EMBED|BASE|MATH|XSS)$/.test(tagName)) bad.push(`element ${tagName}`);
      if (tagName === 'SCRIPT' && !element.hasAttribute('src') && element.getAttribute('type') === null)
        bad.push(`element inline ${element.textContent?.slice(0, 40)}`);
      for (const attribute of attributes)
        if (/^on/.test(attribute.name) || /^\s*javascript:/i.test(attribute.value))
          bad.push(`attribute ${attribute.name}`);
    }
    return bad;
  }, canary);
  wrong.push(...found.map((each) => `${where}: ${each}`));
  if (shown === '') return;
  const seen = ((await page.locator('body').textContent()) ?? '').normalize();
  for (const line of shown.normalize().split('\n'))
    if (!seen.includes(line.trim())) wrong.push(`${where}: not as typed: ${line}`);
}
