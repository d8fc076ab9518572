import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Challenge } from '#engine/runtime/application/accounts.ts';
import { applicationsOf, demoPassword, type TestApplication } from '#test/support/application.ts';
import { createAuthenticator } from '#test/support/authenticator.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const origin = 'https://tuongtac.lamhai.example';
const caller = { from: '203.0.113.7', agent: '' };
const challengeOf = ({ options }: Challenge) => (options as { readonly challenge: string }).challenge;

async function signedIn(test: TestApplication, username = 'tiepnhan') {
  const found = await test.wardflow.application.accounts.signIn({ username, password: demoPassword }, caller.from);
  assert.ok(found?.actor);
  return found.actor;
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    const { accounts, ownAccounts } = test.wardflow.application;
    const register = async (username = 'tiepnhan') => {
      const device = createAuthenticator(origin);
      const me = await signedIn(test, username);
      const asked = await ownAccounts.askPasskey(me);
      const response = device.register({ challenge: challengeOf(asked) });
      const kept = await ownAccounts.keepPasskey(me, { token: asked.token, response, name: ' Máy bàn ' });
      return { device, me: kept.session.actor, asked, response };
    };
    return { test, accounts, ownAccounts, register };
  };

  it('a passkey signs in by itself; the strongest there is, with its name and its last use', async () => {
    const { accounts, ownAccounts, register } = await start();
    const { device, me } = await register();
    assert.equal(me.session.strength, 3);
    const asked = await accounts.passkeyChallenge(undefined, caller.from);
    const found = await accounts.signInByPasskey(asked.token, device.answer({ challenge: challengeOf(asked) }), caller);
    assert.deepEqual([found?.actor.username, found?.actor.session.strength], ['tiepnhan', 3]);
    const [passkey] = (await ownAccounts.view(me)).passkeys;
    assert.deepEqual([passkey?.name, typeof passkey?.usedAt], ['Máy bàn', 'number']);
  });

  it('an answer is refused that is replayed, late, of another page, without verification, or of a copied key', async () => {
    const { test, accounts, register } = await start();
    const { device } = await register();
    type How = Omit<Parameters<typeof device.answer>[0], 'challenge'>;
    const attempt = async (how: How, challenge?: string, token?: string) => {
      const asked = await accounts.passkeyChallenge(undefined, caller.from);
      const answer = device.answer({ challenge: challenge ?? challengeOf(asked), ...how });
      const found = await accounts.signInByPasskey(token ?? asked.token, answer, caller);
      return { found, asked, answer };
    };
    const good = await attempt({ counter: 7 });
    assert.ok(good.found);
    assert.equal(await accounts.signInByPasskey(good.asked.token, good.answer, caller), undefined, 'replayed');
    assert.equal((await attempt({}, challengeOf(good.asked))).found, undefined, 'with an older challenge');
    assert.equal((await attempt({ counter: 7 })).found, undefined, 'a counter that stands still');
    assert.equal((await attempt({ counter: 3 })).found, undefined, 'a counter that goes back');
    assert.equal((await attempt({ counter: 10, verified: false })).found, undefined, 'nobody was verified');
    const forged = 'https://tuongtac-lamhai.example';
    assert.equal((await attempt({ counter: 11, origin: forged })).found, undefined, 'another origin');
    const other = Buffer.from(crypto.randomUUID()).toString('base64url');
    assert.equal((await attempt({ counter: 12, userHandle: other })).found, undefined, 'of somebody else');
    const late = await accounts.passkeyChallenge(undefined, caller.from);
    await test.advanceTo('2026-11-20T08:05:00+07:00');
    const answer = device.answer({ challenge: challengeOf(late), counter: 20 });
    assert.equal(await accounts.signInByPasskey(late.token, answer, caller), undefined, 'after five minutes');
    const stranger = createAuthenticator(origin);
    const asked = await accounts.passkeyChallenge(undefined, caller.from);
    const unknown = stranger.answer({ challenge: challengeOf(asked) });
    for (const response of [unknown, {}, null, { id: 'x' }, { ...unknown, response: null }]) {
      const again = await accounts.passkeyChallenge(undefined, caller.from);
      assert.equal(await accounts.signInByPasskey(again.token, response, caller), undefined);
    }
    assert.ok((await attempt({ counter: 21 })).found, 'the honest one goes on working');
  });

  it('of several nodes that get one answer at the same time, one takes it', async () => {
    const { accounts, register } = await start();
    const { device } = await register();
    const asked = await accounts.passkeyChallenge(undefined, caller.from);
    const answer = device.answer({ challenge: challengeOf(asked), counter: 5 });
    const outcomes = await Promise.all([1, 2, 3].map(() => accounts.signInByPasskey(asked.token, answer, caller)));
    assert.equal(outcomes.filter((outcome) => outcome !== undefined).length, 1);
  });

  it('as the second step it must be one of the account whose password was right', async () => {
    const { accounts, register } = await start();
    const [mine, theirs] = [await register(), await register('dieuphoi')];
    const half = async () => {
      const found = await accounts.signIn({ username: 'tiepnhan', password: demoPassword }, caller.from);
      assert.ok(found && found.actor === undefined);
      assert.deepEqual(found.factors, ['passkey', 'recovery']);
      return found.token;
    };
    const token = await half();
    const first = await accounts.passkeyChallenge(token, caller.from);
    const foreign = theirs.device.answer({ challenge: challengeOf(first) });
    assert.equal(await accounts.signInByPasskey(first.token, foreign, caller), undefined);
    const second = await accounts.passkeyChallenge(token, caller.from);
    const own = mine.device.answer({ challenge: challengeOf(second) });
    assert.ok(await accounts.signInByPasskey(second.token, own, caller));
    await assert.rejects(accounts.passkeyChallenge(token, caller.from), { code: 'SIGN_IN_OVER' });
  });

  it('a passkey is registered once, by who asked for it, without verification not at all', async () => {
    const { test, ownAccounts, register } = await start();
    const { me, asked, response } = await register();
    const again = { token: asked.token, response, name: 'x' };
    await assert.rejects(ownAccounts.keepPasskey(me, again), { code: 'PASSKEY_REFUSED' });
    const other = await signedIn(test, 'dieuphoi');
    const theirs = await ownAccounts.askPasskey(other);
    const device = createAuthenticator(origin);
    const made = device.register({ challenge: challengeOf(theirs) });
    await assert.rejects(ownAccounts.keepPasskey(me, { token: theirs.token, response: made, name: 'x' }), {
      code: 'PASSKEY_REFUSED',
    });
    for (const how of [{ verified: false }, { origin: 'https://evil.example' }]) {
      const mine = await ownAccounts.askPasskey(me);
      const wrong = createAuthenticator(origin).register({ challenge: challengeOf(mine), ...how });
      await assert.rejects(ownAccounts.keepPasskey(me, { token: mine.token, response: wrong, name: 'x' }), {
        code: 'PASSKEY_REFUSED',
      });
    }
    const [passkey] = (await ownAccounts.view(me)).passkeys;
    await assert.rejects(ownAccounts.removePasskey(other, passkey?.id ?? ''), { code: 'NOT_FOUND' });
    await assert.rejects(ownAccounts.renamePasskey(other, passkey?.id ?? '', 'x'), { code: 'NOT_FOUND' });
    await ownAccounts.removePasskey(me, passkey?.id ?? '');
    assert.deepEqual((await ownAccounts.view(me)).passkeys, []);
  });
});
