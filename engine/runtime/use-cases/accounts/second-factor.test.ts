import assert from 'node:assert/strict';
import { it } from 'node:test';
import { generate } from 'otplib';
import type { SessionActor, SignedIn } from '#engine/runtime/application/accounts.ts';
import { applicationsOf, demoPassword, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { rotateKey } from '../../administration/installation/rotate-key.ts';
import { createApplication } from '../create-application.ts';

const right = { username: 'tiepnhan', password: demoPassword };
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36';
const phone = 'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/130.0 Mobile';
const caller = { from: '203.0.113.7', agent: chrome };
const seconds = (test: TestApplication, more = 0) => Math.floor(test.now() / 1000) + more;

async function signedIn(test: TestApplication): Promise<SignedIn> {
  const found = await test.wardflow.application.accounts.signIn(right, caller.from, chrome);
  assert.ok(found?.actor);
  return found;
}

/** @returns the secret, the recovery codes and the session that the set-up leaves */
async function withApp(test: TestApplication) {
  const { ownAccounts } = test.wardflow.application;
  const { actor } = await signedIn(test);
  const { secret, uri } = await ownAccounts.askTotp(actor);
  assert.match(uri, /^otpauth:\/\/totp\/.*tiepnhan.*secret=/);
  const code = await generate({ secret, epoch: seconds(test) });
  const kept = await ownAccounts.keepTotp(actor, code);
  assert.equal(kept.recoveryCodes?.length, 10);
  return { secret, code, codes: kept.recoveryCodes ?? [], session: kept.session };
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async (change?: Parameters<typeof opened>[0]) => {
    const { test, store } = await opened(change);
    const { accounts, ownAccounts, people } = test.wardflow.application;
    const half = async () => {
      const found = await accounts.signIn(right, caller.from, chrome);
      assert.ok(found && found.actor === undefined, 'a second factor is asked for');
      return found;
    };
    return { test, store, accounts, ownAccounts, people, half };
  };

  it('one signs in with the password and a code; each code is taken once, one step early or late, and no other', async () => {
    const { test, accounts, half } = await start();
    const { secret, code } = await withApp(test);
    const first = await half();
    assert.deepEqual(first.factors, ['totp', 'recovery']);
    assert.equal(await accounts.session(first.token), undefined, 'half signed in is not signed in');
    assert.equal(await accounts.enterCode(first.token, code, caller), undefined, 'the code of the set-up was used');
    await test.advanceTo('2026-11-20T08:01:00+07:00');
    const late = await generate({ secret, epoch: seconds(test, -60) });
    assert.equal(await accounts.enterCode(first.token, late, caller), undefined, 'two steps late');
    const early = await generate({ secret, epoch: seconds(test, 30) });
    const found = await accounts.enterCode(first.token, `${early.slice(0, 3)} ${early.slice(3)}`, caller);
    assert.equal(found?.actor.session.strength, 2);
    assert.equal((await accounts.session(found?.token ?? ''))?.username, 'tiepnhan');
    // The step is spent, and so is the code, and every one before it.
    await assert.rejects(accounts.enterCode(first.token, early, caller), { code: 'SIGN_IN_OVER' });
    const second = await half();
    assert.equal(await accounts.enterCode(second.token, early, caller), undefined);
    const now = await generate({ secret, epoch: seconds(test) });
    assert.equal(await accounts.enterCode(second.token, now, caller), undefined, 'earlier than one that was used');
  });

  it('of several nodes that get one code at the same time, one takes it', async () => {
    const { test, accounts, half } = await start();
    const { secret } = await withApp(test);
    await test.advanceTo('2026-11-20T08:02:00+07:00');
    const code = await generate({ secret, epoch: seconds(test) });
    const steps = [await half(), await half(), await half(), await half()];
    const outcomes = await Promise.all(steps.map(({ token }) => accounts.enterCode(token, code, caller)));
    assert.equal(outcomes.filter((outcome) => outcome !== undefined).length, 1);
  });

  it('guessing codes ends after five, wherever it comes from, and stays ended in a process that starts anew', async () => {
    const { test, accounts, half } = await start();
    const { secret } = await withApp(test);
    await test.advanceTo('2026-11-20T08:15:30+07:00');
    const { token } = await half();
    for (let time = 0; time < 5; time += 1) {
      const from = `198.51.100.${time}`;
      assert.equal(await accounts.enterCode(token, `00000${time}`, { ...caller, from }), undefined);
    }
    const now = await generate({ secret, epoch: seconds(test) });
    const other = createApplication(test.deps).application.accounts;
    for (const door of [accounts, other]) {
      await assert.rejects(door.enterCode(token, now, caller), { code: 'TOO_MANY_ATTEMPTS', status: 429 });
    }
  });

  it('a half sign-in is over after ten minutes, and no secret of another kind stands in for it', async () => {
    const { test, accounts, half } = await start();
    const { secret, session } = await withApp(test);
    const { token } = await half();
    const challenge = await accounts.passkeyChallenge(undefined, caller.from);
    await test.advanceTo('2026-11-20T08:09:59+07:00');
    assert.deepEqual(await accounts.half(token), ['totp', 'recovery']);
    const code = await generate({ secret, epoch: seconds(test) });
    for (const wrong of [challenge.token, session.token, 'guessed', '']) {
      await assert.rejects(accounts.enterCode(wrong, code, caller), { code: 'SIGN_IN_OVER' });
    }
    await test.advanceTo('2026-11-20T08:10:00+07:00');
    assert.equal(await accounts.half(token), undefined);
    await assert.rejects(accounts.enterCode(token, code, caller), { code: 'SIGN_IN_OVER' });
  });

  it('a recovery code signs in once, in small letters or with an O for a zero, and is counted down', async () => {
    const { test, accounts, ownAccounts, half } = await start();
    const { codes } = await withApp(test);
    const [code = ''] = codes;
    const { token } = await half();
    const found = await accounts.enterCode(token, code.toLowerCase().replaceAll('0', 'o').replaceAll('-', ' '), caller);
    assert.equal(found?.actor.session.strength, 2);
    const view = await ownAccounts.view(found?.actor as SessionActor);
    assert.equal(view.recoveryCodesLeft, 9);
    assert.deepEqual([view.notices[0]?.code, view.notices[0]?.seen], ['recoveryUsed', false]);
    const again = await half();
    assert.equal(await accounts.enterCode(again.token, code, caller), undefined);
    const renewed = await ownAccounts.newRecoveryCodes(found?.actor as SessionActor);
    assert.equal(await accounts.enterCode(again.token, codes[1] ?? '', caller), undefined, 'the old ones are over');
    assert.ok(await accounts.enterCode(again.token, renewed[3] ?? '', caller));
  });

  it('the secret, the codes and the sessions stand nowhere in the database as they are', async () => {
    const { test, store } = await start();
    const { secret, codes, session } = await withApp(test);
    const rows = await store.transaction(async (tx) => [
      await tx.cases.signIn.totp.ofAccount(session.actor.accountId),
      await tx.cases.accounts.sessions(session.actor.accountId),
      await tx.cases.audit.latest(50),
      await tx.cases.signIn.notices.ofAccount(session.actor.accountId, 50),
    ]);
    const text = JSON.stringify(rows);
    const raw = Buffer.from(JSON.stringify(rows[0]));
    for (const planted of [secret, ...codes, session.token]) assert.ok(!text.includes(planted), 'found as it is');
    assert.ok(!raw.includes(Buffer.from(secret)));
  });

  it('an app goes on when the installation’s key is changed, under the new key alone', async () => {
    const { test, store, half } = await start();
    const { secret } = await withApp(test);
    const { secrets, random, clock } = test.deps;
    const fresh = { ...secrets, masterKey: random(32) };
    await rotateKey({ store, random, clock, secrets: { ...fresh, otherMasterKeys: [secrets.masterKey] } });
    const { accounts } = createApplication({ ...test.deps, secrets: fresh }).application;
    await test.advanceTo('2026-11-20T08:01:00+07:00');
    const code = await generate({ secret, epoch: seconds(test) });
    assert.ok(await accounts.enterCode((await half()).token, code, caller));
  });

  it('the session has a new secret when it becomes stronger: the one from before opens nothing', async () => {
    const { test, accounts, ownAccounts } = await start();
    const before = await signedIn(test);
    const { secret } = await ownAccounts.askTotp(before.actor);
    const kept = await ownAccounts.keepTotp(before.actor, await generate({ secret, epoch: seconds(test) }));
    assert.equal(await accounts.session(before.token), undefined);
    assert.equal((await accounts.session(kept.session.token))?.session.strength, 2);
  });

  it('taking the app away, or another password, ends every other session; a stolen one is seen and ended', async () => {
    const { test, accounts, ownAccounts, half } = await start();
    const { session, codes } = await withApp(test);
    /** Somebody else who is signed in as the same person. */
    const stolen = async (code = '') => {
      const found = await accounts.enterCode((await half()).token, code, { from: '198.51.100.9', agent: phone });
      assert.ok(found);
      return found;
    };
    await test.advanceTo('2026-11-20T08:01:00+07:00');
    const thief = await stolen(codes[0]);
    const { sessions } = await ownAccounts.view(session.actor);
    assert.deepEqual(
      sessions.map(({ browser, system, network, own }) => [browser, system, network, own]),
      [
        ['samsung', 'android', '198.51.*.*', false],
        ['chrome', 'windows', '203.0.*.*', true],
      ],
    );
    await ownAccounts.endSession(session.actor, sessions[0]?.id ?? '');
    assert.equal(await accounts.session(thief.token), undefined);
    await assert.rejects(ownAccounts.endSession(session.actor, sessions[0]?.id ?? ''), { code: 'NOT_FOUND' });
    const third = await stolen(codes[1]);
    const foreign = await test.wardflow.application.accounts.signIn({ ...right, username: 'dieuphoi' }, caller.from);
    assert.ok(foreign?.actor);
    await assert.rejects(ownAccounts.endSession(foreign.actor, session.actor.session.id), { code: 'NOT_FOUND' });
    await ownAccounts.removeTotp(session.actor);
    assert.equal(await accounts.session(third.token), undefined);
    const fourth = await signedIn(test);
    const change = { current: demoPassword, next: 'hoa phượng nở đầu ngõ nhà ông Tư' };
    await ownAccounts.changePassword(session.actor, change);
    assert.equal(await accounts.session(fourth.token), undefined);
    assert.ok(await accounts.session(session.token), 'the one that asked goes on');
    assert.equal(await accounts.signIn(right, caller.from), undefined);
    assert.ok(await accounts.signIn({ ...right, password: change.next }, caller.from));
  });

  it('a password is long, not guessed first, another than before, and the present one is asked for', async () => {
    const { test, ownAccounts } = await start();
    const { actor } = await signedIn(test);
    const rules = async (next: string, current = demoPassword) =>
      await ownAccounts.changePassword(actor, { current, next }).then(
        () => [],
        ({ fields }: { fields: { path: string; rule: string }[] }) => fields.map(({ path, rule }) => `${path} ${rule}`),
      );
    assert.deepEqual(await rules('mười bốn chữ c'), ['next PASSWORD_TOO_SHORT']);
    for (const poor of ['aaaaaaaaaaaaaaaaaaaa', 'matkhau123456789', 'tiepnhan tiepnhan 1', 'Trần Thị Kim Ngân 99']) {
      assert.deepEqual(await rules(poor), ['next PASSWORD_COMMON'], poor);
    }
    assert.deepEqual(await rules(demoPassword), ['next PASSWORD_SAME']);
    assert.deepEqual(await rules('mây trắng bay về núi', 'sai'), ['current PASSWORD_WRONG']);
    assert.deepEqual(await rules('mây trắng bay về núi'), []);
  });

  it('an open browser is not enough: what changes how one signs in asks for a sign-in of the last minutes', async () => {
    const { test, accounts, ownAccounts } = await start();
    const { token } = await signedIn(test);
    await test.advanceTo('2026-11-20T08:15:00+07:00');
    const later = (await accounts.session(token)) as SessionActor;
    for (const tried of [
      () => ownAccounts.askTotp(later),
      () => ownAccounts.keepTotp(later, '000000'),
      () => ownAccounts.removeTotp(later),
      () => ownAccounts.newRecoveryCodes(later),
      () => ownAccounts.askPasskey(later),
      () => ownAccounts.removePasskey(later, later.session.id),
      () => ownAccounts.keepPasskey(later, { token: 'x', response: {}, name: 'x' }),
      () => ownAccounts.unlink(later, later.session.id),
    ]) {
      await assert.rejects(tried, { code: 'SIGN_IN_AGAIN', status: 403 }, String(tried));
    }
    assert.equal((await ownAccounts.view(later)).fresh, false);
  });
});
