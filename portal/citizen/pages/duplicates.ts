/** "Có phải việc này đã được báo?": what is near, joining it, and leaving it again. */
import type { FollowerReceipt, NearbyCase } from '#engine/runtime/application/duplicates.ts';
import type { PublicProgress } from '#engine/runtime/application/reports.ts';
import type { FieldFault } from '#engine/runtime/refusal.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { reasonWords } from '#portal/kit/duplicates.ts';
import { dayWords } from '#portal/kit/format.ts';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type DuplicateTextKey, duplicateTexts } from '#portal/kit/texts/duplicates.ts';
import type { Page, PageContext } from '../page.ts';
import { chip, nameOf } from '../parts.ts';
import { definitionNote } from './definitions.ts';

function wordsOf({ language }: PageContext): Translate<DuplicateTextKey> {
  return translator(duplicateTexts, language);
}

/** Numbers of what was shown: it is shown once, then the report may be sent. */
export function nearbyMark(nearby: readonly NearbyCase[]): string {
  return nearby.map(({ registerNumber }) => registerNumber).join(' ');
}

/**
 * Inside the form of the report, so that what was typed is not lost.
 * @param sent the report was about to be sent; else it is still being written, and a script shows this
 */
export function nearbyPanel(
  context: PageContext,
  nearby: readonly NearbyCase[],
  { sent, photosLost }: { readonly sent: boolean; readonly photosLost: boolean },
): Child {
  const t = wordsOf(context);
  const mark = html`<input type="hidden" name="duplicatesSeen" value=${nearbyMark(nearby)} />`;
  if (nearby.length === 0) return mark;
  return html`<section class="card near" aria-labelledby="near-title">
    ${mark}
    <h2 id="near-title" tabindex="-1">${t('nearTitle')}</h2>
    <p>${t('nearLead')}</p>
    ${definitionNote(context, 'reports.nearby')}
    <ul class="near-list">${nearby.map((one) => html`<li>${summaryOf(context, one)}${deed(t, one)}</li>`)}</ul>
    ${
      sent
        ? html`${photosLost ? html`<p class="hint">${t('nearPhotosLost')}</p>` : null}<p class="actions"><button class="btn primary" type="submit">${t('nearOther')}</button></p>`
        : html`<p class="hint">${t('nearGoOn')}</p>`
    }
  </section>`;
}

function deed(t: Translate<DuplicateTextKey>, { registerNumber, resultSlug }: NearbyCase): Child {
  const result = resultSlug === null ? null : html`<a href="/results/${resultSlug}">${t('nearResult')}</a>`;
  return html`<p class="actions"><button class="btn" type="submit" name="join" value=${registerNumber} aria-label=${t('nearJoinThis', { number: registerNumber })}>${t('nearJoin')}</button>${result}</p>`;
}

function summaryOf(context: PageContext, one: NearbyCase): Child {
  const t = wordsOf(context);
  const { language } = context;
  const place = [nameOf(context, one.ward), t('sentOn', { date: dayWords(one.receivedOn) })]
    .filter(Boolean)
    .join(' · ');
  return html`<div class="near-one">
    ${one.photo === null ? null : html`<img src=${one.photo.thumbnailUrl} alt="" width="96" height="72" loading="lazy" />`}
    <div>
      <p><strong>${one.title ?? one.category.name[language]}</strong> <span class="code muted nowrap">${one.registerNumber}</span></p>
      <p class="chips">${one.stage === null ? null : chip('info', one.stage[language])}${one.many ? chip('mute', t('nearMany')) : null}</p>
      <p class="muted">${one.reasons === null ? null : html`${reasonWords(one.reasons, language, true)}<br />`}${place}</p>
    </div>
  </div>`;
}

export interface JoinView {
  readonly found: NearbyCase | undefined;
  readonly submissionKey: string;
  readonly phone: string;
  readonly email: string;
  readonly faults: readonly FieldFault[];
}

