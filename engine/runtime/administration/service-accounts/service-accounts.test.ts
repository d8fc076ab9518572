// Other systems that call the API: who lets them in, what a token opens, when it opens nothing any more.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, openApplication, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { ServiceActor } from '../../application/service-accounts.ts';
import { writeToken } from './token-text.ts';

const home = '203.0.113.7';
const gis = {
  code: 'gis',
  name: 'Bản đồ GIS của thành phố',
  purpose: 'Vẽ các phản ánh lên bản đồ',
  posts: [{ role: 'officer', unit: '99022-KTHT' }],
};
const order = { name: '2026', scopes: ['tasks:read'], addresses: [], perMinute: 60, lastDay: '2027-06-30' };
const wrong = { code: 'TOKEN_NOT_VALID', status: 401 };

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { serviceAccounts } = test.wardflow.application;
    const administrator = await test.as('quantri');
    return { test, store, serviceAccounts, administrator };
  };
  const withToken = async (change: Partial<typeof order> = {}) => {
    const started = await start();
    await started.serviceAccounts.create(started.administrator, gis);
    const made = await started.serviceAccounts.createToken(started.administrator, 'gis', { ...order, ...change });
    return { ...started, ...made };
  };

  it('who does not keep accounts lets nobody in', async () => {
    const { test, serviceAccounts, administrator, id } = await withToken();
    const head = await test.as('lamdong.ktht.lanhdao');
    for (const tried of [
      () => serviceAccounts.all(head),
      () => serviceAccounts.create(head, { ...gis, code: 'khac' }),
      () => serviceAccounts.createToken(head, 'gis', order),
      () => serviceAccounts.revokeToken(head, id),
      () => serviceAccounts.close(head, 'gis'),
    ]) {
      await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 }, String(tried));
    }
    await test.advanceTo('2026-11-20T08:15:00+07:00');
    for (const tried of [
      () => serviceAccounts.create(administrator, { ...gis, code: 'khac' }),
      () => serviceAccounts.createToken(administrator, 'gis', order),
      () => serviceAccounts.close(administrator, 'gis'),
    ]) {
      await assert.rejects(tried, { code: 'SIGN_IN_AGAIN', status: 403 }, String(tried));
    }
  });

  it('a token stands for its account with the posts it was given, and its text is kept nowhere', async () => {
    const { serviceAccounts, administrator, store, token, id } = await withToken();
    assert.match(token, /^wfk_[0-9A-Za-z]{49}$/);
    const actor = await serviceAccounts.caller(token, home);
    assert.deepEqual(
      { ...actor, accountId: '' },
      {
        ...{ accountId: '', username: 'service:gis', displayName: gis.name, posts: gis.posts },
        service: { tokenId: id, scopes: ['tasks:read'], perMinute: 60 },
      },
    );
    const { accounts } = await serviceAccounts.all(administrator);
    assert.deepEqual(
      accounts.map(({ code, tokens }) => [
        code,
        tokens.map(({ hint, state, lastUsedAt }) => [hint, state, lastUsedAt]),
      ]),
      [['gis', [[token.slice(0, 12), 'good', null]]]],
    );
    const kept = JSON.stringify([
      await store.transaction((tx) => tx.cases.serviceAccounts.tokens()),
      await store.transaction((tx) => tx.cases.audit.latest(50)),
    ]);
    assert.ok(!kept.includes(token.slice(12)));
    assert.match(kept, /service-account\.create.*|service-token\.create/);
  });

  it('what is typed wrongly is refused at its field: no token for longer than a year, none without a scope', async () => {
    const { serviceAccounts, administrator } = await withToken();
    const faults = async (tried: Promise<unknown>) =>
      await tried.then(
        () => [],
        ({ fields }: { fields: { path: string; rule: string }[] }) => fields.map(({ path, rule }) => `${path} ${rule}`),
      );
    const account = { code: 'Ông A', name: ' ', purpose: '', posts: [{ role: 'king', unit: 'MOON' }] };
    assert.deepEqual(await faults(serviceAccounts.create(administrator, account)), [
      ...['code USERNAME_FORM', 'name required', 'purpose required', 'posts.0.role UNKNOWN_ROLE'],
      'posts.0.unit UNKNOWN_UNIT',
    ]);
    assert.deepEqual(await faults(serviceAccounts.create(administrator, gis)), ['code SERVICE_CODE_TAKEN']);
    const poor = { name: '', scopes: ['people:write'], addresses: ['10.0.0.0/0', 'x'], perMinute: 0, lastDay: 'never' };
    assert.deepEqual(await faults(serviceAccounts.createToken(administrator, 'gis', poor)), [
      ...['name required', 'scopes.0 UNKNOWN_SCOPE', 'addresses.0 NOT_A_NETWORK', 'addresses.1 NOT_A_NETWORK'],
      ...['perMinute max', 'lastDay NOT_A_DATE'],
    ]);
    for (const [lastDay, rule] of [
      ['2026-11-19', 'DATE_IN_PAST'],
      ['2027-11-22', 'TOKEN_TOO_LONG'],
    ] as const) {
      const late = { ...order, lastDay };
      assert.deepEqual(await faults(serviceAccounts.createToken(administrator, 'gis', late)), [`lastDay ${rule}`]);
    }
    await serviceAccounts.createToken(administrator, 'gis', { ...order, lastDay: '2027-11-21' });
  });

  it('unknown, mistyped, revoked, expired, from elsewhere, of a closed account: all look alike, and at once', async () => {
    const { test, serviceAccounts, administrator, token, id } = await withToken({ lastDay: '2026-11-30' });
    const near = { ...order, addresses: ['198.51.100.0/24', '2001:DB8::/48'] };
    const bound = await serviceAccounts.createToken(administrator, 'gis', near);
    const other = await serviceAccounts.createToken(administrator, 'gis', order);
    const node = await openApplication(test.deps.store as never, { secrets: test.deps.secrets, folder: test.folder });
    const there = node.wardflow.application.serviceAccounts;
    for (const from of ['198.51.100.9', '::ffff:198.51.100.9', '2001:db8::17']) await there.caller(bound.token, from);
    await assert.rejects(there.caller(bound.token, home), wrong);
    await there.caller(token, home);
    await serviceAccounts.revokeToken(administrator, id);
    await assert.rejects(serviceAccounts.revokeToken(administrator, id), { code: 'NOT_FOUND' });
    await assert.rejects(there.caller(token, home), wrong, 'the other node knows at once');
    const mistyped = `${other.token.slice(0, -1)}${other.token.endsWith('A') ? 'B' : 'A'}`;
    for (const text of [mistyped, 'wfk_', `wfk_${'A'.repeat(49)}`, 'x']) {
      await assert.rejects(there.caller(text, home), wrong, text);
    }
    await there.caller(other.token, home);
    await serviceAccounts.close(administrator, 'gis');
    await assert.rejects(there.caller(other.token, home), wrong);
    await assert.rejects(serviceAccounts.createToken(administrator, 'gis', order), { code: 'NOT_FOUND' });
  });

  it('several tokens are good beside each other for a change, and each ends with its last day', async () => {
    const { test, serviceAccounts, administrator, token } = await withToken({ lastDay: '2026-11-30' });
    const next = await serviceAccounts.createToken(administrator, 'gis', order);
    await test.advanceTo('2026-11-30T23:59:59+07:00');
    const states = async () =>
      (await serviceAccounts.all(administrator)).accounts[0]?.tokens.map(({ state }) => state).toSorted();
    assert.deepEqual(await states(), ['ending', 'good']);
    await serviceAccounts.caller(token, home);
    await test.advanceTo('2026-12-01T00:00:00+07:00');
    await assert.rejects(serviceAccounts.caller(token, home), wrong);
    await serviceAccounts.caller(next.token, home);
    assert.deepEqual(await states(), ['expired', 'good']);
  });

  it('guessing is limited by address, and a good token from the same address goes on', async () => {
    const { serviceAccounts, token } = await withToken();
    for (let tried = 0; tried < 30; tried += 1) await assert.rejects(serviceAccounts.caller(guess(tried), home), wrong);
    const over = await serviceAccounts.caller(guess(31), home).catch((refused) => refused);
    assert.equal(over.code, 'TOO_MANY_REQUESTS');
    assert.ok(over.params.seconds > 0);
    await serviceAccounts.caller(token, home);
    await assert.rejects(serviceAccounts.caller(guess(32), '192.0.2.99'), wrong);
  });

  it('of all nodes together no more requests pass in a minute than the token allows, also after a restart', async () => {
    const { test, serviceAccounts, token, administrator } = await withToken({ perMinute: 25 });
    const nodes: TestApplication[] = [test];
    for (let more = 0; more < 2; more += 1) {
      const { store } = test.deps;
      nodes.push(await openApplication(store as never, { secrets: test.deps.secrets, folder: test.folder }));
    }
    const actor = await serviceAccounts.caller(token, home);
    assert.equal(await passed(nodes, actor, 60), 25);
    assert.equal(await passed(nodes, actor, 6), 0);
    const used = (await serviceAccounts.all(administrator)).accounts[0]?.tokens[0]?.lastUsedAt;
    assert.equal(used, test.now());
    await test.advanceTo('2026-11-20T08:01:00+07:00');
    assert.equal(await passed([test], actor, 30), 25);
  });
});

/** How many of so many requests pass, each node asked in turn. */
async function passed(nodes: readonly TestApplication[], actor: ServiceActor, requests: number): Promise<number> {
  let count = 0;
  for (let request = 0; request < requests; request += 1) {
    const { wardflow } = nodes[request % nodes.length] as TestApplication;
    await wardflow.application.serviceAccounts.count(actor).then(
      () => {
        count += 1;
      },
      ({ code }) => assert.equal(code, 'TOO_MANY_REQUESTS'),
    );
  }
  return count;
}

/** One that could be a token, and is none of ours. */
function guess(number: number): string {
  return writeToken(Buffer.alloc(32, number));
}
