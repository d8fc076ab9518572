import { html } from '#forms/plain/html.ts';
import type { Page, PageContext } from '../page.ts';

export interface ProblemView {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
}

export function problemPage({ t }: PageContext, { status, title, detail, requestId }: ProblemView): Page {
  const advice = status === 404 ? t('problemNotFound') : t('problemRetry', { id: requestId });
  return {
    title: t('problemTitle'),
    robots: 'noindex',
    body: html`<div class="narrow"><section class="card">
      <h1>${title}</h1>
      ${detail === '' || detail === title ? null : html`<p>${detail}</p>`}
      ${status === 404 || status >= 500 ? html`<p>${advice}</p>` : null}
      <p class="actions"><a class="btn primary" href="/">${t('problemHome')}</a></p>
    </section></div>`,
  };
}