export function joinPage(context: PageContext, view: JoinView): Page {
  const t = wordsOf(context);
  const wrong = view.faults.length > 0;
  const title = wrong ? `${context.t('errorTitle')}: ${t('joinTitle')}` : t('joinTitle');
  if (view.found === undefined) {
    const body = html`<div class="narrow"><h1>${t('joinTitle')}</h1><p class="lead">${t('joinGone')}</p><p><a class="btn primary" href="/report">${t('joinReport')}</a></p></div>`;
    return { title, robots: 'noindex', body };
  }
  const { registerNumber } = view.found;
  return {
    title,
    robots: 'noindex',
    current: 'report',
    body: html`<div class="narrow">
      <h1>${t('joinTitle')}</h1>
      <section class="card">${summaryOf(context, view.found)}</section>
      <form class="card form" method="post" action="/join" novalidate>
        <p>${t('joinLead')}</p>
        <input type="hidden" name="number" value=${registerNumber} /><input type="hidden" name="submissionKey" value=${view.submissionKey} />
        <fieldset class="field"><legend class="label">${t('joinContact')}</legend>
          <p class="hint" id="join-hint">${t('joinOptional')}</p>
          ${contactField(context, view, 'phone')}
          ${contactField(context, view, 'email')}
        </fieldset>
        <p class="actions"><button class="btn primary" type="submit">${t('joinSend')}</button><a class="btn" href="/report">${t('joinBack')}</a></p>
      </form>
    </div>`,
  };
}

const contactKinds = {
  phone: { type: 'tel', autocomplete: 'tel', label: 'joinPhone', fault: 'fault.phone' },
  email: { type: 'email', autocomplete: 'email', label: 'joinEmail', fault: 'fault.email' },
} as const;

function contactField(context: PageContext, view: JoinView, name: 'phone' | 'email'): Child {
  const { type, autocomplete, label, fault } = contactKinds[name];
  const wrong = view.faults.some(({ path }) => path === name);
  const described = wrong ? `join-${name}-fault join-hint` : 'join-hint';
  return html`<div class="field">
    <label class="label" for="join-${name}">${wordsOf(context)(label)}</label>
    ${wrong ? html`<p class="fault" id="join-${name}-fault">${context.t(fault)}</p>` : null}
    <input class="input" id="join-${name}" name=${name} type=${type} value=${view[name]} autocomplete=${autocomplete} maxlength="254" aria-describedby=${described} aria-invalid=${wrong ? 'true' : undefined} />
  </div>`;
}

export function joinedPage(context: PageContext, receipt: FollowerReceipt | undefined): Page {
  const t = wordsOf(context);
  const title = t('joinedTitle');
  if (receipt === undefined) {
    const body = html`<div class="narrow"><h1>${context.t('followTitle')}</h1><p><a class="btn primary" href="/follow">${context.t('navFollow')}</a></p></div>`;
    return { title, robots: 'noindex', body };
  }
  const groups = receipt.trackingCode.split('-');
  const code = groups.map((group, index) => html`${index === 0 ? '' : '-'}<span class="nowrap">${group}</span>`);
  return {
    title,
    robots: 'noindex',
    body: html`<div class="narrow">
      <section class="card receipt">
        <h1>${title}</h1>
        <p><strong class="code">${receipt.registerNumber}</strong> · ${nameOf(context, receipt.category)}</p>
        <dl class="codes"><div><dt>${t('joinedCode')}</dt><dd class="big code" data-code>${code}</dd><dd class="hint">${t('joinedCodeHint')}</dd></div></dl>
        <p>${t(receipt.told ? 'joinedTold' : 'joinedNotTold')}</p>
        <p class="actions"><a class="btn primary" href="/follow">${t('joinedFollow')}</a></p>
      </section>
    </div>`,
  };
}

/** On the page of whoever follows somebody else's case: what they follow, and how to stop. */
export function stopForm(context: PageContext, { mayStop, reader, main }: PublicProgress): Child {
  if (!mayStop) return null;
  const t = wordsOf(context);
  const lead =
    reader === 'follower' ? t('stopLeadFollower') : t('stopLeadReporter', { number: main?.registerNumber ?? '' });
  return html`<form class="card" method="post" action="/follow/stop"><h2>${t('stopTitle')}</h2><p>${lead}</p><p class="actions"><button class="btn" type="submit">${t('stopSend')}</button></p></form>`;
}

/** @returns the words above what is shown of somebody else's case */
export function sharedLead(context: PageContext, { reader, main }: PublicProgress): Child {
  const t = wordsOf(context);
  if (reader === 'follower') return html`<p class="lead">${t('followerLead')}</p>`;
  if (main === null) return null;
  return html`<h2>${t('mergedTitle', { number: main.registerNumber })}</h2><p>${t('mergedLead')}</p>`;
}

export function stoppedNotice(context: PageContext): Child {
  return html`<div class="notice ok" role="status">${wordsOf(context)('stopped')}</div>`;
}

/** Beside a published result that is not closed yet. */
export function joinLink(context: PageContext, registerNumber: string): Child {
  return html`<p class="actions"><a class="btn" href="/join/${registerNumber}">${wordsOf(context)('nearJoin')}</a></p>`;
}
