import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateFeel, feelFault } from '../../expressions/feel.ts';
import { envAt, monday } from '../../trial/trial.ts';

const value = (source: string, variables = {}) => {
  const result = evaluateFeel(source, variables, envAt(monday));
  return result.kind === 'ok' ? result.value : 'failed';
};
const check = (cases: readonly (readonly [string, unknown])[]) => {
  for (const [source, expected] of cases) assert.deepEqual(value(source), expected, source);
};

test('matches looks anywhere in the text, as XPath does', () => {
  check([
    ['matches("abracadabra", "bra")', true],
    ['matches("abracadabra", "^a.*a$")', true],
    ['matches("abracadabra", "^bra")', false],
    ['matches("foobar", "(x|o){2}b")', true],
    ['matches("aaab", "^(a|aa)+b$")', true],
    ['matches("0912345678", "^(0|\\\\+84)\\\\d{9}$")', true],
    ['matches("x-y", "[a\\\\-z]")', true],
    ['matches("á", "^\\\\p{L}$")', true],
    ['matches("_a", "^\\\\i\\\\c*$")', true],
    ['matches("", "")', true],
  ]);
});

test('the flags are those of XPath', () => {
  check([
    ['matches("ABC", "b", "i")', true],
    ['matches("a\\nb", "a.b")', false],
    ['matches("a\\nb", "a.b", "s")', true],
    ['matches("a\\nb", "^b$")', false],
    ['matches("a\\nb", "^b$", "m")', true],
    ['matches("helloworld", "hello world", "x")', true],
    ['matches("a.c", "a.c", "q")', true],
    ['matches("abc", "a.c", "q")', false],
    ['matches("abc", "b", "g")', 'failed'],
  ]);
});

test('a class may take another away, whatever the case of letters', () => {
  check([
    ['matches("b", "^[a-z-[aeiou]]$")', true],
    ['matches("e", "^[a-z-[aeiou]]$")', false],
    ['matches("i", "[A-Z-[OI]]", "i")', false],
    ['matches("q", "[^Q]", "i")', false],
    ['matches("k", "\\u212A", "i")', true],
  ]);
});

test('what is no pattern is an error', () => {
  for (const pattern of ['(', ')', '*a', 'a**', 'a{2,1}', '[z-a]', '[]', '\\\\e', '[0-9-[9-0]]', '(?=a)']) {
    assert.equal(value(`matches("abc", "${pattern}")`), 'failed', pattern);
  }
});

test('replace puts groups in, and refuses a pattern that matches nothing', () => {
  check([
    ['replace("abracadabra", "bra", "*")', 'a*cada*'],
    ['replace("abracadabra", "a.*?a", "*")', '*c*bra'],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    ['replace("AAAA", "A+?", "b")', 'bbbb'],
    ['replace("darted", "^(.*?)d(.*)$", "$1c$2")', 'carted'],
    ['replace("abc", "b", "$0$0")', 'abbc'],
    ['replace("abc", "b", "\\\\$")', 'a$c'],
    ['replace("abc", "x*", "y")', 'failed'],
    ['replace("abc", "b", "$")', 'failed'],
  ]);
});

test('split parts a text at a pattern', () => {
  check([
    ['split("John Doe", "\\\\s")', ['John', 'Doe']],
    ['split("a;b;c;;", ";")', ['a', 'b', 'c', '', '']],
    ['split("abc", "x")', ['abc']],
  ]);
});

test('S02 no pattern takes longer than its text is long', () => {
  const variables = { text: `${'a'.repeat(20_000)}!` };
  for (const pattern of ['^(a+)+$', '^(a|a)*$', '(a*)*b', '^(([a-z])+.)+[A-Z]([a-z])+$']) {
    const before = performance.now();
    value(`matches(text, "${pattern}")`, variables);
    assert.ok(performance.now() - before < 5_000, pattern);
  }
});

test('a back-reference is refused before it runs', () => {
  assert.equal(feelFault('matches(text, "(.)\\\\1")', 'expression')?.kind, 'unsupported');
  assert.equal(feelFault('matches(text, "(.)1")', 'expression'), null);
});
