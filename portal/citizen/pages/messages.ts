/** What the office and the reporter have written to each other, and room for an answer. */
import type { RelayMessage } from '#engine/runtime/application/relay.ts';
import type { FullProgress, PublicProgress } from '#engine/runtime/application/reports.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { errorSummary } from '#forms/plain/errors.ts';
import { plainFields } from '#forms/plain/form.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { dateTime } from '#portal/kit/format.ts';
import type { PageContext } from '../page.ts';
import { nameOf, paragraphs, photoStrip } from '../parts.ts';
import type { FollowView } from './follow.ts';
import { firstAttempt, plainForm } from './report.ts';

/** With the code alone only that there are messages; nothing where there are none. */
export function messagesOf(context: PageContext, view: FollowView, progress: PublicProgress): Child {
  const { t } = context;
  if (view.full !== undefined) return exchange(context, view, view.full);
  if (progress.messagesWaiting === 0) return null;
  return html`<div class="notice" role="status">${t('messagesWaiting', { n: progress.messagesWaiting })}</div>`;
}

function exchange(context: PageContext, view: FollowView, { relay }: FullProgress): Child {
  const { t } = context;
  if (relay.messages.length === 0) return null;
  return html`<section class="card accent" id="messages">
    <h2>${t('messages')}</h2>
    <p class="hint">${t('messagesLead')}</p>
    <ol class="messages">${relay.messages.map((message) => messageOf(context, message))}</ol>
    ${relay.hindrance === null ? answerForm(context, view) : html`<p class="muted">${t(`messages_${relay.hindrance}`)}</p>`}
  </section>`;
}

function messageOf(context: PageContext, { from, role, unit, at, text, photos }: RelayMessage): Child {
  const { t, timeZone } = context;
  const by =
    from === 'reporter'
      ? t('messagesYou')
      : t('messagesOffice', { role: nameOf(context, role), unit: nameOf(context, unit) });
  return html`<li class=${from}>
    <p class="when"><strong>${by}</strong> · <time datetime=${new Date(at).toISOString()}>${dateTime(at, timeZone)}</time></p>
    ${paragraphs(text)}
    ${photoStrip(context, photos)}
  </li>`;
}

function answerForm(context: PageContext, { submissionKey, messageAttempt }: FollowView): Child {
  const { t } = context;
  const plain = plainForm(context, formOf(context), messageAttempt ?? firstAttempt, { bytesMax: 10 * 1024 * 1024 });
  return html`<form class="form" method="post" action="/follow/message" enctype="multipart/form-data" novalidate>
    ${errorSummary(plain)}
    <input type="hidden" name="submissionKey" value=${submissionKey} />
    ${plainFields(plain)}
    <p class="actions"><button class="btn primary" type="submit">${t('messagesSend')}</button></p>
  </form>`;
}

function formOf({ t }: PageContext): FormDefinition {
  const text = { type: 'textarea', key: 'text', label: t('messagesText'), input: true, rows: 4 } as const;
  const photos = {
    ...({ type: 'file', key: 'photos', label: t('messagesPhotos'), description: t('messagesPhotosHint') } as const),
    ...{ input: true, multiple: true, storage: 'wardflow', filePattern: 'image/*' },
  };
  return { components: [{ ...text, validate: { required: true, maxLength: 2_000 } }, photos] };
}
