import type { MailboxMessage } from '#engine/runtime/application/mailbox.ts';
import { html } from '#forms/plain/html.ts';
import { dateTime } from '#portal/kit/format.ts';
import type { Page, PageContext } from '../page.ts';
import { paragraphs } from '../parts.ts';

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
