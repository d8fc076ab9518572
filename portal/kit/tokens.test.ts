import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const schemes = {
  light: colours(css.slice(0, css.indexOf('@media'))),
  dark: colours(css.slice(css.indexOf('@media'), css.indexOf(':root[data-mantine-color-scheme="dark"]'))),
  'dark by choice': colours(css.slice(css.indexOf(':root[data-mantine-color-scheme="dark"]'))),
};
const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'late', 'risk', 'info'];
const pairs = [
  ...texts.flatMap((text) => [
    [text, 'paper'],
    [text, 'ground'],
  ]),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ['accent', 'accent-soft'],
  ['late', 'late-soft'],
  ['risk', 'risk-soft'],
  ['ok', 'ok-soft'],
  ['info', 'info-soft'],
  ['mute', 'mute-soft'],
  ['ink', 'late-soft'],
  ['ink', 'risk-soft'],
  ['ink', 'accent-soft'],
  ['ink', 'info-soft'],
] as [string, string][];

for (const [scheme, palette] of Object.entries(schemes)) {
  test(`every text on every ground has a contrast of 4.5 to 1 in ${scheme} (WCAG 2.2, 1.4.3)`, () => {
    for (const [text, ground] of pairs) {
      const ratio = contrast(palette.get(text), palette.get(ground));
      assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
  test(`borders of fields have a contrast of 3 to 1 in ${scheme} (WCAG 2.2, 1.4.11)`, () => {
    for (const ground of ['paper', 'ground']) {
      assert.ok(contrast(palette.get('line-strong'), palette.get(ground)) >= 3, `line-strong on ${ground}`);
    }
  });
}

test('the dark scheme is the same by preference and by choice', () => {
  assert.deepEqual(schemes.dark, schemes['dark by choice']);
});

function colours(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

function contrast(a: string | undefined, b: string | undefined): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string | undefined): number {
  assert.ok(colour !== undefined);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
