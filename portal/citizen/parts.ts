/** Pieces that several pages share: chips, timelines, photos. */
import type { ClockView, Named, PhotoView, StageView } from '#engine/runtime/application/common.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { dateTime } from '#portal/kit/format.ts';
import type { PageContext } from './page.ts';

export type Tone = 'late' | 'risk' | 'ok' | 'info' | 'mute';

export function chip(tone: Tone, text: string): Child {
  return html`<span class="chip ${tone}">${text}</span>`;
}

export function nameOf({ language }: PageContext, named: Named | null): string {
  return named?.name[language] ?? '';
}

export function isLate(clock: ClockView): boolean {
  return clock.danger === 'late' && clock.state !== 'met';
}

/** Done, now and next, as a list whose order says the same as its look. */
export function timeline(context: PageContext, stages: readonly StageView[]): Child {
  const { t, language, timeZone } = context;
  const words = { done: t('followDone'), current: t('followNow'), ahead: t('followAhead') };
  return html`<ol class="timeline">
    ${stages.map(
      (stage) => html`<li class=${stage.status} aria-current=${stage.status === 'current' ? 'step' : undefined}>
        <h3>${stage.name[language]} <span class="visually-hidden">(${words[stage.status]})</span></h3>
        ${stage.at === null ? null : html`<p class="when"><time datetime=${new Date(stage.at).toISOString()}>${dateTime(stage.at, timeZone)}</time>${stage.unit === null ? null : html` · ${nameOf(context, stage.unit)}`}</p>`}
        ${stage.note === null ? null : html`<p>${stage.note}</p>`}
      </li>`,
    )}
  </ol>`;
}

export function photoStrip({ t }: PageContext, photos: readonly PhotoView[]): Child {
  if (photos.length === 0) return null;
  return html`<ul class="photos">
    ${photos.map((photo) => {
      const label = t(photo.kind === 'evidence' ? 'photoEvidence' : 'photoReport');
      if (photo.mediaType.startsWith('video/'))
        return html`<li class="video"><video src=${photo.url} poster=${photo.thumbnailUrl} controls preload="metadata" aria-label=${label}></video><span>${label}</span></li>`;
      return html`<li><a href=${photo.url}><img src=${photo.thumbnailUrl} alt=${label} loading="lazy" width="160" height="120" /></a><span>${label}</span></li>`;
    })}
  </ul>`;
}

/** Text of a person: paragraphs by line breaks, nothing interpreted. */
export function paragraphs(text: string): Child {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p>${line}</p>`);
}
