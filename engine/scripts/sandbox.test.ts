import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createSandbox } from './sandbox.ts';

const sandbox = createSandbox();
after(() => sandbox.close());
const call = (script: string, variables = {}) => ({ script, variables, now: 1_767_574_800_000, seed: 'seed' });
const answer = (script: string, variables = {}) => sandbox.run(call(script, variables));

async function reason(script: string): Promise<string> {
  const said = await answer(script);
  return said.kind === 'ok' ? `gave ${JSON.stringify(said.value)?.slice(0, 80)}` : said.reason;
}

test('a script sees its variables and gives JSON back', async () => {
  const script = 'const { a, list } = variables; return { sum: list.reduce((x, y) => x + y, a), none: undefined };';
  assert.deepEqual(await answer(script, { a: 1, list: [2, 3] }), { kind: 'ok', value: { sum: 6 } });
  assert.deepEqual(await answer('// nothing'), { kind: 'ok', value: null });
  assert.deepEqual(sandbox.runSync(call('return variables.tên', { tên: 'Hà Nội' })), { kind: 'ok', value: 'Hà Nội' });
});

test('two runs of the same call give the same answer', async () => {
  const script = 'return [Math.random(), Math.random(), now, typeof Date, typeof performance]';
  const [first, second] = [await answer(script), await answer(script)];
  assert.deepEqual(first, second);
  const [one, two, now, date, performance] = first.kind === 'ok' ? (first.value as unknown[]) : [];
  assert.notEqual(one, two);
  assert.deepEqual([now, date, performance], ['2026-01-05T01:00:00.000Z', 'undefined', 'undefined']);
});

test('one script leaves nothing for the next', async () => {
  await answer('globalThis.kept = 1; Object.prototype.kept = 1; Array.prototype.map = null; JSON.stringify = null');
  assert.deepEqual(await answer('return [typeof kept, {}.kept ?? null, [1].map((x) => x)]'), {
    kind: 'ok',
    value: ['undefined', null, [1]],
  });
});

test('S01 nothing of the machine can be reached', async () => {
  const names = [
    'process',
    'require',
    'fetch',
    'setTimeout',
    'console',
    'WebAssembly',
    'Buffer',
    'navigator',
    'std',
    'os',
  ];
  const script = `return ${JSON.stringify(names)}.filter((name) => name in globalThis)`;
  assert.deepEqual(await answer(script), { kind: 'ok', value: [] });
  const out = "return (function(){}).constructor('return Object.keys(this)')()";
  assert.deepEqual(await answer(out), { kind: 'ok', value: [] });
  assert.match(await reason("return import('node:fs')"), /async|promise/);
});

test('S02 a script that never ends is stopped, and the next one runs', async () => {
  assert.match(await reason('for (;;) {}'), /took longer than 1 s/);
  assert.match(await reason('try { for (;;) {} } catch { return 1 } finally { for (;;) {} }'), /took longer/);
  assert.match(await reason('return { toJSON() { for (;;) {} } }'), /took longer/);
  assert.equal(await reason('return 1'), 'gave 1');
});

test('a regular expression that runs away is stopped', async () => {
  assert.match(await reason("return /^(a+)+$/.test('a'.repeat(40) + 'b')"), /took longer/);
});

test('what does not look at the clock is given up from outside, and the next script runs', async () => {
  const endless = 'return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)';
  assert.match(await reason(endless), /2 s and was stopped/);
  assert.equal(await reason('return 2'), 'gave 2');
  const stopped = sandbox.runSync(call(endless));
  assert.match(stopped.kind === 'failed' ? stopped.reason : '', /2 s and was stopped/);
  assert.deepEqual(sandbox.runSync(call('return 3')), { kind: 'ok', value: 3 });
});

test('while a script runs the rest of the program goes on', async () => {
  const order: string[] = [];
  const slow = answer('for (;;) {}').then(() => order.push('script'));
  const quick = new Promise((resolve) => setImmediate(resolve)).then(() => order.push('rest'));
  await Promise.all([slow, quick]);
  assert.deepEqual(order, ['rest', 'script']);
});

test('memory and stack have an end', async () => {
  assert.match(await reason('return new Uint8Array(1e9)'), /more than 32 MB/);
  assert.match(await reason("let s = 'x'; for (;;) s += s;"), /string too long|32 MB/);
  // On a busy machine its time may be up first.
  assert.match(await reason("const b = 'x'.repeat(1e6), a = []; for (;;) a.push(b + a.length)"), /32 MB|took longer/);
  assert.match(await reason('const f = () => f() + 1; return f()'), /too deeply/);
  const nested = await reason('let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return o');
  assert.match(nested, /too deeply|broke|took longer/);
  assert.equal(await reason('return 3'), 'gave 3');
});

test('an answer that is no plain JSON is refused', async () => {
  assert.match(await reason('return () => 1'), /must be JSON/);
  assert.match(await reason('return 10n'), /BigInt|bigint/i);
  assert.match(await reason('const a = {}; a.a = a; return a'), /circular/i);
  assert.match(await reason('return "x".repeat(300000)'), /longer than 200000/);
  assert.match(await reason(`return JSON.parse('{"__proto__":{"admin":true}}')`), /__proto__/);
  assert.match(await reason('let o = 1; for (let i = 0; i < 100; i++) o = [o]; return o'), /nested/);
  assert.match(await reason('return Promise.resolve(1)'), /must not be async/);
  assert.match(await reason('return (async () => 1)()'), /must not be async/);
});

test('traps on the way out stay inside', async () => {
  const proxy = 'return new Proxy({}, { ownKeys() { throw new Error("trap") } })';
  assert.match(await reason(proxy), /trap/);
  assert.match(await reason('throw new Proxy({}, { has() { throw 1 }, get() { throw 2 } })'), /cannot be read|failed/);
  assert.match(await reason('throw { message: { toString() { for (;;) {} } } }'), /took longer|failed/);
  assert.match(await reason('JSON.stringify = () => "forged"; return 1'), /gave 1/);
  assert.match(await reason('JSON.parse = null; Object.prototype.toJSON = () => 7; return { a: 1 }'), /gave 7/);
  assert.match(await reason('}); globalThis.x = 1; (function () { return 5'), /gave 5|expected|failed/);
});

test('what goes wrong in a script is said in its words', async () => {
  assert.match(await reason('return variables.a.b'), /^TypeError: cannot read property 'b' of undefined \(line 1\)$/);
  assert.match(await reason('const a = 1;\n\nnull.x;'), /\(line 3\)$/);
  assert.match(await reason('const a = 1;\nreturn ('), /^SyntaxError: .* \(line \d\)$/);
  assert.match(await reason('throw "no key"'), /^no key$/);
  assert.match(await reason('y = 1'), /ReferenceError|not defined/);
});
