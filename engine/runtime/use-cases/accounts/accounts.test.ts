import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, demoPassword } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { hashPassword, nobody, verifyPassword } from '../passwords.ts';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    return { test, accounts: test.wardflow.application.accounts };
  };
  const right = { username: 'tiepnhan', password: demoPassword };

  it('a session ends when it lay idle for half an hour, after twelve hours, and at sign-out', async () => {
    const { test, accounts } = await start();
    const first = await accounts.signIn(right, '192.0.2.1');
    assert.equal(first?.actor?.displayName, 'Trần Thị Kim Ngân');
    assert.deepEqual(
      first?.actor?.posts.map(({ role, unit }) => `${role} of ${unit}`),
      ['ioc_operator of IOC'],
    );
    assert.equal((await accounts.session(first?.token ?? ''))?.username, 'tiepnhan');
    assert.equal(await accounts.session('guessed'), undefined);
    await test.advanceTo('2026-11-20T08:29:00+07:00');
    assert.ok(await accounts.session(first?.token ?? ''));
    await test.advanceTo('2026-11-20T08:59:01+07:00');
    assert.equal(await accounts.session(first?.token ?? ''), undefined);
    const second = await accounts.signIn(right, '192.0.2.1');
    for (let minute = 20; minute < 720; minute += 20) {
      await test.advanceTo(new Date(Date.parse('2026-11-20T08:59:01+07:00') + minute * 60_000).toISOString());
      assert.ok(await accounts.session(second?.token ?? ''), `${minute}`);
    }
    await test.advanceTo('2026-11-20T20:59:01+07:00');
    assert.equal(await accounts.session(second?.token ?? ''), undefined);
    const third = await accounts.signIn(right, '192.0.2.1');
    await accounts.signOut(third?.token ?? '');
    assert.equal(await accounts.session(third?.token ?? ''), undefined);
  });

  it('wrong passwords lock the account for a while, wherever they come from; right ones do not count', async () => {
    const { accounts } = await start();
    for (let time = 0; time < 12; time += 1) assert.ok(await accounts.signIn(right, '192.0.2.1'));
    for (let time = 0; time < 10; time += 1) {
      assert.equal(await accounts.signIn({ ...right, password: 'sai mat khau' }, `198.51.100.${time}`), undefined);
    }
    await assert.rejects(accounts.signIn(right, '203.0.113.1'), { code: 'TOO_MANY_ATTEMPTS', status: 429 });
    assert.equal(await accounts.signIn({ username: 'nobody', password: 'x' }, '203.0.113.1'), undefined);
  });

  it('an address that asks too often waits', async () => {
    const { test } = await start();
    for (let time = 0; time < 120; time += 1) await test.wardflow.rateLimit.take('follow', '192.0.2.9');
    await assert.rejects(test.wardflow.rateLimit.take('follow', '192.0.2.9'), { code: 'TOO_MANY_REQUESTS' });
    await test.wardflow.rateLimit.take('follow', '192.0.2.10');
  });
});

it('a password fits its own hash only, and the hash of nobody fits nothing', async () => {
  const stored = await hashPassword('mật khẩu', Buffer.alloc(16, 7));
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]+\$[\w+/]+$/);
  assert.equal(await verifyPassword('mật khẩu', stored), true);
  assert.equal(await verifyPassword('mat khau', stored), false);
  assert.equal(await verifyPassword('', nobody), false);
  assert.equal(await verifyPassword('x', 'not a hash'), false);
});
