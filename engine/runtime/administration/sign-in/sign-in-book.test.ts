import assert from 'node:assert/strict';
import { it } from 'node:test';
import { generate } from 'otplib';
import type { SessionActor } from '#engine/runtime/application/accounts.ts';
import { applicationsOf, demoPassword } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const clerk = { username: 'tiepnhan', password: demoPassword };
const from = '192.0.2.1';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { accounts, ownAccounts, signInBook } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const demand = async (roles: Readonly<Record<string, 'none' | 'any' | 'passkey'>>) => {
      const { revision } = await signInBook.policy(administrator);
      const lines = Object.entries(roles).map(([role, asked]) => ({ role, demand: asked }));
      return await signInBook.savePolicy(administrator, { revision, note: 'thử', roles: lines });
    };
    const code = (secret: string, more = 0) => generate({ secret, epoch: Math.floor(test.now() / 1000) + more });
    const withApp = async () => {
      const found = await accounts.signIn(clerk, from);
      assert.ok(found?.actor);
      const { secret } = await ownAccounts.askTotp(found.actor);
      return { secret, ...(await ownAccounts.keepTotp(found.actor, await code(secret))) };
    };
    return { test, store, accounts, ownAccounts, signInBook, administrator, demand, code, withApp };
  };

  it('nothing is asked for in the demo city; who keeps no accounts may see and change none of it', async () => {
    const { test, signInBook, administrator, ownAccounts } = await start();
    const { roles } = await signInBook.policy(administrator);
    assert.ok(roles.length > 5 && roles.every(({ demand }) => demand === 'none'));
    const head = await test.as('lamdong.ktht.lanhdao');
    for (const tried of [
      () => signInBook.policy(head),
      () => signInBook.savePolicy(head, { revision: 1, note: 'x', roles: [] }),
      () => signInBook.person(head, 'tiepnhan'),
      () => signInBook.signOut(head, 'tiepnhan'),
      () => signInBook.resetFactors(head, 'tiepnhan', 'x'),
      () => signInBook.unlink(head, 'tiepnhan', crypto.randomUUID()),
      () => signInBook.linkCode(head, 'tiepnhan', 'none'),
    ]) {
      await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 }, String(tried));
    }
    assert.equal((await ownAccounts.view(head)).passwordLengthMin, 15);
  });

  it('each way of citizens is on until it is switched off; what is not said stays as it was', async () => {
    const { test, signInBook, administrator } = await start();
    const { citizens } = test.wardflow.application;
    const before = await signInBook.policy(administrator);
    assert.deepEqual(before.citizens, { phone: true, email: true, provider: true });
    assert.deepEqual(before.reachable, { phone: true, email: true, providers: [] });
    const ways = { phone: false, email: true, provider: true };
    const change = { revision: before.revision, note: 'hết tiền SMS', roles: [], citizens: ways };
    const { revision } = await signInBook.savePolicy(administrator, change);
    assert.deepEqual(await citizens.ways(), { phone: false, email: true, providers: [] });
    const refused = { code: 'WAY_CLOSED', status: 422 };
    await assert.rejects(citizens.askForCode({ contact: '0912345678', language: 'vi' }), refused);
    const after = await signInBook.savePolicy(administrator, { revision, note: 'khác', roles: [] });
    assert.deepEqual(after.citizens, ways);
  });

  it('a role that asks for a second factor: who lacks it gets no further than setting it up, at once', async () => {
    const { accounts, ownAccounts, demand, code } = await start();
    const before = await accounts.signIn(clerk, from);
    assert.equal((await accounts.session(before?.token ?? ''))?.session.needs, null);
    const { roles } = await demand({ ioc_operator: 'any' });
    const line = roles.find(({ role }) => role === 'ioc_operator');
    assert.deepEqual([line?.demand, line?.withFactor], ['any', 0]);
    const limited = (await accounts.session(before?.token ?? '')) as SessionActor;
    assert.equal(limited.session.needs, 'any', 'also who is signed in already');
    assert.equal((await ownAccounts.view(limited)).passwordLengthMin, 8);
    const { secret } = await ownAccounts.askTotp(limited);
    const kept = await ownAccounts.keepTotp(limited, await code(secret));
    assert.equal((await accounts.session(kept.session.token))?.session.needs, null);
    await assert.rejects(ownAccounts.removeTotp(kept.session.actor), { code: 'FACTOR_REQUIRED' });
  });

  it('a role that asks for a passkey is not content with a code', async () => {
    const { accounts, demand, withApp } = await start();
    const { session } = await withApp();
    await demand({ ioc_operator: 'passkey', officer: 'any' });
    assert.equal((await accounts.session(session.token))?.session.needs, 'passkey');
  });

  it('the policy is checked as a whole, saved against the revision it was made from, and has its line in the audit', async () => {
    const { store, signInBook, administrator, demand } = await start();
    await assert.rejects(demand({ king: 'any' }), { code: 'CITY_HAS_FAULTS' });
    const first = await demand({ administrator: 'any' });
    const stale = { revision: first.revision - 1, note: 'x', roles: [] };
    await assert.rejects(signInBook.savePolicy(administrator, stale), { code: 'CITY_CHANGED', status: 409 });
    await assert.rejects(signInBook.savePolicy(administrator, { ...stale, revision: first.revision, note: ' ' }), {
      fields: [{ path: 'note', rule: 'required' }],
    });
    const lines = await store.transaction((tx) => tx.cases.audit.latest(5));
    assert.ok(lines.some(({ subject }) => subject === 'reference:sign-in.json'));
  });

  it('where services take two, nobody publishes a draft that nobody else has approved; then also who has changed it', async () => {
    const { test, store, signInBook, administrator } = await start();
    const { people, services } = test.wardflow.application;
    const post = { role: 'administrator', unit: 'IOC', validFrom: '', validTo: '' };
    await people.givePost(administrator, 'tiepnhan', post);
    await people.givePost(administrator, 'dieuphoi', post);
    const [second, third] = [await test.as('tiepnhan'), await test.as('dieuphoi')];
    const service = 'citizen-feedback';
    const save = async (who: SessionActor) => {
      const { draft } = await services.get(who, service);
      const path = 'forms/report.form.json';
      const known = await store.transaction(async (tx) => {
        const shown = (await tx.engine.services.draft(service)) ?? (await tx.engine.services.newest(service));
        return await tx.engine.services.resources(shown?.id ?? '');
      });
      const file = known.find((one) => one.kind === 'form') ?? known.find((one) => one.path === path);
      assert.ok(file);
      const change = { path: file.path, content: `${file.content.trimEnd()}\n`, revision: draft?.revision ?? null };
      await services.save(who, service, change);
    };
    await save(administrator);
    await services.publish(administrator, service, 'một người là đủ');
    const { revision } = await signInBook.policy(administrator);
    const two = { revision, note: 'hai người', roles: [], publishing: 'two' } as const;
    assert.equal((await signInBook.savePolicy(administrator, two)).publishing, 'two');
    await save(administrator);
    await save(second);
    for (const author of [administrator, second]) {
      await assert.rejects(services.publish(author, service, ''), { code: 'PUBLISHED_BY_ANOTHER', status: 403 });
    }
    await assert.rejects(services.publish(third, service, ''), { code: 'REVIEW_REQUIRED', status: 409 });
    const { reviews } = test.wardflow.application;
    const seen = (await services.get(third, service)).draft?.revision ?? 0;
    await reviews.ask(administrator, service, { revision: seen, note: '' });
    const yes = { revision: seen, approve: true, answer: '' };
    for (const author of [administrator, second]) {
      await assert.rejects(reviews.decide(author, service, yes), { code: 'REVIEWED_BY_ANOTHER', status: 403 });
    }
    await reviews.decide(third, service, yes);
    const { version } = await services.publish(administrator, service, 'người thứ ba');
    const published = await store.transaction((tx) => tx.engine.services.version(service, version));
    assert.deepEqual([published?.authors, published?.publishedBy], [['quantri', 'tiepnhan'], 'quantri']);
  });

  it('who is locked out is helped with a reason; they are told by whom and why, and every session ends', async () => {
    const { test, store, accounts, ownAccounts, signInBook, administrator, withApp } = await start();
    const { session } = await withApp();
    const before = await signInBook.person(administrator, 'tiepnhan');
    assert.deepEqual([before.totpSince !== null, before.recoveryCodesLeft, before.sessions.length], [true, 10, 1]);
    await assert.rejects(signInBook.resetFactors(administrator, 'tiepnhan', ' '), {
      fields: [{ path: 'note', rule: 'required' }],
    });
    await assert.rejects(signInBook.resetFactors(administrator, 'quantri', 'tôi'), { code: 'NOT_FOR_ONESELF' });
    const reason = 'mất điện thoại, đã gặp tại quầy';
    const after = await signInBook.resetFactors(administrator, 'tiepnhan', reason);
    assert.deepEqual([after.totpSince, after.recoveryCodesLeft, after.sessions.length], [null, 0, 0]);
    assert.equal(await accounts.session(session.token), undefined);
    const again = await accounts.signIn(clerk, from);
    assert.ok(again?.actor, 'the password alone opens the door again');
    const [notice] = (await ownAccounts.view(again.actor)).notices;
    assert.deepEqual(
      [notice?.code, notice?.by, notice?.note, notice?.seen],
      ['factorsReset', 'quantri', reason, false],
    );
    const line = (await store.transaction((tx) => tx.cases.audit.latest(10))).find(
      ({ action }) => action === 'account.reset-factors',
    );
    assert.deepEqual([line?.actor, line?.data], ['quantri', { notice: notice?.id }]);
    assert.equal(await ownAccounts.news(again.actor), 2);
    await ownAccounts.seen(again.actor);
    assert.equal(await ownAccounts.news(again.actor), 0);
    // An administrator's open browser is not enough for it.
    await test.advanceTo('2026-11-20T08:16:00+07:00');
    await assert.rejects(signInBook.resetFactors(administrator, 'tiepnhan', reason), { code: 'SIGN_IN_AGAIN' });
  });

  it('an administrator ends all sessions of somebody, and a new first password does so too', async () => {
    const { test, accounts, ownAccounts, signInBook, administrator } = await start();
    const first = await accounts.signIn(clerk, from);
    assert.deepEqual((await signInBook.signOut(administrator, 'tiepnhan')).sessions, []);
    assert.equal(await accounts.session(first?.token ?? ''), undefined);
    const second = await accounts.signIn(clerk, from);
    assert.ok(second?.actor);
    assert.equal((await ownAccounts.view(second.actor)).notices[0]?.code, 'signedOut');
    await test.wardflow.application.people.resetPassword(administrator, 'tiepnhan');
    assert.equal(await accounts.session(second.token), undefined);
  });
});
