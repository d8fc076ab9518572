/** Papers of dossiers in the product: printed at the desk, followed by their QR code, closed to everybody else; the register. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { demoPassword } from '#portal/demo-pack.ts';
import { launchChromium } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { modulesDrawn, readQrCode } from '#test/support/read-codes.ts';
import { readPdf } from '#test/support/read-pdf.ts';
import { inOrder } from '#test/support/steps.ts';
import { type Visitor, visitorOf } from '#test/support/visitor.ts';

const screens = process.env['WARDFLOW_SCREENS'];
const clerk = 'lamdong.motcua';
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now());

describe('papers of dossiers', () => {
  let browser: Browser;
  let product: Product;
  let atDesk: Person;
  let citizen: Person;
  let foreign: Visitor;
  let caseId: string;
  let code: string;
  const step = inOrder();

  before(async () => {
    await builtBundles();
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    atDesk = await personAt(browser, product.url, desk);
    citizen = await personAt(browser, product.url, phone);
    const counter = await signedIn(product.url, clerk);
    foreign = await signedIn(product.url, 'conen.vhxh.canbo');
    ({ caseId, code } = await receive(counter, 'Nguyễn Thị Hoa'));
    await receive(counter, '=HYPERLINK("http://evil.example")');
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('whoever is not signed in is asked who they are, and comes back to the paper', async () => {
    await signInAt(atDesk, `/documents/${caseId}/01`, clerk);
    await atDesk.page.getByRole('heading', { name: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ' }).waitFor();
  });

  step('the receipt is one page of A4 with the code of the dossier, and its button prints', async () => {
    const { page } = atDesk;
    await atDesk.look('the receipt');
    const [sheet, ...more] = readPdf(await page.pdf({ preferCSSPageSize: true }));
    assert.deepEqual([sheet?.width, sheet?.height, more.length], [595, 842, 0]);
    for (const words of [code, 'NguyễnThịHoa', '/TNHS-H99.106.4']) assert.ok(sheet?.words.includes(words), words);
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    await page.getByRole('button', { name: 'In giấy này' }).click();
    assert.equal(await page.locator('body').getAttribute('data-printed'), 'yes');
    await shot(atDesk, 'receipt');
  });

  step('its QR code leads to the dossier, which opens with four digits only; there the papers are', async () => {
    const drawn = await atDesk.page.locator('.qr-code').evaluate((svg) => svg.outerHTML);
    const address = readQrCode(modulesDrawn(drawn));
    assert.equal(address, `${product.url}/follow?code=${code}`);
    const { page } = citizen;
    await page.goto(address);
    assert.equal(await page.getByRole('textbox').first().inputValue(), code);
    assert.ok(!(await page.content()).includes('Hoa'));
    await page.locator('[name=secret]').fill('1111');
    await page.getByRole('button').first().click();
    await page.getByRole('alert').first().waitFor();
    assert.ok(!(await page.content()).includes('Hoa'));
    await page.locator('[name=code]').fill(code);
    await page.locator('[name=secret]').fill('5678');
    await page.getByRole('button').first().click();
    await page.getByRole('heading', { name: 'Giấy tờ đã gửi cho ông/bà' }).waitFor();
    await assertFits(citizen, 'a dossier on a telephone');
    await page.getByRole('link', { name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' }).click();
    await page.getByText('Nguyễn Thị Hoa').first().waitFor();
    await assertFits(citizen, 'a receipt on a telephone');
    await shot(citizen, 'receipt-citizen');
  });

  step(
    'nobody else gets at a paper: not another ward, not a guessed address, not a citizen without the digits',
    async () => {
      const stranger = visitorOf(product.url);
      const event = (await atDesk.page.request.get(`/api/v1/dossiers/${caseId}/documents`)).json();
      const id = ((await event) as { issued: { event: string }[] }).issued[0]?.event ?? '';
      for (const path of [
        `/documents/${caseId}/01`,
        `/documents/${caseId}/06`,
        `/documents/${caseId}/01?event=${id}`,
      ]) {
        const refused = await foreign.get(path);
        assert.equal(refused.status, 404, path);
        assert.ok(!String(refused.body).includes('Hoa'));
        assert.equal((await stranger.get(path)).status, 303, path);
      }
      for (const path of ['99', '07', '%2e%2e', '01/x']) {
        assert.equal((await atDesk.page.request.get(`/documents/${caseId}/${path}`)).status(), 404, path);
      }
      assert.equal((await atDesk.page.request.get(`/documents/nobody/01`)).status(), 404);
      assert.equal((await stranger.get(`/follow/documents/${id}`)).headers.get('location'), '/follow');
      assert.equal((await foreign.get(`/api/v1/dossiers/${caseId}/documents`)).status, 404);
      assert.equal((await stranger.get(`/api/v1/dossiers/${caseId}/documents`)).status, 401);
      const none = await foreign.get(`/api/v1/dossiers/register?from=${today}&to=${today}`);
      assert.deepEqual(none.body.entries, []);
      assert.equal((await stranger.get(`/documents/register.csv?from=${today}&to=${today}`)).status, 303);
      const file = await foreign.get(`/documents/register.csv?from=${today}&to=${today}`);
      assert.ok(!file.body.includes('Hoa'));
    },
  );

  step('the desk finds its register, narrows it down, prints it and takes it into a spreadsheet', async () => {
    const { page } = atDesk;
    await page.goto('/office/unit');
    await page.getByRole('link', { name: 'Sổ theo dõi hồ sơ' }).click();
    await page.getByRole('heading', { name: 'Sổ theo dõi hồ sơ' }).waitFor();
    await page.getByText(code).waitFor();
    await atDesk.look('the register');
    await shot(atDesk, 'register');
    await page.setViewportSize(phone);
    await assertFits(atDesk, 'the register on a telephone');
    await atDesk.look('the register on a telephone');
    await shot(atDesk, 'register-phone');
    await page.setViewportSize(desk);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải về bảng tính (.csv)' }).click(),
    ]);
    assert.match(file.suggestedFilename(), /^so-theo-doi-ho-so-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    const text = readFileSync(await file.path(), 'utf8');
    assert.ok(text.startsWith('\uFEFF"TT","Mã hồ sơ"') && text.includes(`"${code}"`));
    assert.ok(text.includes(`"'=HYPERLINK(""http://evil.example"")"`), 'a formula is text');
    const print = await page.getByRole('link', { name: 'Xem bản in (mẫu 07)' }).getAttribute('href');
    await page.goto(print ?? '');
    await atDesk.look('the register to print');
    const [sheet] = readPdf(await page.pdf({ preferCSSPageSize: true }));
    assert.deepEqual([sheet?.width, sheet?.height], [842, 595]);
    assert.ok(sheet?.words.includes(code));
    await shot(atDesk, 'register-print');
  });

  step('a task of the dossier has its papers, and the control sheet says where it is', async () => {
    const officer = await personAt(browser, product.url, desk);
    await signInOnPage(officer, 'lamdong.vhxh.canbo');
    const { page } = officer;
    await page.getByRole('searchbox', { name: 'Tìm việc' }).fill(code);
    await page.locator('li.row').filter({ hasText: code }).getByRole('link').click();
    const papers = page.getByRole('region', { name: 'Giấy tờ của hồ sơ' });
    await papers.getByRole('link', { name: 'In Giấy tiếp nhận hồ sơ và hẹn trả kết quả' }).waitFor();
    const sheet = await papers.getByRole('link', { name: /Phiếu kiểm soát/ }).getAttribute('href');
    await page.goto(sheet ?? '');
    await page.getByText('2. Nhận: Phòng Văn hóa – Xã hội phường Lam Đông').first().waitFor();
    await officer.look('the control sheet');
    await shot(officer, 'control-sheet');
    await officer.leave();
  });

  async function shot({ page }: Person, name: string): Promise<void> {
    if (screens !== undefined) await page.screenshot({ path: `${screens}-${name}.png`, fullPage: true });
  }
});

async function signedIn(url: string, username: string): Promise<Visitor> {
  const visitor = visitorOf(url);
  const { status } = await visitor.post('/api/v1/session', { username, password: demoPassword });
  assert.ok(status < 300, `${username} cannot sign in: ${status}`);
  return visitor;
}

async function receive(counter: Visitor, name: string): Promise<{ readonly caseId: string; readonly code: string }> {
  const applicant = { applicantKind: 'person', name, address: '12 Trần Phú', phone: '0912345678', ward: '99016' };
  const values = {
    procedure: 'DEMO.002',
    desk: '99016-PVHCC',
    channel: 'counter',
    applicant,
    papers: [{ code: 'TK', form: 'original', count: 1 }],
    decision: { outcome: 'accept' },
  };
  const { status, body } = await counter.post('/api/v1/dossiers', { values, submissionKey: name });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
