/**
 * A paper of a dossier as a page to read and to print. The paper itself comes as HTML that `engine/documents` has made, and is
 * put in as it is; only what stands around it is in the reader's language.
 */
import { renderToString } from 'preact-render-to-string';
import type { DocumentForm } from '#engine/documents/model.ts';
import type { Language } from '#engine/runtime/application/common.ts';
import { html } from '#forms/plain/html.ts';
import { translator } from '#portal/kit/text.ts';
import { documentTexts } from '#portal/kit/texts/documents.ts';
import { stylesheet } from '../citizen/styles.ts';

export interface PaperFrame {
  readonly language: Language;
  readonly form: DocumentForm;
  /** Code of the dossier, or the period of the register. */
  readonly about: string;
  /** When it was issued, or of what time the data are. */
  readonly facts: string;
  /** Scripts and styles that are built. */
  readonly scripts: readonly string[];
}

/** Stands in the frame where the paper goes; no text of ours or of the reader's has it. */
const mark = '\u0001';

/** @returns what stands before the paper and what stands behind it, so that a long one can be sent as it is made */
export function paperPage({ language, form, about, facts, scripts }: PaperFrame): { before: string; behind: string } {
  const t = translator(documentTexts, language);
  const name = t('named', { form, name: t(`form${form}`) });
  const document = renderToString(html`<html lang=${language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>${`${name} – ${about}`}</title>
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href=${stylesheet('paper').path} />
      ${scripts.map((path) => html`<script type="module" src=${path}></script>`)}
    </head>
    <body>
      <a class="skip" href="#main">${t('skip')}</a>
      <header class="paper-bar">
        <div><p><strong>${name}</strong></p><p class="facts">${facts}</p></div>
        <p><button type="button" data-print hidden>${t('print')}</button> <span class="facts">${t('printHint')}</span></p>
      </header>
      <main id="main" tabindex="-1">
        <div class=${form === '07' ? 'sheet wide' : 'sheet'} tabindex="0" role="region" aria-label=${t('sheet')}>${mark}</div>
      </main>
    </body>
  </html>`);
  const at = document.indexOf(mark);
  return { before: `<!doctype html>${document.slice(0, at)}`, behind: document.slice(at + mark.length) };
}
