import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { poorPapers, register, registerLines, richPapers } from '#test/support/papers.ts';
import type { DossierDocument } from './model.ts';
import { renderDocument, renderRegister } from './render.ts';

const golden = new URL('./papers.golden.txt', import.meta.url);

test('every paper says word for word what is written down for its edition', () => {
  const sections = [...richPapers, ...poorPapers].map((paper, index) => {
    const { template, html } = renderDocument(paper);
    return `=== ${template} ${index < richPapers.length ? 'rich' : 'poor'}\n${wordsOf(html)}`;
  });
  const { begin, lines, end } = renderRegister(register);
  sections.push(`=== 07/1\n${wordsOf(begin + lines(registerLines(2)) + end)}`);
  const now = `${sections.join('\n\n')}\n`;
  // Written anew on purpose only: kept papers of an edition say what stands there.
  if (process.env['WARDFLOW_WRITE_GOLDEN'] === '1') writeFileSync(golden, now);
  assert.equal(now, readFileSync(golden, 'utf8'));
});

test('what people wrote is text on every paper, whatever it looks like', () => {
  const hostile = '<script>alert(1)</script><img src=x onerror="alert(1)">&amp;"\'';
  const shown = '&lt;script>';
  for (const paper of richPapers) {
    const { html } = renderDocument(withTexts(paper, hostile));
    const tags = html.match(/<[^>]*>/g) ?? [];
    assert.deepEqual(
      tags.filter((tag) => /^<(script|img)|\son\w+=/i.test(tag)),
      [],
    );
    assert.ok(html.includes(shown), `form ${paper.form}`);
  }
  const row = renderRegister(register).lines(registerLines(1, hostile));
  assert.ok(row.includes(shown) && !/<(script|img)/i.test(row));
});

test('a paper is plain HTML: no script, no style, no address of another file', () => {
  for (const paper of [...richPapers, ...poorPapers]) {
    const { html } = renderDocument(paper);
    assert.ok(
      !/<(script|style|link|img|iframe|a)\b|\sstyle=|\ssrc=|\shref=|dangerously/i.test(html),
      `form ${paper.form}`,
    );
    assert.equal(renderDocument(paper).html, html);
  }
});

test('a telephone number, an address or a name is in no bar code and no QR code', () => {
  const receipt = richPapers[0];
  assert.ok(receipt?.form === '01' && receipt.followUrl !== null);
  assert.equal(new URL(receipt.followUrl).search, `?code=${receipt.code}`);
});

/** The words of a paper, a line for each block. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<svg[^>]*aria-label="([^"]*)".*?<\/svg>/g, '[$1]')
    .replaceAll('<span class="blank"></span>', '……')
    .replaceAll(/<\/(?:p|h1|li|th|td|figcaption|caption)>|<svg|<\/figure>/g, '\n')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The same paper with a text in every place where a person's words can stand. */
function withTexts<Paper extends DossierDocument>(paper: Paper, text: string): Paper {
  const change = (value: unknown, key: string): unknown => {
    if (['form', 'timeZone', 'kind', 'result', 'code', 'followUrl'].includes(key)) return value;
    if (typeof value === 'string') return text;
    if (Array.isArray(value)) return value.map((each) => change(each, ''));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each, name)]));
  };
  return change(paper, '') as Paper;
}
