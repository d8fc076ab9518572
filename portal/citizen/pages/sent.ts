import type { Receipt } from '#engine/runtime/application/reports.ts';
import { html } from '#forms/plain/html.ts';
import { promise } from '#portal/kit/format.ts';
import type { Page, PageContext } from '../page.ts';
import { nameOf } from '../parts.ts';

/** @param other of another service than the city's own for reports */
export function sentPage(context: PageContext, receipt: Receipt | undefined, other: boolean): Page {
  const { t } = context;
  const title = t(other ? 'sentTitleOther' : 'sentTitle');
  if (receipt === undefined) {
    return {
      title,
      robots: 'noindex',
      body: html`<div class="narrow"><h1>${t('followTitle')}</h1><p class="lead">${t('sentGone')}</p><p><a class="btn primary" href="/follow">${t('navFollow')}</a></p></div>`,
    };
  }
  const unit = nameOf(context, receipt.unit) || t('sentNextUnit');
  const handled =
    receipt.dueAt === null
      ? t('sentNext2', { unit })
      : t('sentNext2Due', { unit, due: promise(receipt.dueAt, context.language, context.timeZone) });
  return {
    title,
    robots: 'noindex',
    body: html`<div class="narrow">
      <section class="card receipt">
        <h1>${title}</h1>
        <p>${t('sentNumber')}: <strong class="code">${receipt.registerNumber}</strong></p>
        <dl class="codes">
          <div><dt>${t('sentCode')}</dt><dd class="big code" data-code>${spoken(receipt.trackingCode)}</dd><dd class="hint">${t('sentCodeHint')}</dd></div>
          ${
            receipt.pin === null
              ? null
              : html`<div><dt>${t('sentPin')}</dt><dd class="big code" data-pin>${receipt.pin}</dd><dd class="hint">${t('sentPinHint')}</dd></div>`
          }
        </dl>
        ${receipt.pin === null ? html`<p class="hint">${t('sentPhoneHint')}</p>` : null}
        <p class="hint">${t('sentPrint')}</p>
        ${receipt.photoPlace === undefined ? null : html`<p>${t(`sentPhotoPlace_${receipt.photoPlace}`, { ward: nameOf(context, receipt.ward) })}</p>`}
      </section>
      <section class="card">
        <h2>${t('sentNext')}</h2>
        <ol class="plain-steps"><li>${t('sentNext1')}</li><li>${handled}</li><li>${t('sentNext3')}</li></ol>
        <p class="actions"><a class="btn primary" href="/follow">${t('sentFollow')}</a></p>
      </section>
    </div>`,
  };
}

/** Groups that do not break over lines, so that they can be read aloud one by one. */
function spoken(code: string) {
  return code.split('-').map((group, index) => html`${index === 0 ? '' : '-'}<span class="nowrap">${group}</span>`);
}
