/**
 * Every component of the registry with 200 submissions in Form.io's renderer and as plain HTML in Chromium, against the
 * server's word; the outcome is docs/form-verdicts.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { launchChromium } from '#test/support/browser.ts';
import { startProduct } from '#test/support/product.ts';
import { submissionsEach } from '#test/support/verdicts/samples.ts';
import { type Line, tableLines, tableText } from '#test/support/verdicts/table.ts';
import type { Part, Tried } from '../torture.ts';

const doc = new URL('../../../docs/form-verdicts.md', import.meta.url);
const table = /^\| component[\s\S]*?\n(?!\|)/m;

export const forms: Part = {
  about: `each component with ${submissionsEach} submissions: server, plain HTML and Form.io in Chromium`,
  async run() {
    const [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    try {
      const page = await browser.newPage();
      await page.goto(`${product.url}/sign-in`);
      const lines = await tableLines(page);
      return [...lines.map(tried), held(tableText(lines))];
    } finally {
      await browser.close();
      await product.stop();
    }
  },
};

function tried({ type, accepted, refused, formio, plain }: Line): Tried {
  const figures = `${accepted} accepted, ${refused} refused; Form.io ${formio.same} same, plain ${plain.same} same`;
  const differs = [...formio.differs.map((one) => `Form.io: ${one}`), ...plain.differs.map((one) => `plain: ${one}`)];
  return { what: type, figures, wrong: differs.join('\n') };
}

/** Whether the table of the documentation is this one; it is written where that is asked for. */
function held(text: string): Tried {
  const before = readFileSync(doc, 'utf8');
  const after = before.replace(table, `${text}\n`);
  if (process.env['WARDFLOW_WRITE_VERDICTS'] === '1') writeFileSync(doc, after);
  const wrong = before === after || process.env['WARDFLOW_WRITE_VERDICTS'] === '1' ? '' : `it is now\n${text}`;
  return { what: 'docs/form-verdicts.md', figures: '', wrong };
}
