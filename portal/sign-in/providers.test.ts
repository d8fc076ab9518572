import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, test } from 'node:test';
import { generate } from 'otplib';
import { startIdentityProvider, type TestProvider } from '#test/support/identity-provider.ts';
import { freePort } from '#test/support/mariadb.ts';
import { demoPassword } from '../demo-pack.ts';
import { type Answer, type Door, openDoor, report } from '../http/support/door.ts';
import { readProviders } from './provider-file.ts';

/** A page of the office, not an address that names one. */
const inside = /^[^?]*\/office$/;

/** What a browser keeps, by host. */
class Cookies {
  readonly #all = new Map<string, Map<string, string>>();

  of(url: string): string {
    return [...(this.#all.get(new URL(url).host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keep(url: string, response: Response): void {
    const own = this.#all.get(new URL(url).host) ?? new Map<string, string>();
    this.#all.set(new URL(url).host, own);
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/expires=thu, 01 jan 1970/i.test(line)) own.delete(name);
      else own.set(name, value.join('='));
    }
  }
}

describe('signing in at an identity provider', () => {
  let folder: string;
  let provider: TestProvider;
  let door: Door;
  let url: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wardflow-oidc-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    provider = await startIdentityProvider(`${url}/sign-in/provider/tinh/back`, `${url}/mine/provider/dinhdanh/back`);
    const shared = { issuer: provider.issuer, clientId: provider.clientId, clientSecretFile: 'secret.txt' };
    const name = { vi: 'Cổng của tỉnh', en: 'The province' };
    const secondFactor = { claim: 'loa', values: ['high'] };
    const citizens = {
      phone: { claim: 'phone_number', verified: 'phone_number_verified' },
      email: { claim: 'email', verified: 'email_verified' },
      idNumber: { claim: 'citizen_id', verified: null },
    };
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const providers = [
      { code: 'tinh', name, ...shared, secondFactor },
      { code: 'khac', name, ...shared },
      { code: 'tat', name, ...shared, issuer: nowhere },
      { code: 'dinhdanh', name: { vi: 'Định danh', en: 'Identity' }, ...shared, citizens },
    ];
    await writeFile(join(folder, 'secret.txt'), `${provider.clientSecret}\n`);
    await writeFile(join(folder, 'providers.json'), JSON.stringify({ providers }));
    door = await openDoor({ PORT: String(port), PUBLIC_URL: url, OIDC_PROVIDERS: join(folder, 'providers.json') });
  });
  after(async () => {
    await door.close();
    await provider.close();
    await rm(folder, { recursive: true });
  });

  const step = async (browser: Cookies, at: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(at, {
      redirect: 'manual',
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie: browser.of(at), accept: 'text/html', origin: new URL(at).origin },
      ...(form && { body: new URLSearchParams(form) }),
      signal: AbortSignal.timeout(10_000),
    });
    browser.keep(at, response);
    return response;
  };
  /** Follows redirects up to a page, or up to an address. */
  const follow = async (browser: Cookies, from: string, until?: RegExp): Promise<{ at: string; page: Response }> => {
    let at = from;
    for (let turn = 0; turn < 15; turn += 1) {
      if (until?.test(at)) return { at, page: new Response() };
      const page = await step(browser, at);
      const next = page.headers.get('location');
      if (next === null) return { at, page };
      at = new URL(next, at).href;
    }
    throw new Error('redirected for ever');
  };
  const begin = (browser: Cookies, until?: RegExp) =>
    follow(browser, `${url}/sign-in/provider/tinh?next=/office`, until);
  const who = async (browser: Cookies): Promise<Answer> => door.call('/api/v1/me', { cookie: browser.of(url) });
  const linkCode = async (username: string, code = 'tinh') => {
    const cookie = await door.signIn('quantri');
    const made = await door.call(`/api/v1/city/people/${username}/link-code`, { cookie, json: { provider: code } });
    assert.equal(made.status, 200);
    return made.body.code as string;
  };
  const link = async (browser: Cookies, code: string) => step(browser, `${url}/sign-in/link`, { code });

  it('the page names the providers; somebody whose address an account has is nobody before they are linked', async () => {
    const page = await door.call('/sign-in', { headers: { accept: 'text/html' } });
    assert.match(page.body, /Đăng nhập qua Cổng của tỉnh/);
    const cookie = await door.signIn('quantri');
    const { body } = await door.call('/api/v1/city/people', { cookie });
    const { email } = body.people.find((one: { readonly email: string }) => one.email !== '');
    provider.be('so-1', { email, loa: 'high' });
    const browser = new Cookies();
    const { at, page: asked } = await begin(browser);
    assert.equal(at, `${url}/sign-in/link`);
    assert.match(await asked.text(), /chưa gắn với tài khoản nào/);
    assert.equal((await who(browser)).status, 401);
    for (const wrong of ['AAAA-BBBB-CCCC', await linkCode('tiepnhan', 'khac')]) {
      assert.equal((await link(browser, wrong)).status, 401, 'another code, or one for another provider');
    }
    const code = await linkCode('tiepnhan');
    const linked = await link(browser, code.toLowerCase());
    assert.deepEqual([linked.status, linked.headers.get('location')], [303, '/office']);
    const { body: me } = await who(browser);
    assert.deepEqual([me.username, me.needs, me.news], ['tiepnhan', null, 1]);
    // The code was good once, and the identity belongs to one account.
    provider.be('so-2');
    const second = new Cookies();
    await begin(second);
    assert.equal((await link(second, code)).status, 401);
  });

  it('from then on the provider’s word opens the door: by issuer and subject, whatever the address says', async () => {
    provider.be('so-1', { email: 'somebody.else@lamhai.example' });
    const browser = new Cookies();
    await begin(browser, inside);
    const { body } = await who(browser);
    assert.equal(body.username, 'tiepnhan');
    const account = await door.call('/api/v1/account', { cookie: browser.of(url) });
    assert.deepEqual(
      [account.body.links.length, account.body.links[0].provider.en, account.body.sessions[0].strength],
      [1, 'The province', 1],
    );
  });

  it('an answer that was forged, changed, used before, stolen, or meant for another question opens nothing', async () => {
    provider.be('so-1');
    const back = /\/sign-in\/provider\/tinh\/back/;
    const refused = async (browser: Cookies, at: string, why: string) => {
      const page = await step(browser, at);
      assert.equal(page.status, 401, why);
      assert.equal((await who(browser)).status, 401, why);
    };
    const changed = async (change: (answer: URL) => void, why: string) => {
      const browser = new Cookies();
      const { at } = await begin(browser, back);
      const answer = new URL(at);
      change(answer);
      await refused(browser, answer.href, why);
      await refused(browser, at, `${why}: and the question is over`);
    };
    await changed((answer) => answer.searchParams.set('state', 'guessed'), 'state');
    await changed((answer) => answer.searchParams.delete('state'), 'no state');
    await changed((answer) => answer.searchParams.set('iss', 'https://evil.example'), 'issuer');
    await changed((answer) => answer.searchParams.delete('iss'), 'no issuer');
    await changed((answer) => answer.searchParams.set('code', 'guessed'), 'code');
    await changed((answer) => {
      answer.pathname = answer.pathname.replace('tinh', 'khac');
    }, 'mix-up');
    const victim = new Cookies();
    const { at } = await begin(victim, back);
    await refused(new Cookies(), at, 'in a browser that has not asked');
    const asking = new Cookies();
    await begin(asking, back);
    await refused(asking, at, 'with the question of another browser: nonce, state and verifier are its own');
    await follow(victim, at, inside);
    assert.equal((await who(victim)).body.username, 'tiepnhan');
    await refused(new Cookies(), at, 'a second time');
  });

  it('whoever has a second factor is asked for it, unless the provider says that there was one', async () => {
    const cookie = await door.signIn('tiepnhan');
    const asked = await door.call('/api/v1/account/totp', { method: 'POST', cookie });
    const first = await generate({ secret: asked.body.secret });
    const kept = await door.call('/api/v1/account/totp', { method: 'PUT', cookie, json: { code: first } });
    assert.equal(kept.status, 200);
    provider.be('so-1');
    const browser = new Cookies();
    const { at } = await begin(browser);
    assert.match(at, /\/sign-in\/code/);
    assert.equal((await who(browser)).status, 401);
    const code = kept.body.recoveryCodes[0];
    assert.equal((await step(browser, `${url}/sign-in/code`, { code, next: '/office' })).status, 303);
    assert.equal((await who(browser)).body.username, 'tiepnhan');
    provider.be('so-1', { loa: 'high' });
    const strong = new Cookies();
    await begin(strong, inside);
    const account = await door.call('/api/v1/account', { cookie: strong.of(url) });
    const own = account.body.sessions.find((one: { readonly own: boolean }) => one.own);
    assert.equal(own.strength, 2);
    await door.call(`/api/v1/account/links/${account.body.links[0].id}`, {
      method: 'DELETE',
      cookie: strong.of(url),
    });
    assert.equal((await begin(new Cookies())).at, `${url}/sign-in/link`, 'a link that was taken away opens nothing');
  });

  describe('citizens', () => {
    const phone = '0912345678';
    const beginAsCitizen = (browser: Cookies, until?: RegExp) =>
      follow(browser, `${url}/mine/provider/dinhdanh`, until);
    const mine = async (browser: Cookies) => await (await step(browser, `${url}/mine`)).text();

    it('come in by what their provider calls verified, and see what is theirs', async () => {
      const form = report({ anonymous: false, name: 'Võ Kim Em', phone, email: 'em@example.org' });
      const { body: receipt } = await door.call('/api/v1/reports', { form });
      assert.match((await door.call('/mine', { headers: { accept: 'text/html' } })).body, /Xác nhận qua Định danh/);
      for (const [claims, sees] of [
        [{ phone_number: '+84912345678', phone_number_verified: true }, true],
        [{ email: 'EM@example.org', email_verified: true }, true],
        [{ citizen_id: '079190000123' }, false],
      ] as const) {
        provider.be('cd-1', claims);
        const browser = new Cookies();
        const { at, page } = await beginAsCitizen(browser);
        assert.equal(at, `${url}/mine`);
        assert.equal((await page.text()).includes(receipt.registerNumber), sees, JSON.stringify(claims));
        assert.equal((await who(browser)).status, 401, 'and are no officials');
      }
      for (const claims of [
        { phone_number: '+84912345678', phone_number_verified: false },
        { phone_number: '+84912345678' },
        { phone_number: '1022', phone_number_verified: true, citizen_id: 'x' },
        {},
      ]) {
        provider.be('cd-1', claims);
        const browser = new Cookies();
        const { page } = await beginAsCitizen(browser);
        assert.equal(page.status, 403, JSON.stringify(claims));
        assert.match(await page.text(), /không xác nhận số điện thoại/);
        assert.doesNotMatch(await mine(browser), /Đã xác nhận/);
      }
    });

    it('an answer that was forged, used before, stolen, or meant for officials opens nothing', async () => {
      provider.be('cd-1', { phone_number: '+84912345678', phone_number_verified: true });
      const back = /\/mine\/provider\/dinhdanh\/back/;
      const refused = async (browser: Cookies, at: string, why: string) => {
        assert.ok([401, 404].includes((await step(browser, at)).status), why);
        assert.doesNotMatch(await mine(browser), /Đã xác nhận/, why);
        assert.equal((await who(browser)).status, 401, why);
      };
      for (const change of ['state', 'iss', 'code']) {
        const browser = new Cookies();
        const answer = new URL((await beginAsCitizen(browser, back)).at);
        answer.searchParams.set(change, 'guessed');
        await refused(browser, answer.href, change);
      }
      const asked = new Cookies();
      const { at } = await beginAsCitizen(asked, back);
      await refused(new Cookies(), at, 'in a browser that has not asked');
      await refused(asked, at.replace('/mine/', '/sign-in/'), 'as an official');
      await follow(asked, at);
      assert.match(await mine(asked), /Đã xác nhận/);
      await refused(new Cookies(), at, 'a second time');
      // The provider of officials is none for citizens, and theirs is none for officials.
      for (const path of ['/mine/provider/tinh', '/sign-in/provider/dinhdanh'])
        assert.equal((await step(new Cookies(), `${url}${path}`)).status, 404, path);
    });

    it('whoever keeps accounts switches the way off, and who came in by it is out at once', async () => {
      provider.be('cd-1', { phone_number: '+84912345678', phone_number_verified: true });
      const browser = new Cookies();
      await beginAsCitizen(browser);
      assert.match(await mine(browser), /Đã xác nhận/);
      const cookie = await door.signIn('quantri');
      const { body: before } = await door.call('/api/v1/city/sign-in', { cookie });
      assert.deepEqual(before.reachable, {
        phone: true,
        email: true,
        providers: [{ vi: 'Định danh', en: 'Identity' }],
      });
      const { revision } = before;
      const json = { revision, note: 'thử', roles: [], citizens: { phone: false, email: true, provider: false } };
      assert.equal((await door.call('/api/v1/city/sign-in', { method: 'PUT', cookie, json })).status, 200);
      assert.match(await mine(browser), /Địa chỉ thư điện tử/);
      assert.equal((await step(browser, `${url}/mine/provider/dinhdanh`)).status, 404);
      assert.equal((await step(browser, `${url}/mine`, { contact: phone })).status, 422);
    });
  });

  it('an unknown name and a wrong password are told in the same words, whatever else is wrong', async () => {
    const told = async (json: object) => {
      const { status, body, headers } = await door.call('/api/v1/session', { json });
      const { instance, ...rest } = body;
      assert.match(instance, /^urn:uuid:/);
      return JSON.stringify([status, rest, headers.get('set-cookie'), headers.get('content-length')]);
    };
    const known = await told({ username: 'dieuphoi', password: 'không phải mật khẩu này' });
    assert.equal(await told({ username: 'khong.co.ai', password: 'không phải mật khẩu này' }), known);
    assert.equal(await told({ username: 'tiepnhan', password: 'có lớp thứ hai, mật khẩu sai' }), known);
    const pages = await Promise.all(
      ['dieuphoi', 'khong.co.ai'].map(async (username) => {
        const page = await step(new Cookies(), `${url}/sign-in`, { username, password: 'sai', next: '' });
        return [page.status, (await page.text()).replace(`value="${username}"`, '')];
      }),
    );
    assert.deepEqual(pages[0], pages[1]);
  });

  it('a provider that is down, or is none, is said; the password goes on working', async () => {
    const down = await door.call('/sign-in/provider/tat', { headers: { accept: 'text/html' } });
    assert.equal(down.status, 503);
    assert.match(down.body, /Không liên lạc được với hệ thống đăng nhập tập trung/);
    assert.equal((await door.call('/sign-in/provider/none')).status, 404);
    const json = { username: 'dieuphoi', password: demoPassword };
    assert.equal((await door.call('/api/v1/session', { json })).status, 200);
  });
});

