/** What every number, list and public figure counts, in words: what is public first, then what officials work with. */
import { namedQueries, type QueryName, queryNames } from '#engine/cases/queries/catalogue.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { queryDefinitions, queryTitles } from '#portal/kit/texts/queries.ts';
import type { Page, PageContext } from '../page.ts';

export function definitionsPage(context: PageContext): Page {
  const { t } = context;
  const isPublic = (name: QueryName) => namedQueries[name].within.some((right) => right === 'everybody');
  return {
    title: t('definitionsTitle'),
    description: t('definitionsLead'),
    body: html`<div class="narrow">
      <h1>${t('definitionsTitle')}</h1>
      <p class="lead">${t('definitionsLead')}</p>
      <h2>${t('definitionsPublic')}</h2>
      ${listOf(context, queryNames.filter(isPublic))}
      <h2>${t('definitionsOffice')}</h2>
      <p class="muted">${t('definitionsOfficeLead')}</p>
      ${listOf(
        context,
        queryNames.filter((name) => !isPublic(name)),
      )}
    </div>`,
  };
}

/** Beside a public figure: what it counts, to be opened. */
export function definitionNote({ t, language }: PageContext, name: QueryName): Child {
  return html`<details class="hint">
    <summary>${t('howCounted')}</summary>
    <p>${queryDefinitions[language][name]} <a href="/definitions#${name}">${t('allDefinitions')}</a></p>
  </details>`;
}

function listOf({ language }: PageContext, names: readonly QueryName[]): Child {
  return html`<dl class="card facts definitions">
    ${names.map(
      (name) =>
        html`<div id=${name}><dt>${queryTitles[language][name]}</dt><dd>${queryDefinitions[language][name]}</dd></div>`,
    )}
  </dl>`;
}
