/** The pages on which officials sign in. They work without any script; a passkey needs one. */
import type { SecondFactor } from '#engine/runtime/application/accounts.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type SignInTextKey, signInTexts } from '#portal/kit/texts/sign-in.ts';
import type { Page, PageContext } from '../page.ts';

export interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
}

export interface SignInView {
  readonly next: string;
  readonly username: string;
  /** Somebody who is signed in shows anew who they are. */
  readonly again: boolean;
  readonly fault: string | null;
  readonly providers: readonly { readonly code: string; readonly name: string }[];
  readonly demo: { readonly password: string; readonly accounts: readonly DemoAccount[] } | null;
}

export function signInWords({ language }: Pick<PageContext, 'language'>): Translate<SignInTextKey> {
  return translator(signInTexts, language);
}

export function signInPage(context: PageContext, view: SignInView): Page {
  const t = signInWords(context);
  return {
    title: t('title'),
    robots: 'noindex',
    body: html`<div class="narrow">
      <h1>${t('title')}</h1>
      ${view.again && view.fault === null ? html`<div class="notice">${t('again')}</div>` : null}
      ${faultOf(view.fault)}
      <form class="card form" method="post" action="/sign-in">
        <input type="hidden" name="next" value=${view.next} />
        <div class="field"><label class="label" for="f-username">${t('user')}</label>
          <input class="input" id="f-username" name="username" value=${view.username} autocomplete="username" autocapitalize="none" spellcheck=${false} required maxlength="100" /></div>
        <div class="field"><label class="label" for="f-password">${t('password')}</label>
          <input class="input" id="f-password" name="password" type="password" autocomplete="current-password" required maxlength="200" /></div>
        <p class="actions"><button class="btn primary" type="submit">${t('submit')}</button></p>
      </form>
      <section class="card" aria-labelledby="other-ways"><h2 id="other-ways">${t('otherWays')}</h2>
        ${passkeyButton(t, { next: view.next, second: false })}
        ${view.providers.map(({ code, name }) => html`<p class="actions"><a class="btn" href="/sign-in/provider/${code}?next=${encodeURIComponent(view.next)}">${t('atProvider', { name })}</a></p>`)}
      </section>
      ${
        view.demo === null
          ? null
          : html`<section class="card"><h2>${t('demo')}</h2><p>${t('demoLead', { password: view.demo.password })}</p>
            <ul class="accounts">${view.demo.accounts.map((account) => html`<li><code>${account.username}</code><span>${account.displayName} · ${account.role}</span></li>`)}</ul></section>`
      }
    </div>`,
  };
}

export interface CodeView {
  readonly next: string;
  readonly factors: readonly SecondFactor[];
  readonly fault: string | null;
}

/** The second step. */
export function codePage(context: PageContext, { next, factors, fault }: CodeView): Page {
  const t = signInWords(context);
  const [app, recovery] = [factors.includes('totp'), factors.includes('recovery')];
  const label = app ? (recovery ? 'codeOrRecovery' : 'code') : 'recovery';
  return {
    title: t('codeTitle'),
    robots: 'noindex',
    body: html`<div class="narrow">
      <h1>${t('codeTitle')}</h1>
      <p class="lead">${t('codeLead')}</p>
      ${faultOf(fault)}
      ${factors.includes('passkey') ? html`<section class="card">${passkeyButton(t, { next, second: true })}</section>` : null}
      ${
        app || recovery
          ? html`<form class="card form" method="post" action="/sign-in/code">
            <input type="hidden" name="next" value=${next} />
            <div class="field"><label class="label" for="f-code">${t(label)}</label>
              <input class="input" id="f-code" name="code" inputmode=${recovery ? 'text' : 'numeric'} autocomplete="one-time-code" autocapitalize="characters" spellcheck=${false} required maxlength="40" autofocus /></div>
            <p class="actions"><button class="btn primary" type="submit">${t('codeSubmit')}</button></p>
          </form>`
          : null
      }
      <p class="muted">${t('codeLost')}</p>
      <p><a href="/sign-in?next=${encodeURIComponent(next)}&again=1">${t('fromStart')}</a></p>
    </div>`,
  };
}

/** An identity that belongs to nobody here yet. */
export function linkPage(context: PageContext, { fault }: { readonly fault: string | null }): Page {
  const t = signInWords(context);
  return {
    title: t('linkTitle'),
    robots: 'noindex',
    body: html`<div class="narrow">
      <h1>${t('linkTitle')}</h1>
      <p class="lead">${t('linkLead')}</p>
      ${faultOf(fault)}
      <form class="card form" method="post" action="/sign-in/link">
        <div class="field"><label class="label" for="f-link">${t('linkCode')}</label>
          <input class="input" id="f-link" name="code" autocomplete="off" autocapitalize="characters" spellcheck=${false} required maxlength="40" autofocus /></div>
        <p class="actions"><button class="btn primary" type="submit">${t('linkSubmit')}</button></p>
      </form>
      <p><a href="/sign-in">${t('fromStart')}</a></p>
    </div>`,
  };
}

function faultOf(fault: string | null): Child {
  return fault === null ? null : html`<div class="notice late" role="alert">${fault}</div>`;
}

/** Works with the script only, which takes `disabled` away. */
function passkeyButton(
  t: Translate<SignInTextKey>,
  { next, second }: { readonly next: string; readonly second: boolean },
): Child {
  return html`<p class="actions"><button class="btn" type="button" disabled data-passkey=${second ? 'second' : 'first'} data-next=${next} data-none=${t('passkeyNone')} data-stopped=${t('passkeyStopped')}>${t('passkey')}</button></p>
    <p class="muted" data-passkey-hint>${t('passkeyHint')}</p>
    <div role="alert" data-passkey-fault></div>`;
}
