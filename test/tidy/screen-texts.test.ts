import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/**
 * Every text a person sees stands in a catalogue (portal/kit/texts, and Form.io's and bpmn-js's own words beside them),
 * so that both languages are complete by test. Here the sources of the screens are searched for texts that do not.
 */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const screens = globSync('{portal/citizen,portal/office,portal/kit/react,designer,forms/plain}/**/*.{ts,tsx}', {
  cwd: root,
}).filter((file) => !file.endsWith('.test.ts'));
/** Catalogues that lie beside what they are for. */
const catalogues = [/-texts\.ts$/, /words/, /translat/, /texts\//];
const vietnamese = /[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i;

test('no Vietnamese stands in the source of a screen', () => {
  const found = screens
    .filter((file) => !isCatalogue(file))
    .flatMap((file) =>
      stringsOf(file)
        .filter((text) => vietnamese.test(text))
        .map((text) => `${file}: ${text}`),
    );
  assert.deepEqual(found, []);
});

test('no element of a screen holds words of its own', () => {
  const found = screens
    .filter((file) => !isCatalogue(file))
    .flatMap((file) => [...jsxTextsOf(file), ...templateTextsOf(file)].map((text) => `${file}: ${text}`));
  assert.deepEqual(found, []);
});

function isCatalogue(file: string): boolean {
  return catalogues.some((pattern) => pattern.test(file));
}

function stringsOf(file: string): readonly string[] {
  return nodesOf(file).flatMap((node) => {
    if (node.type === 'Literal' && typeof node['value'] === 'string') return [node['value']];
    if (node.type === 'TemplateElement') return [(node['value'] as { raw: string }).raw];
    return node.type === 'JSXText' ? [String(node['value'])] : [];
  });
}

/** Text between tags; signs and numbers are no words. */
function jsxTextsOf(file: string): readonly string[] {
  return nodesOf(file)
    .filter((node) => node.type === 'JSXText')
    .map((node) => String(node['value']).trim())
    .filter((text) => /\p{L}{2,}/u.test(text));
}

/** The same in tagged templates: what stands between two tags of html`…`. */
function templateTextsOf(file: string): readonly string[] {
  return nodesOf(file)
    .filter((node) => node.type === 'TaggedTemplateExpression' && (node['tag'] as { name?: string }).name === 'html')
    .flatMap((node) => {
      const { quasis } = node['quasi'] as { quasis: { value: { raw: string } }[] };
      const whole = quasis.map((quasi) => quasi.value.raw).join('\u0000');
      return [...whole.matchAll(/>([^<>]*)</g)].map((match) => (match[1] ?? '').replaceAll('\u0000', ' ').trim());
    })
    .filter((text) => /\p{L}{2,}/u.test(text));
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function nodesOf(file: string): readonly Node[] {
  const { program } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && typeof value.type === 'string') found.push(value as Node);
      for (const each of Object.values(value)) visit(each);
    }
  };
  visit(program);
  return found;
}
