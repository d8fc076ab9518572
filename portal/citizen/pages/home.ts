import type { OfferedService } from '#engine/runtime/application/reports.ts';
import type { ResultSummary } from '#engine/runtime/application/results.ts';
import { html } from '#forms/plain/html.ts';
import type { Page, PageContext } from '../page.ts';
import { definitionNote } from './definitions.ts';
import { resultCards } from './results.ts';

export function homePage(
  context: PageContext,
  latest: readonly ResultSummary[],
  offered: readonly OfferedService[],
): Page {
  const { t, language } = context;
  const other = ({ key, name }: OfferedService) =>
    html`<li><a href=${`/report?service=${encodeURIComponent(key)}`}>${name[language]}</a></li>`;
  const step = (title: string, text: string) => html`<li><h3>${title}</h3><p>${text}</p></li>`;
  return {
    title: t('service'),
    description: t('homeLead'),
    body: html`
      <section class="hero"><div class="wide">
        <h1>${t('homeTitle')}</h1>
        <p class="lead">${t('homeLead')}</p>
        <p class="actions"><a class="btn primary" href="/report">${t('homeReport')}</a><a class="btn" href="/follow">${t('homeFollow')}</a></p>
        <p class="danger">${t('danger')}</p>
      </div></section>
      <div class="wide">
        <ol class="steps">
          ${step(t('homeStep1'), t('homeStep1Text'))}${step(t('homeStep2'), t('homeStep2Text'))}${step(t('homeStep3'), t('homeStep3Text'))}
        </ol>
        ${offered.length === 0 ? '' : html`<section><h2>${t('homeOffered')}</h2><ul>${offered.map(other)}</ul></section>`}
        <section>
          <h2>${t('homeLatest')}</h2>
          ${latest.length === 0 ? html`<p class="muted">${t('homeNone')}</p>` : html`${resultCards(context, latest)}<p><a href="/results">${t('homeAll')}</a></p>${definitionNote(context, 'results.public')}`}
        </section>
      </div>`,
  };
}
