// Mails to officials about their account: to an address that is theirs, about everything that happened, without a secret.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, demoPassword, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { SessionActor } from '../../application/accounts.ts';

const desk = { from: '203.0.113.7', agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36' };
const phone = { from: '198.51.100.9', agent: 'Mozilla/5.0 (Linux; Android 16) SamsungBrowser/29.0' };
const address = 'ngan.tran@lamhai.example';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    const { ownAccounts, mailbox } = test.wardflow.application;
    const seen = new Set<string>();
    /** What has come since it was asked last. */
    const mails = async () => {
      await test.wardflow.notices.runDue(test.now());
      const all = (await mailbox.list(200)).filter(({ channel, id }) => channel === 'email' && !seen.has(id));
      for (const { id } of all) seen.add(id);
      return all;
    };
    return { test, ownAccounts, mails, me: await signedIn(test, desk) };
  };
  const verified = async () => {
    const started = await start();
    await started.ownAccounts.askEmail(started.me, address);
    await started.ownAccounts.keepEmail(started.me, codeIn((await started.mails()).at(-1)?.text));
    return started;
  };

  it('an address is in force once its code was typed, and only for who asked', async () => {
    const { test, ownAccounts, mails, me } = await start();
    assert.deepEqual(await emailOf(ownAccounts, me), ['', false]);
    await assert.rejects(ownAccounts.askEmail(me, 'a@b.vn, c@d.vn'), { code: 'INVALID_FIELDS' });
    await assert.rejects(ownAccounts.keepEmail(me, '123456'), { code: 'SIGN_IN_OVER' });
    await ownAccounts.askEmail(me, address);
    const first = codeIn((await mails())[0]?.text);
    await ownAccounts.askEmail(me, address);
    const [mail] = await mails();
    assert.equal(mail?.to, address);
    const other = await test.as('dieuphoi');
    await assert.rejects(ownAccounts.keepEmail(other, codeIn(mail?.text)), { code: 'SIGN_IN_OVER' });
    if (first !== codeIn(mail?.text)) {
      await assert.rejects(
        ownAccounts.keepEmail(me, first),
        { code: 'INVALID_FIELDS' },
        'what was asked before is over',
      );
    }
    assert.deepEqual(await emailOf(ownAccounts, me), ['', false]);
    await ownAccounts.keepEmail(me, ` ${codeIn(mail?.text)} `);
    assert.deepEqual(await emailOf(ownAccounts, me), [address, true]);
    await assert.rejects(ownAccounts.keepEmail(me, codeIn(mail?.text)), { code: 'SIGN_IN_OVER' }, 'good once');
  });

  it('guessing ends after five codes, asking after five mails, and a code after 15 minutes', async () => {
    const { test, ownAccounts, mails, me } = await start();
    await ownAccounts.askEmail(me, address);
    const right = codeIn((await mails())[0]?.text);
    const wrong = right === '000000' ? '000001' : '000000';
    for (let tried = 0; tried < 5; tried += 1) {
      await assert.rejects(ownAccounts.keepEmail(me, wrong), { code: 'INVALID_FIELDS' });
    }
    await assert.rejects(ownAccounts.keepEmail(me, right), { code: 'SIGN_IN_OVER' });
    for (let more = 0; more < 3; more += 1) await ownAccounts.askEmail(me, address);
    await mails();
    await ownAccounts.askEmail(me, address);
    await assert.rejects(ownAccounts.askEmail(me, address), { code: 'TOO_MANY_ATTEMPTS', status: 429 });
    const late = codeIn((await mails())[0]?.text);
    await test.advanceTo('2026-11-20T08:15:00+07:00');
    const again = await signedIn(test, desk);
    await assert.rejects(ownAccounts.keepEmail(again, late), { code: 'SIGN_IN_OVER' });
    await assert.rejects(ownAccounts.askEmail(me, address), { code: 'SIGN_IN_AGAIN' }, 'an open browser is not enough');
  });

  it('what happens to the account is told there in both languages, by whom, and with no secret', async () => {
    const { test, ownAccounts, mails, me } = await verified();
    const next = 'hoa phượng nở đầu ngõ nhà ông Tư';
    await ownAccounts.changePassword(me, { current: demoPassword, next });
    const { signInBook, people } = test.wardflow.application;
    const administrator = await test.as('quantri');
    await signInBook.resetFactors(administrator, 'tiepnhan', 'Bà Ngân mất điện thoại');
    const { password } = await people.resetPassword(administrator, 'tiepnhan');
    const told = await mails();
    assert.deepEqual(
      told.map(({ to, text }) => [to, text.split('\n\n')[1]]).toSorted(),
      [
        [address, 'Địa chỉ thư điện tử của tài khoản đã được đổi.'],
        [address, 'Mật khẩu đã được đổi.'],
        [address, 'Xác thực hai lớp đã bị đặt lại.'],
        [address, 'Quản trị viên đã cấp mật khẩu mới.'],
      ].toSorted(),
    );
    const all = told.map(({ text }) => text).join();
    for (const words of ['The password was changed', 'bởi quantri', 'by quantri'])
      assert.ok(all.includes(words), words);
    for (const secret of [next, password, demoPassword, 'điện thoại']) assert.ok(!all.includes(secret), secret);
  });

  it('a sign-in from another browser or network is told once, the first of all and a known one are not', async () => {
    const { test, ownAccounts, mails, me } = await verified();
    await mails();
    await signedIn(test, desk);
    await signedIn(test, { ...desk, from: '203.0.7.1' });
    assert.deepEqual(await mails(), []);
    await signedIn(test, phone);
    await signedIn(test, phone);
    const told = await mails();
    assert.deepEqual(
      told.map(({ text }) => text.split('\n\n')[1]),
      ['Đăng nhập từ một trình duyệt hoặc mạng chưa dùng trước đây.'],
    );
    const { notices } = await ownAccounts.view(me);
    assert.equal(notices.filter(({ code }) => code === 'newBrowser').length, 1);
  });

  it('the address before hears that it is so no more, and what an administrator writes down is nobody’s yet', async () => {
    const { test, ownAccounts, mails, me } = await verified();
    await mails();
    await ownAccounts.askEmail(me, 'moi@lamhai.example');
    await ownAccounts.keepEmail(me, codeIn((await mails())[0]?.text));
    const changed = (await mails()).map(({ to }) => to);
    assert.deepEqual(changed.toSorted(), ['moi@lamhai.example', address]);
    const administrator = await test.as('quantri');
    const { people, signInBook } = test.wardflow.application;
    await people.change(administrator, 'tiepnhan', { displayName: 'Trần Thị Kim Ngân', email: 'ai@lamhai.example' });
    await signInBook.signOut(administrator, 'tiepnhan');
    const told = await mails();
    assert.deepEqual(
      told.map(({ to }) => to),
      ['moi@lamhai.example'],
    );
    assert.deepEqual(await emailOf(ownAccounts, await signedIn(test, desk)), ['ai@lamhai.example', false]);
  });

  it('who keeps accounts is told once of a token that ends within 30 days', async () => {
    const { test } = await start();
    const { serviceAccounts, ownAccounts } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const posts = [{ role: 'officer', unit: '99022-KTHT' }];
    await serviceAccounts.create(administrator, { code: 'gis', name: 'GIS', purpose: 'Bản đồ', posts });
    const token = { scopes: ['tasks:read'], addresses: [], perMinute: 60 };
    await serviceAccounts.createToken(administrator, 'gis', { ...token, name: '2026', lastDay: '2026-12-31' });
    await serviceAccounts.createToken(administrator, 'gis', { ...token, name: '2027', lastDay: '2027-06-30' });
    const duty = test.wardflow.duties.find(({ name }) => name === 'tokens-ending');
    const notes = async () =>
      (await ownAccounts.view(administrator)).notices
        .filter(({ code }) => code === 'tokenEnds')
        .map(({ note }) => note);
    assert.deepEqual(await duty?.run(test.now()), { done: 0 });
    await test.advanceTo('2026-12-05T06:00:00+07:00');
    assert.deepEqual(await duty?.run(test.now()), { done: 1 });
    assert.deepEqual(await duty?.run(test.now()), { done: 0 });
    assert.deepEqual(await notes(), ['GIS: 2026']);
  });
});

async function signedIn(test: TestApplication, { from, agent }: typeof desk): Promise<SessionActor> {
  const credentials = { username: 'tiepnhan', password: demoPassword };
  const signed = await test.wardflow.application.accounts.signIn(credentials, from, agent);
  if (signed?.actor === undefined) throw new Error('tiepnhan cannot sign in');
  return signed.actor;
}

async function emailOf(
  ownAccounts: TestApplication['wardflow']['application']['ownAccounts'],
  me: SessionActor,
): Promise<readonly unknown[]> {
  const { email, emailVerified } = await ownAccounts.view(me);
  return [email, emailVerified];
}

function codeIn(text: string | undefined): string {
  return /\d{6}/.exec(text ?? '')?.[0] ?? '';
}