test('a file of providers that is not right stops the start with all its faults, and shows no secret', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-oidc-'));
  const path = join(folder, 'providers.json');
  const name = { vi: 'A', en: 'A' };
  await writeFile(join(folder, 'empty'), '\n');
  const providers = [
    { code: 'Tỉnh', name, issuer: 'http://sso.example', clientId: '', clientSecretFile: 'empty', subject: 'email' },
    { code: 'b', name: { vi: 'B' }, issuer: 'https://b.example', clientId: 'b', clientSecretFile: '../none' },
    { code: 'b', name, issuer: 'https://b.example', clientId: 'b', scope: 'email', secondFactor: { claim: 'acr' } },
    { code: 'c', name, issuer: 'https://c.example', clientId: 'c', citizens: { phone: { claim: 'phone_number' } } },
    {
      code: 'd',
      name,
      issuer: 'https://d.example',
      clientId: 'd',
      citizens: { name: { claim: 'name', verified: null } },
    },
  ];
  await writeFile(path, JSON.stringify({ providers }));
  assert.throws(
    () => readProviders(path),
    ({ message }: Error) => {
      for (const fault of [
        'providers[0].code must be',
        'providers[0].issuer must be https',
        'providers[0].clientId must be',
        'providers[0].clientSecretFile names an empty file',
        'providers[0].subject must not be "email"',
        'providers[1].name must have',
        'providers[1].clientSecretFile names a file that cannot be read',
        'providers[2].scope must be',
        'providers[2].secondFactor must be',
        'a code stands there twice',
        'providers[3].citizens.phone must be',
        'providers[4].citizens.name must be',
      ]) {
        assert.ok(message.includes(fault), `${fault}\n${message}`);
      }
      return true;
    },
  );
  assert.deepEqual(readProviders(null), []);
  await rm(folder, { recursive: true });
});
