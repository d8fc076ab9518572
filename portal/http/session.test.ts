import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Accounts, SessionActor } from '#engine/runtime/application/accounts.ts';
import type { ServiceAccounts } from '#engine/runtime/application/service-accounts.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { registerSessions } from './session.ts';

const actor: SessionActor = {
  ...{ accountId: 'a', username: 'tiepnhan', displayName: 'Ngân', posts: [] },
  session: { id: 's', openedAt: 1_000_000, strength: 1, needs: null },
};
const accounts: Pick<Accounts, 'signOut' | 'session'> = {
  signOut: async () => {},
  session: async (token) => (token === 'known' ? actor : undefined),
};

const serviceAccounts: Pick<ServiceAccounts, 'caller' | 'count'> = {
  caller: async () => Promise.reject(new Refusal('TOKEN_NOT_VALID', 401)),
  count: async () => {},
};

async function serverAt(https: boolean, clock = { now: 1_000_000 }): Promise<FastifyInstance> {
  const server = Fastify();
  await server.register(cookie);
  const citizens = { session: async () => undefined, signOut: async () => {} };
  registerSessions(server, { accounts, citizens, serviceAccounts, https, followKey: key, now: () => clock.now });
  server.get('/who', async ({ actor: who, follow }) => ({ who: who?.username ?? null, follow }));
  server.get('/in', async (_request, reply) => {
    await reply.startSession({ token: 'known', actor, expiresAt: 2e12 });
    return reply.send('in');
  });
  server.get('/out', async (_request, reply) => reply.endSession().send('out'));
  server.get('/follow', async (_request, reply) =>
    reply.keepFollow({ code: '8KQ2-XW7M-3HTD', secret: '4711' }).send('ok'),
  );
  return server;
}

const key = new Uint8Array(randomBytes(32));

test('over https the session cookie is bound to this host; over http it has its plain name', async () => {
  const secure = await serverAt(true).then((server) => server.inject('/in'));
  assert.match(
    String(secure.headers['set-cookie']),
    /^__Host-session=known; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/,
  );
  const plain = await serverAt(false).then((server) => server.inject('/in'));
  assert.match(String(plain.headers['set-cookie']), /^session=known; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
});

test('a citizen’s session has a cookie of its own, and takes what was opened before away', async () => {
  const server = await serverAt(true);
  server.get('/citizen', async (_request, reply) => {
    const citizen = { sessionId: 'c', way: 'phone', phone: '+84912345678', email: null, idNumber: null } as const;
    await reply.startCitizen({
      token: 'theirs',
      citizen: { ...citizen, openedAt: 1, expiresAt: 2e12 },
      expiresAt: 2e12,
    });
    return reply.send('in');
  });
  const set = [(await server.inject('/citizen')).headers['set-cookie'] ?? []].flat();
  assert.equal(set.length, 2);
  assert.match(set[0] ?? '', /^__Host-follow=; .*Expires=Thu, 01 Jan 1970/);
  assert.match(set[1] ?? '', /^__Host-citizen=theirs; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/);
});

test('a known session is somebody, an unknown one is nobody, and over https the plain name counts for nothing', async () => {
  const server = await serverAt(false);
  const who = async (cookies: Record<string, string>) => (await server.inject({ url: '/who', cookies })).json().who;
  assert.equal(await who({ session: 'known' }), 'tiepnhan');
  assert.equal(await who({ session: 'guessed' }), null);
  assert.equal(await who({}), null);
  const secure = await serverAt(true);
  assert.equal((await secure.inject({ url: '/who', cookies: { session: 'known' } })).json().who, null);
});

test('signing out makes the browser forget', async () => {
  const { headers } = await serverAt(false).then((server) => server.inject('/out'));
  assert.match(String(headers['set-cookie']), /^session=; .*Expires=Thu, 01 Jan 1970/);
});

test('the follow cookie keeps code and digits from every eye, and for 30 minutes', async () => {
  const clock = { now: 1_000_000 };
  const server = await serverAt(false, clock);
  const [sealed] = (await server.inject('/follow')).cookies;
  assert.ok(sealed?.httpOnly);
  assert.equal(sealed.maxAge, 1800);
  for (const text of [sealed.value, Buffer.from(sealed.value, 'base64url').toString('latin1')])
    assert.doesNotMatch(text, /8KQ2|4711/);
  const follow = async (value: string) =>
    (await server.inject({ url: '/who', cookies: { follow: value } })).json().follow;
  assert.deepEqual(await follow(sealed.value), { code: '8KQ2-XW7M-3HTD', secret: '4711' });
  clock.now += 30 * 60_000;
  assert.equal(await follow(sealed.value), null);
});

test('a follow cookie that was changed, cut or made up is nothing', async () => {
  const server = await serverAt(false);
  const [sealed] = (await server.inject('/follow')).cookies;
  const bytes = Buffer.from(sealed?.value ?? '', 'base64url');
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    const { follow } = (
      await server.inject({ url: '/who', cookies: { follow: changed.toString('base64url') } })
    ).json();
    assert.equal(follow, null, `byte ${at}`);
  }
  for (const value of ['', 'x', bytes.subarray(0, 28).toString('base64url')])
    assert.equal((await server.inject({ url: '/who', cookies: { follow: value } })).json().follow, null);
});
