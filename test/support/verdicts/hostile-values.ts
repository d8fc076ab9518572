/** What nobody who fills in a form honestly would send, written by hand; for a field of any kind. */

/** JSON cannot say these numbers; a page decodes them with {@link decoded}. */
const odd = { $number: true } as const;

export const hostileValues: readonly unknown[] = [
  '',
  ' \t\n ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udc00b',
  '\u202Etxt.exe',
  '\ufeff',
  '\u200b',
  'a\u0301'.repeat(300),
  'x'.repeat(20_000),
  '9'.repeat(400),
  '__proto__',
  'constructor',
  'toString',
  '<script>canary()</script>',
  '<img src=x onerror=canary()>',
  '"><svg onload=canary()>',
  "';DROP TABLE task;--",
  '{{7*7}}',
  '{{ canary() }}',
  '$\u007bcanary()}',
  'javascript:canary()',
  '=HYPERLINK("https://canary.invalid")',
  '../../etc/passwd',
  '%00',
  '1e309',
  '-0',
  'NaN',
  'Infinity',
  '0x7fffffff',
  '٣',
  '2026-10-13T00:00:00+25:00',
  '2026-02-30T00:00:00Z',
  '13/10/2026\u0000',
  'null',
  'undefined',
  '[object Object]',
  'true',
  'false',
  null,
  true,
  false,
  0,
  -1,
  1e308,
  2 ** 60,
  0.1,
  { ...odd, is: 'NaN' },
  { ...odd, is: 'Infinity' },
  { ...odd, is: '-Infinity' },
  [],
  [''],
  [null],
  ['a', ['b']],
  [[[[[[[[[['deep']]]]]]]]]],
  Array.from({ length: 2000 }, (_, index) => index),
  [{ __proto__: null, x: 1 }, { toString: 1 }],
  Array.from({ length: 300 }, () => ({ a: 'a' })),
  {},
  { toString: 1 },
  { length: 3 },
  { $vault: 'x' },
  { key: 'then', value: 1 },
  { lon: '1', lat: { toString: 1 } },
  JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown,
  nested(60),
];

/** Sent beside the form's own fields; none of it may come through. */
export const hostileKeys: readonly Readonly<Record<string, unknown>>[] = [
  JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>,
  JSON.parse('{"constructor":"x","prototype":{"polluted":true},"hasOwnProperty":1}') as Record<string, unknown>,
  { 'a.b': 1, 'a[0]': 2, '': 3, outcome: 'approve', submit: true, _id: 'x', metadata: {} },
];

/** The numbers that JSON cannot hold, from their stand-ins. Runs in the page as well: it must not need anything. */
export function decoded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$number' in value) return Number((value as { readonly is?: unknown }).is);
  if (Array.isArray(value)) return value.map(decoded);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decoded(inner)]));
}

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce((inner) => ({ a: inner }), 1 as unknown);
}
