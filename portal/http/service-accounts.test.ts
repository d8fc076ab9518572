// Tokens of other systems against the whole product: each operation with the scope that opens it, and with all others.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { serviceScopes } from '#engine/runtime/application/service-accounts.ts';
import { scopesOfOperation, tokenOperations } from './service-scopes.ts';
import { type Answer, type Door, openDoor, report } from './support/door.ts';

const description = JSON.parse(readFileSync('portal/openapi.json', 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly tags?: readonly string[] }>>>>;
};

/** `GET /tasks/:id`, with an address to ask. */
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { tags = [] }]) => ({
    ...{
      method: method.toUpperCase(),
      tags,
      path: path.replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000'),
    },
    operation: `${method.toUpperCase()} ${path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1')}`,
  })),
);
const gateCodes = ['NOT_FOR_TOKENS', 'SCOPE_MISSING', 'TOKEN_NOT_VALID', 'NOT_SIGNED_IN', 'TOO_MANY_REQUESTS'];

describe('tokens of other systems', () => {
  let door: Door;
  let cookie: string;
  const city = '/api/v1/city';

  before(async () => {
    door = await openDoor();
    cookie = await door.signIn('quantri');
    const posts = [
      { role: 'administrator', unit: 'IOC' },
      { role: 'officer', unit: '99022-KTHT' },
    ];
    const account = { code: 'all', name: 'Tất cả', purpose: 'Thử', posts };
    assert.equal((await door.call(`${city}/service-accounts`, { json: account, cookie })).status, 204);
  });
  after(() => door.close());

  const made = new Map<string, string>();
  /** @param scopes the same ones are one token */
  const tokenFor = async (scopes: readonly string[]): Promise<string> => {
    const known = made.get(scopes.join());
    if (known !== undefined) return known;
    // A new account for each ten tokens, which is all that one has.
    const code = `s${Math.floor(made.size / 10)}`;
    if (made.size % 10 === 0) {
      const posts = [{ role: 'administrator', unit: 'IOC' }];
      const account = { code, name: code, purpose: 'Thử', posts };
      await door.call(`${city}/service-accounts`, { json: account, cookie });
    }
    const { token } = await createToken(code, { scopes });
    made.set(scopes.join(), token);
    return token;
  };
  const createToken = async (code: string, change: object) => {
    const lastDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const json = { name: 'thử', scopes: ['tasks:read'], perMinute: 6000, lastDay, ...change };
    const { status, body } = await door.call(`${city}/service-accounts/${code}/tokens`, { json, cookie });
    assert.equal(status, 200, JSON.stringify(body));
    return body as { readonly id: string; readonly token: string };
  };
  const ask = (token: string, method: string, path: string): Promise<Answer> =>
    door.call(path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(['POST', 'PUT'].includes(method) && { json: {} }),
    });

  test('every operation is open with each scope that names it, and closed with all other scopes together', async () => {
    const wrong: string[] = [];
    for (const { operation, method, path } of operations) {
      const needed = scopesOfOperation(operation);
      const others = serviceScopes.filter((scope) => !needed.includes(scope));
      const refused = await ask(await tokenFor(others), method, path);
      const expected = needed.length === 0 ? 'NOT_FOR_TOKENS' : 'SCOPE_MISSING';
      if (refused.status !== 403 || refused.body.code !== expected) wrong.push(`${operation}: ${refused.body?.code}`);
      for (const scope of needed) {
        const { status, body } = await ask(await tokenFor([scope]), method, path);
        if (status >= 500 || gateCodes.includes(body?.code))
          wrong.push(`${operation} ${scope}: ${status} ${body?.code}`);
      }
    }
    assert.deepEqual(wrong, []);
    const known = new Set(operations.map(({ operation }) => operation));
    assert.deepEqual(
      tokenOperations().filter((operation) => !known.has(operation)),
      [],
      'every operation of the table is one of the API',
    );
  });

  test('no scope opens accounts, policies, tokens, designing, publishing, or what programs with another token do', () => {
    const closed = ['session', 'account', 'people', 'service accounts', 'worker tokens', 'services', 'external jobs'];
    const open = operations.filter(({ operation, tags }) => {
      return (
        tags.some((tag) => [...closed, 'messages', 'publications'].includes(tag)) &&
        scopesOfOperation(operation).length > 0
      );
    });
    assert.deepEqual(open, []);
    const writes = tokenOperations().filter(
      (operation) => !operation.startsWith('GET ') && /\/city|\/account/.test(operation),
    );
    assert.deepEqual(writes, []);
  });

  test('a token opens no page, gets no cookie, and makes nothing of the cookies that come with it', async () => {
    const { token } = await createToken('all', { scopes: serviceScopes });
    for (const path of ['/', '/office', '/designer', '/sign-in', '/api/openapi.json']) {
      const { status, body, headers } = await ask(token, 'GET', path);
      assert.equal(status, 403, path);
      assert.match(JSON.stringify(body), /NOT_FOR_TOKENS/);
      assert.equal(headers.get('set-cookie'), null, path);
    }
    const both = await door.call(`${city}/people`, { cookie, headers: { authorization: `Bearer ${token}` } });
    assert.equal(both.body.code, 'NOT_FOR_TOKENS');
    const dead = await door.call('/api/v1/tasks?view=unit', { cookie, headers: { authorization: 'Bearer wfk_x' } });
    assert.deepEqual(
      [dead.status, dead.body.code],
      [401, 'TOKEN_NOT_VALID'],
      'a cookie does not stand in for a wrong token',
    );
    const tasks = await ask(token, 'GET', '/api/v1/tasks?view=unit');
    assert.equal(tasks.status, 200);
    assert.equal(tasks.headers.get('set-cookie'), null);
    assert.equal((await ask(token, 'GET', '/api/v1/nothing/here')).status, 404);
    const head = { method: 'HEAD', headers: { authorization: `Bearer ${token}` } };
    assert.equal((await fetch(`${door.running.url}/api/v1/results`, head)).status, 200);
  });

  test('the rules of access hold for a system as for people, and its limit in place of that of its address', async () => {
    const posts = [{ role: 'officer', unit: '99016-KTHT' }];
    const account = { code: 'phuong', name: 'Một phường', purpose: 'Thử', posts };
    assert.equal((await door.call(`${city}/service-accounts`, { json: account, cookie })).status, 204);
    const scopes = ['tasks:read', 'reports:submit', 'city:read'];
    const { token, id } = await createToken('phuong', { scopes, perMinute: 130 });
    const seen = async (path: string) => (await ask(token, 'GET', path)).body;
    assert.equal((await seen('/api/v1/city/categories')).code, 'FORBIDDEN', 'an officer configures nothing');
    const person = await door.call('/api/v1/tasks?view=unit', { cookie: await door.signIn('lamdong.ktht.canbo') });
    const ids = ({ items }: { readonly items: readonly { readonly taskId: string }[] }) =>
      items.map(({ taskId }) => taskId);
    assert.ok(ids(person.body).length > 0);
    assert.deepEqual(ids(await seen('/api/v1/tasks?view=unit')), ids(person.body), 'what the same post sees');
    const [first] = ids(person.body);
    const elsewhere = { ...account, code: 'khac', posts: [{ role: 'officer', unit: '99022-KTHT' }] };
    await door.call(`${city}/service-accounts`, { json: elsewhere, cookie });
    const foreign = (await createToken('khac', { scopes })).token;
    assert.equal((await ask(foreign, 'GET', `/api/v1/tasks/${first}`)).status, 404);
    assert.equal((await ask(token, 'GET', `/api/v1/tasks/${first}`)).status, 200);
    const headers = { authorization: `Bearer ${token}` };
    const sent = await door.call('/api/v1/reports', { form: report(), headers });
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    let refused: Answer | undefined;
    for (let more = 0; more < 140 && refused === undefined; more += 1) {
      const answer = await ask(token, 'GET', '/api/v1/intake');
      if (answer.status === 429) refused = answer;
    }
    assert.equal(refused?.body.code, 'TOO_MANY_REQUESTS');
    assert.ok(Number(refused?.headers.get('retry-after')) > 0);
    assert.equal((await door.call(`${city}/service-tokens/${id}`, { method: 'DELETE', cookie })).status, 204);
    assert.equal((await ask(token, 'GET', '/api/v1/intake')).body.code, 'TOKEN_NOT_VALID');
  });
});
