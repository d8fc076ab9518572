/** Tài khoản của tôi: an authenticator app and a passkey set up on a telephone, and every way of signing in with them. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { generate } from 'otplib';
import type { Browser, Request } from 'playwright-core';
import { launchChromium, seriousFindings } from '#test/support/browser.ts';
import { builtBundles } from '#test/support/bundles.ts';
import { freePort } from '#test/support/mariadb.ts';
import { assertFits, desk, type Person, personAt, phone, signInAt, signInOnPage } from '#test/support/people.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';

const soon = () => Math.floor(Date.now() / 1000) + 30;

describe('how an official signs in', () => {
  let browser: Browser;
  let product: Product;
  let url: string;
  let person: Person;
  let secret = '';
  let codes: readonly string[] = [];
  const step = inOrder();
  before(async () => {
    await builtBundles();
    const port = await freePort();
    // Passkeys are bound to a name; an address is none.
    url = `http://localhost:${port}`;
    const settings = { PORT: String(port), PUBLIC_URL: url };
    [browser, product] = await Promise.all([launchChromium(), startProduct(settings)]);
    person = await personAt(browser, url, phone);
    await withAuthenticator(person);
  });
  after(async () => {
    await browser.close();
    await product.stop();
  });

  step('a newcomer signs in with the password alone, and finds the account on every page', async () => {
    const { page } = person;
    await page.goto('/sign-in');
    await person.look('sign-in');
    await assertFits(person, 'sign-in');
    await signInOnPage(person, 'tiepnhan');
    await page.getByRole('button', { name: 'Danh mục' }).click();
    await page.getByRole('link', { name: 'Tài khoản của tôi' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tài khoản của tôi' }).waitFor();
    await page.getByText('Phiên này').waitFor();
    await person.look('my account');
    await assertFits(person, 'my account');
  });

  step(
    'the authenticator app is scanned or typed, and in force with its first code; recovery codes are shown once',
    async () => {
      const { page } = person;
      await page.getByRole('button', { name: 'Thiết lập' }).click();
      secret = ((await page.locator('.account-secret').textContent()) ?? '').replaceAll(' ', '');
      await person.look('the code to scan');
      await assertFits(person, 'the code to scan');
      const field = page.getByLabel('Mã 6 số ứng dụng đang hiện');
      await field.fill('000000');
      await page.keyboard.press('Enter');
      await page.getByText('Mã không đúng', { exact: false }).waitFor();
      await field.fill(await generate({ secret }));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Mã khôi phục của ông/bà' }).waitFor();
      codes = await page.locator('.account-codes code').allTextContents();
      assert.equal(codes.length, 10);
      await page.getByRole('button', { name: 'Tôi đã cất mã' }).click();
      await page.getByText('Đang dùng, từ').waitFor();
      await page.getByText('Còn 10 mã.').waitFor();
    },
  );

  step('the next sign-in asks for a code, and says no more than that it is wrong', async () => {
    const { page } = person;
    await signOut(person);
    await signInAt(person, '/sign-in', 'tiepnhan');
    await page.getByRole('heading', { level: 1, name: 'Bước 2' }).waitFor();
    assert.equal((await page.request.get('/api/v1/me')).status(), 401, 'half signed in is nobody');
    await assertFits(person, 'the second step');
    await page.getByLabel('Mã 6 số').fill('123456');
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByText('Mã không đúng', { exact: false }).waitFor();
    await page.getByLabel('Mã 6 số').fill(await generate({ secret, epoch: soon() }));
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByRole('heading', { level: 1, name: 'Của đơn vị' }).waitFor();
  });

  step('a passkey is made under a name, by keyboard, and signs in by itself', async () => {
    const { page } = person;
    await page.goto('/office/account');
    await page.getByLabel('Tên để nhận ra').fill('Điện thoại của tôi');
    await page.keyboard.press('Enter');
    await page.getByText('Đã thêm khoá truy cập.', { exact: true }).first().waitFor();
    await page.getByText('Điện thoại của tôi').first().waitFor();
    await signOut(person);
    const answered = page.waitForRequest((request) => request.url().endsWith('/api/v1/session/passkey'));
    await page.getByRole('button', { name: 'Dùng khoá truy cập' }).click();
    await page.getByRole('heading', { level: 1, name: 'Của đơn vị' }).waitFor();
    await replayed(person, await answered);
    await page.goto('/office/account');
    await page.getByText('bằng khoá truy cập').waitFor();
    await page.getByText('dùng lần cuối', { exact: false }).first().waitFor();
  });

  step('a passkey stands in for the code, and a recovery code for both', async () => {
    const { page } = person;
    await signOut(person);
    await signInAt(person, '/sign-in?next=/office/account', 'tiepnhan');
    await page.getByRole('heading', { level: 1, name: 'Bước 2' }).waitFor();
    await page.getByRole('button', { name: 'Dùng khoá truy cập' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tài khoản của tôi' }).waitFor();
    const other = await personAt(browser, url, desk);
    await signInAt(other, '/sign-in', 'tiepnhan');
    await other.page.getByLabel('Mã 6 số').fill(codes[4] ?? '');
    await other.page.getByRole('button', { name: 'Xác nhận' }).click();
    await other.page.getByRole('heading', { level: 1, name: 'Của đơn vị' }).waitFor();
    await page.reload();
    await page.getByText('Đã dùng một mã khôi phục để đăng nhập.').waitFor();
    await page.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click();
    await page.getByText('Đã kết thúc mọi phiên khác.').waitFor();
    // Chromium writes refusals into the console, and there were some on the way here.
    assert.deepEqual(await seriousFindings(page), []);
    await assertFits(person, 'my account with everything');
    await other.page.reload();
    await other.page.getByRole('heading', { level: 1, name: 'Đăng nhập dành cho cán bộ' }).waitFor();
    await other.leave();
  });

  step('a cookie that was set before, or copied, is no good for long: fixation and theft', async () => {
    const { page, context } = person;
    const [before] = (await context.cookies()).filter(({ name }) => name === 'session');
    assert.ok(before);
    const thief = await browser.newContext({ baseURL: url, userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/140.0' });
    await thief.addCookies([before]);
    const looked = await thief.newPage();
    await looked.goto('/office/account');
    await page.reload();
    await page.getByText('Cũng được dùng từ Firefox trên Linux').waitFor();
    await page.getByText('Phiên đăng nhập của ông/bà được dùng từ một trình duyệt khác.').waitFor();
    // Signing in anew ends what this browser was before, under another secret.
    await page.goto('/sign-in?again=1&next=/office/account');
    await page.getByRole('button', { name: 'Dùng khoá truy cập' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tài khoản của tôi' }).waitFor();
    const [now] = (await context.cookies()).filter(({ name }) => name === 'session');
    assert.notEqual(now?.value, before.value);
    assert.equal((await thief.request.get('/api/v1/me')).status(), 401);
    await thief.close();
  });

  step(
    'the city asks operators for a second factor: who has none sets it up before anything else is answered',
    async () => {
      const administrator = await personAt(browser, url, phone);
      await signInAt(administrator, '/sign-in?next=/designer/city/sign-in', 'quantri');
      const { page } = administrator;
      await page.getByLabel('Yêu cầu với Trưởng ca điều hành IOC').selectOption('any');
      await page
        .getByRole('group', { name: 'Người dân xem hồ sơ của mình' })
        .getByLabel('Mã gửi tới điện thoại')
        .uncheck();
      await page.getByLabel('Lý do, căn cứ').fill('Quy chế an toàn thông tin');
      await administrator.look('what roles ask for');
      await assertFits(administrator, 'what roles ask for');
      await page.getByRole('button', { name: 'Lưu' }).click();
      await page.getByText('Đã lưu. Áp dụng ngay').waitFor();
      const other = await personAt(browser, url, desk);
      await other.page.goto('/mine');
      await other.page.getByLabel('Địa chỉ thư điện tử', { exact: true }).waitFor();
      await other.look('citizens by e-mail alone');
      await signInAt(other, '/sign-in', 'dieuphoi');
      await other.page.getByText('Vai trò của ông/bà yêu cầu xác thực hai lớp', { exact: false }).waitFor();
      await other.look('a second factor to set up');
      await other.page.goto('/designer');
      await other.page.waitForURL('**/office/account');
      await nothingMore(other);
      await other.page.getByRole('button', { name: 'Thiết lập' }).click();
      const typed = ((await other.page.locator('.account-secret').textContent()) ?? '').replaceAll(' ', '');
      await other.page.getByLabel('Mã 6 số ứng dụng đang hiện').fill(await generate({ secret: typed }));
      await other.page.keyboard.press('Enter');
      await other.page.getByRole('button', { name: 'Tôi đã cất mã' }).click();
      await other.page.getByRole('link', { name: 'Vào làm việc' }).click();
      await other.page.getByRole('heading', { level: 1, name: 'Của đơn vị' }).waitFor();

      await page.goto('/designer/city/people/dieuphoi');
      await page.getByText('bằng hai lớp').waitFor();
      await page.getByRole('button', { name: 'Đặt lại xác thực hai lớp' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Lý do').fill('mất điện thoại, đã gặp tại phòng Nội vụ');
      await administrator.look('second factors are reset');
      await assertFits(administrator, 'second factors are reset');
      await dialog.getByRole('button', { name: 'Đặt lại xác thực hai lớp' }).click();
      await page.getByText('Đã đặt lại. Nếu cần').waitFor();
      await page.getByText('Không ở đâu.').waitFor();
      await administrator.leave();
      await signInAt(other, '/sign-in', 'dieuphoi');
      await other.page.getByText('Lý do: mất điện thoại, đã gặp tại phòng Nội vụ').waitFor();
      await other.leave();
    },
  );

  step('app and passkey are taken away again, and the password is changed', async () => {
    const { page } = person;
    await page.goto('/office/account');
    await page.getByRole('button', { name: 'Gỡ khoá Điện thoại của tôi' }).click();
    await page.getByText('Đã gỡ khoá truy cập. Mọi phiên khác').waitFor();
    await page.getByRole('button', { name: 'Gỡ ứng dụng xác thực' }).click();
    await page.getByText('Chưa dùng.').waitFor();
    await page.getByLabel('Mật khẩu hiện tại').fill('sai');
    await page.getByLabel('Mật khẩu mới').fill('ngắn');
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByText('mật khẩu hiện tại không đúng', { exact: false }).waitFor();
    await page.getByText('phải có từ 15 ký tự trở lên', { exact: false }).waitFor();
  });
});

