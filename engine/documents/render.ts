/**
 * A paper as HTML: semantic, without script, style or address of its own, so that it can be kept as it is. The *template*
 * names form and edition of the words; a change of words is a new edition, kept papers name theirs.
 */
import { renderToString } from 'preact-render-to-string';
import { type Child, html } from '#forms/plain/html.ts';
import { controlSheet } from './control-sheet.ts';
import { apologyLetter, stopNotice } from './letters.ts';
import type { DossierDocument, Register, RegisterLine } from './model.ts';
import { receiptSlip } from './receipt.ts';
import { registerColumnHeads, registerHead, registerRow } from './register.ts';
import { refusalSlip, supplementSlip } from './slips.ts';

/** Edition of each form's words; goes up with any change that shows. */
const editions = { '01': 1, '02': 1, '03': 1, '04': 1, '05': 1, '06': 1, '07': 1 } as const;

export interface Rendered {
  /** Form and edition, e.g. `01/1`. */
  readonly template: string;
  readonly html: string;
}

/** @returns the paper as HTML, with the edition of the form that it was made by */
export function renderDocument(document: DossierDocument): Rendered {
  const { form } = document;
  const article = html`<article class=${`paper form-${form}`} lang="vi">${bodyOf(document)}</article>`;
  return { template: `${form}/${editions[form]}`, html: renderToString(article) };
}

/** The register in pieces that follow each other: its beginning, any number of lines, its end. */
export function renderRegister(register: Register) {
  const { timeZone } = register.head;
  let number = 0;
  const row = (line: RegisterLine) => {
    number += 1;
    return renderToString(registerRow(line, number, timeZone));
  };
  return {
    begin: `<article class="paper form-07" lang="vi">${renderToString(html`<div>${registerHead(register)}</div>`)}<table class="register">${renderToString(registerColumnHeads())}<tbody>`,
    lines: (lines: readonly RegisterLine[]) => lines.map(row).join(''),
    end: '</tbody></table></article>',
  };
}

function bodyOf(document: DossierDocument): Child {
  switch (document.form) {
    case '01':
      return receiptSlip(document);
    case '02':
      return supplementSlip(document);
    case '03':
      return refusalSlip(document);
    case '04':
      return apologyLetter(document);
    case '05':
      return stopNotice(document);
    case '06':
      return controlSheet(document);
  }
}
