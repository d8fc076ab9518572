/** A citizen shows that a contact is theirs, and sees their own cases. Plain forms; nothing needs a script. */
import type {
  AskedCode,
  CitizenWays,
  OwnCase,
  OwnCases,
  VerifiedCitizen,
} from '#engine/runtime/application/citizens.ts';
import { masked } from '#engine/runtime/use-cases/citizens/contact.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { clockWords, dateTime } from '#portal/kit/format.ts';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type MineTextKey, mineTexts } from '#portal/kit/texts/mine.ts';
import type { Page, PageContext } from '../page.ts';
import { chip, isLate } from '../parts.ts';

export function mineWords({ language }: Pick<PageContext, 'language'>): Translate<MineTextKey> {
  return translator(mineTexts, language);
}

export interface AskView {
  readonly ways: CitizenWays;
  /** As typed; shown back only to who typed it. */
  readonly contact: string;
  readonly fault: string | null;
  readonly signedOut: boolean;
}

export function askPage(context: PageContext, { ways, contact, fault, signedOut }: AskView): Page {
  const t = mineWords(context);
  const none = !ways.phone && !ways.email && ways.providers.length === 0;
  return page(
    context,
    t('title'),
    html`
      ${signedOut ? html`<div class="notice ok" role="status">${t('signedOut')}</div>` : null}
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${none ? html`<div class="notice">${t('none')}</div>` : null}
      ${ways.phone || ways.email ? contactForm(t, ways, { contact, fault }) : faultOf(fault)}
      ${providersOf(context, ways)}
      <p class="muted">${t('confidential')}</p>
      <p><a href="/follow">${t('byCode')}</a></p>`,
    fault !== null,
  );
}

function contactForm(
  t: Translate<MineTextKey>,
  { phone, email }: CitizenWays,
  { contact, fault }: Pick<AskView, 'contact' | 'fault'>,
): Child {
  const label = phone && email ? 'contactEither' : phone ? 'contactPhone' : 'contactEmail';
  const [type, filled] = phone && email ? ['text', 'username'] : phone ? ['tel', 'tel'] : ['email', 'email'];
  return html`<form class="card form" method="post" action="/mine" novalidate>
    ${faultOf(fault)}
    <div class="field"><label class="label" for="f-contact">${t(label)}</label>
      <p class="hint" id="f-contact-hint">${t('contactHint')}</p>
      <input class="input" id="f-contact" name="contact" type=${type} value=${contact} autocomplete=${filled} autocapitalize="none" spellcheck=${false} required maxlength="200" aria-describedby="f-contact-hint" aria-invalid=${fault === null ? undefined : 'true'} /></div>
    <p class="actions"><button class="btn primary" type="submit">${t('ask')}</button></p>
  </form>`;
}

function providersOf(context: PageContext, { phone, email, providers }: CitizenWays): Child {
  const t = mineWords(context);
  if (providers.length === 0) return null;
  const links = providers.map(
    ({ code, name }) =>
      html`<p class="actions"><a class="btn" href="/mine/provider/${code}">${t('atProvider', { name: name[context.language] })}</a></p>`,
  );
  return html`<section class="card" aria-label=${t('otherWays')}>${phone || email ? html`<h2>${t('otherWays')}</h2>` : null}${links}</section>`;
}

export interface EnterView {
  readonly asked: AskedCode;
  readonly fault: string | null;
}

export function codePage(context: PageContext, { asked, fault }: EnterView): Page {
  const t = mineWords(context);
  const { way, to } = asked;
  return page(
    context,
    t('codeTitle'),
    html`
      <h1>${t('codeTitle')}</h1>
      <p class="lead">${t(way === 'phone' ? 'codeSentPhone' : 'codeSentEmail', { to })}</p>
      <form class="card form" method="post" action="/mine/code">
        ${faultOf(fault)}
        <div class="field"><label class="label" for="f-code">${t('code')}</label>
          <p class="hint" id="f-code-hint">${t('codeHint')}</p>
          <input class="input code short" id="f-code" name="code" inputmode="numeric" autocomplete="one-time-code" spellcheck=${false} required maxlength="20" aria-describedby="f-code-hint" aria-invalid=${fault === null ? undefined : 'true'} autofocus /></div>
        <p class="danger">${t('codeKeep')}</p>
        <p class="actions"><button class="btn primary" type="submit">${t('enter')}</button></p>
      </form>
      <p><a href="/mine">${t('another')}</a></p>`,
    fault !== null,
  );
}

export function minePage(context: PageContext, citizen: VerifiedCitizen, { items, next }: OwnCases): Page {
  const t = mineWords(context);
  return page(
    context,
    t('title'),
    html`
      <h1>${t('title')}</h1>
      <p>${t('shown', { contacts: contactsOf(context, citizen) })}</p>
      ${items.length === 0 ? html`<p class="notice">${t('empty')}</p>` : items.map((item) => caseCard(context, item))}
      ${next === null ? null : html`<p><a class="btn" href="/mine?before=${next}" rel="next">${t('more')}</a></p>`}
      <p class="muted">${t('confidential')}</p>
      <form class="actions" method="post" action="/mine/sign-out"><button class="btn" type="submit">${t('signOut')}</button></form>
      <p class="muted">${t('shared')}</p>`,
  );
}

function caseCard(context: PageContext, item: OwnCase): Child {
  const t = mineWords(context);
  const { language, timeZone } = context;
  const { clock } = item;
  const tone = isLate(clock) ? 'late' : clock.danger === 'soon' ? 'risk' : clock.danger === 'ok' ? 'ok' : 'mute';
  return html`<section class="card ${item.waits ? 'accent' : ''}" aria-labelledby="c-${item.caseId}">
    <p class="code muted">${item.registerNumber}</p>
    <h2 id="c-${item.caseId}">${item.matter.name[language]}</h2>
    <p class="chips">${item.stage === null ? null : chip('info', item.stage[language])}${clock.state === 'none' ? null : chip(tone, clockWords(clock, language))}${item.waits ? chip('risk', t('waits')) : null}</p>
    <p class="muted">${t('received', { at: dateTime(item.receivedAt, timeZone) })}</p>
    <form class="actions" method="post" action="/mine/open"><input type="hidden" name="case" value=${item.caseId} />
      <button class="btn" type="submit" aria-describedby="c-${item.caseId}">${t('open')}</button></form>
  </section>`;
}

/** The telephone may be looked at over a shoulder: nearly all of what was shown stays covered. */
function contactsOf(context: PageContext, { phone, email, idNumber }: VerifiedCitizen): string {
  const t = mineWords(context);
  return [
    phone === null ? '' : masked({ way: 'phone', to: phone }),
    email === null ? '' : masked({ way: 'email', to: email }),
    idNumber === null ? '' : t('idNumber', { number: `•••${idNumber.slice(-3)}` }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function faultOf(fault: string | null): Child {
  return fault === null ? null : html`<div class="notice late" role="alert">${fault}</div>`;
}

function page({ t }: PageContext, title: string, body: Child, isWrong = false): Page {
  return {
    title: isWrong ? `${t('errorTitle')}: ${title}` : title,
    current: 'mine',
    robots: 'noindex',
    body: html`<div class="narrow">${body}</div>`,
  };
}
