import type { MailboxMessage } from '#engine/runtime/application/mailbox.ts';
import { html } from '#forms/plain/html.ts';
import { dateTime } from '#portal/kit/format.ts';
import type { Page, PageContext } from '../page.ts';
import { paragraphs } from '../parts.ts';

export interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
}

export interface SignInView {
  readonly next: string;
  readonly username: string;
  readonly fault: string | null;
  readonly demo: { readonly password: string; readonly accounts: readonly DemoAccount[] } | null;
}

export function signInPage({ t }: PageContext, view: SignInView): Page {
  return {
    title: t('signInTitle'),
    robots: 'noindex',
    body: html`<div class="narrow">
      <h1>${t('signInTitle')}</h1>
      ${view.fault === null ? null : html`<div class="notice late" role="alert">${view.fault}</div>`}
      <form class="card form" method="post" action="/sign-in">
        <input type="hidden" name="next" value=${view.next} />
        <div class="field"><label class="label" for="f-username">${t('signInUser')}</label>
          <input class="input" id="f-username" name="username" value=${view.username} autocomplete="username" autocapitalize="none" spellcheck=${false} required maxlength="100" /></div>
        <div class="field"><label class="label" for="f-password">${t('signInPassword')}</label>
          <input class="input" id="f-password" name="password" type="password" autocomplete="current-password" required maxlength="200" /></div>
        <p class="actions"><button class="btn primary" type="submit">${t('signIn')}</button></p>
      </form>
      ${
        view.demo === null
          ? null
          : html`<section class="card"><h2>${t('signInDemo')}</h2><p>${t('signInDemoLead', { password: view.demo.password })}</p>
            <ul class="accounts">${view.demo.accounts.map((account) => html`<li><code>${account.username}</code><span>${account.displayName} · ${account.role}</span></li>`)}</ul></section>`
      }
    </div>`,
  };
}

/** What a citizen's phone and mail program would show. */
export function mailboxPage({ t, timeZone }: PageContext, messages: readonly MailboxMessage[]): Page {
  return {
    title: t('mailboxTitle'),
    robots: 'noindex',
    body: html`<div class="narrow">
      <h1>${t('mailboxTitle')}</h1>
      <p class="lead">${t('mailboxLead')}</p>
      ${messages.length === 0 ? html`<p class="muted">${t('mailboxEmpty')}</p>` : null}
      <ul class="messages">
        ${messages.map(
          (message) => html`<li class="card message ${message.channel}">
            <p class="muted">${t(message.channel === 'sms' ? 'mailboxSms' : 'mailboxEmail', { to: message.to })} · <time datetime=${new Date(message.at).toISOString()}>${dateTime(message.at, timeZone)}</time></p>
            ${message.subject === null ? null : html`<h2>${message.subject}</h2>`}
            <div class="bubble">${paragraphs(message.text)}</div>
          </li>`,
        )}
      </ul>
    </div>`,
  };
}