/** A device with a fingerprint, as Chromium's virtual authenticator has it. */
async function withAuthenticator({ page, context }: Person): Promise<void> {
  const debuggerOf = await context.newCDPSession(page);
  await debuggerOf.send('WebAuthn.enable');
  const verified = { hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, ...verified } as const;
  await debuggerOf.send('WebAuthn.addVirtualAuthenticator', { options });
}

async function signOut({ page }: Person): Promise<void> {
  await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }));
  await page.goto('/sign-in');
}

/** Whoever has to set up a second factor first reads nothing that a stranger may not read. */
async function nothingMore({ page }: Person): Promise<void> {
  const description = (await (await fetch(new URL('/api/openapi.json', page.url()))).json()) as {
    readonly paths: Readonly<Record<string, object>>;
  };
  const own = /\/api\/v1\/(me|account.*|session)$/;
  const paths = Object.entries(description.paths)
    .filter(([path, methods]) => 'get' in methods && !path.includes('{') && !own.test(path))
    .map(([path]) => path);
  assert.ok(paths.length > 20);
  for (const path of paths) {
    const mine = await page.request.get(path);
    const stranger = await fetch(new URL(path, page.url()));
    if (stranger.status === 401) assert.equal(mine.status(), 403, path);
    else assert.equal(mine.status(), stranger.status, path);
  }
}

/** What a passkey has answered once is answered by nobody again: without the challenge, and with its cookie. */
async function replayed({ page }: Person, request: Request): Promise<void> {
  const data = request.postDataJSON();
  const { cookie = '' } = await request.allHeaders();
  for (const headers of [{ cookie }, {}]) {
    const again = await fetch(request.url(), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', origin: new URL(page.url()).origin },
      body: JSON.stringify(data),
    });
    assert.equal(again.status, 401);
  }
}
