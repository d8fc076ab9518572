import { renderToString } from 'preact-render-to-string';
import type { PlainForm } from './context.ts';
import { plainFields } from './form.ts';
import { html } from './html.ts';

/** @returns the fields as the text of a page, every value escaped */
export function plainText(plain: PlainForm): string {
  return renderToString(html`<div class="form">${plainFields(plain)}</div>`);
}
