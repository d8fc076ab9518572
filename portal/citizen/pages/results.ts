import type { Named, PhotoView } from '#engine/runtime/application/common.ts';
import type { PublishedResult, ResultPage, ResultQuery, ResultSummary } from '#engine/runtime/application/results.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { count, date, dateTime } from '#portal/kit/format.ts';
import type { Page, PageContext } from '../page.ts';
import { chip, nameOf, paragraphs, photoStrip } from '../parts.ts';
import { definitionNote } from './definitions.ts';
import { joinLink } from './duplicates.ts';

export interface ResultChoices {
  readonly categories: readonly Named[];
  readonly wards: readonly Named[];
}

export function resultsPage(context: PageContext, query: ResultQuery, found: ResultPage, choices: ResultChoices): Page {
  const { t, language } = context;
  return {
    title: t('resultsTitle'),
    description: t('resultsLead'),
    current: 'results',
    body: html`<div class="wide">
      <h1>${t('resultsTitle')}</h1>
      <p class="lead">${t('resultsLead')}</p>
      <form class="card filter" method="get" action="/results" role="search">
        ${select('category', t('resultsCategory'), choices.categories, query.category)}
        ${select('ward', t('resultsWard'), choices.wards, query.ward)}
        <div class="field"><label class="label" for="f-q">${t('resultsWords')}</label>
          <input class="input" id="f-q" name="q" type="search" value=${query.q ?? ''} aria-describedby="f-q-hint" maxlength="100" />
          <p class="hint" id="f-q-hint">${t('resultsWordsHint')}</p></div>
        <p class="actions"><button class="btn" type="submit">${t('resultsFilter')}</button></p>
      </form>
      <p role="status">${t(found.more ? 'resultsFoundMore' : 'resultsFound', { n: count(found.total, language) })}</p>
      ${definitionNote(context, 'results.public')}
      ${found.items.length === 0 ? html`<p class="muted">${t('resultsNone')}</p>` : resultCards(context, found.items)}
      ${found.next === null ? null : html`<p><a class="btn" href=${next(query, found.next)} rel="next">${t('resultsMore')}</a></p>`}
    </div>`,
  };

  function select(name: string, label: string, options: readonly Named[], chosen: string | undefined): Child {
    return html`<div class="field"><label class="label" for="f-${name}">${label}</label>
      <select class="input" id="f-${name}" name=${name}>
        <option value="">${t('resultsAll')}</option>
        ${options.map((option) => html`<option value=${option.code} selected=${option.code === chosen}>${option.name[language]}</option>`)}
      </select></div>`;
  }
}

export function resultCards(context: PageContext, items: readonly ResultSummary[]): Child {
  const { t, timeZone } = context;
  return html`<ul class="results">
    ${items.map(
      (item) => html`<li class="card">
        ${item.photo === null ? null : html`<img src=${item.photo.thumbnailUrl} alt="" loading="lazy" width="120" height="90" />`}
        <div>
          <h3><a href="/results/${item.slug}">${item.title}</a></h3>
          <p class="muted">${[nameOf(context, item.category), nameOf(context, item.ward)].filter(Boolean).join(' · ')}</p>
          <p class="chips">${chip(item.late ? 'late' : 'ok', t(item.late ? 'resultLate' : 'resultOnTime'))}<span class="muted">${t('resultHandled', { date: date(item.handledAt, timeZone) })}</span></p>
        </div>
      </li>`,
    )}
  </ul>`;
}

/** @param open others may follow it still */
export function resultPage(context: PageContext, result: PublishedResult, open: boolean): Page {
  const { t, timeZone } = context;
  const row = (label: string, value: string) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return {
    title: result.title,
    description: result.answer.slice(0, 160),
    current: 'results',
    body: html`<article class="narrow">
      <p><a href="/results">${t('resultBack')}</a></p>
      <p class="code muted">${result.registerNumber}</p>
      <h1>${result.title}</h1>
      <p class="chips">${chip('mute', nameOf(context, result.category))}${chip(result.late ? 'late' : 'ok', t(result.late ? 'resultLate' : 'resultOnTime'))}</p>
      ${correctedLine(context, result)}
      ${pairStrip(context, result)}
      <section class="card"><h2>${t('resultText')}</h2>${paragraphs(result.text)}${photoStrip(
        context,
        alone(result, 'report'),
      )}</section>
      <section class="card"><h2>${t('resultAnswer')}</h2>${paragraphs(result.answer)}${photoStrip(
        context,
        alone(result, 'evidence'),
      )}</section>
      <dl class="card facts">
        ${row(t('resultUnit'), nameOf(context, result.unit))}
        ${result.ward === null ? null : row(t('resultsWard'), nameOf(context, result.ward))}
        ${row(t('resultReceived'), dateTime(result.receivedAt, timeZone))}
        ${result.dueAt === null ? null : row(t('resultDue'), dateTime(result.dueAt, timeZone))}
        ${row(t('resultHandledAt'), dateTime(result.handledAt, timeZone))}
      </dl>
      <p>${result.rating === null ? html`<span class="muted">${t('resultNotRated')}</span>` : t('resultRating', { n: result.rating })}</p>
      ${open ? joinLink(context, result.registerNumber) : null}
    </article>`,
  };
}

/** What was public once: it says when it went, and where to ask. */
export function withdrawnPage(context: PageContext, at: number): Page {
  const { t, timeZone } = context;
  return {
    title: t('resultWithdrawn'),
    description: t('resultWithdrawn'),
    current: 'results',
    body: html`<article class="narrow">
      <h1>${t('resultWithdrawn')}</h1>
      <p>${t('resultWithdrawnText', { date: date(at, timeZone) })}</p>
      <p>${t('resultWithdrawnWhat')}</p>
      <p class="actions"><a class="btn" href="/results">${t('resultBack')}</a> <a class="btn" href="/follow">${t('resultWithdrawnFollow')}</a></p>
    </article>`,
  };
}

/** The same place before and after, side by side; what has no partner stands by itself. */
function pairStrip(context: PageContext, { photos, pairs }: PublishedResult): Child {
  const { t } = context;
  const byId = new Map(photos.map((photo) => [photo.id, photo]));
  const figure = (id: string, label: string): Child => {
    const photo = byId.get(id);
    if (photo === undefined) return null;
    return html`<figure><a href=${photo.url}><img src=${photo.thumbnailUrl} alt=${label} loading="lazy" width="160" height="120" /></a><figcaption>${label}</figcaption></figure>`;
  };
  if (pairs.length === 0) return null;
  return html`<section class="card"><h2>${t('resultPairs')}</h2>
    <ul class="pairs">${pairs.map(
      ({ before, after }) => html`<li>${figure(before, t('resultBefore'))}${figure(after, t('resultAfter'))}</li>`,
    )}</ul></section>`;
}

function alone({ photos, pairs }: PublishedResult, kind: PhotoView['kind']): readonly PhotoView[] {
  const paired = new Set(pairs.flatMap(({ before, after }) => [before, after]));
  return photos.filter((photo) => photo.kind === kind && !paired.has(photo.id));
}

function correctedLine(context: PageContext, { correctedAt, correction }: PublishedResult): Child {
  if (correctedAt === null) return null;
  const { t, timeZone } = context;
  return html`<p class="muted">${t('resultCorrected', { date: date(correctedAt, timeZone) })}${correction === null ? null : ` ${correction}`}</p>`;
}

function next(query: ResultQuery, after: string): string {
  const { category, ward, q } = query;
  const kept = Object.entries({ category, ward, q }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return `/results?${new URLSearchParams([...kept, ['after', after]])}`;
}
