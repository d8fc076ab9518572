/** What stands below the fields of a report: categories proposed, addresses found, and whom to call in danger. */
import { type Stop, stopsMet } from '#engine/cases/categories/category-tree.ts';
import type { Named } from '#engine/runtime/application/common.ts';
import type { NearbyCase } from '#engine/runtime/application/duplicates.ts';
import type { CategoryChoice, FoundPlace, Intake, StopView } from '#engine/runtime/application/reports.ts';
import { walkForm } from '#forms/components.ts';
import type { Child } from '#forms/plain/html.ts';
import { html } from '#forms/plain/html.ts';
import { questionsPart } from '#forms/questions.ts';
import type { PageContext } from '../page.ts';
import type { Attempt } from './report.ts';

export interface Found {
  /** Null: nobody has looked. */
  readonly places: readonly FoundPlace[] | null;
  readonly suggested: readonly Named[] | null;
  readonly stops: readonly StopView[];
  /** Photos were chosen, which a page cannot keep. */
  readonly photosLost: boolean;
  /** Reports that may be the same; null: nobody has looked. */
  readonly nearby: readonly NearbyCase[] | null;
}

export const nothingFound: Found = { places: null, suggested: null, stops: [], photosLost: false, nearby: null };

/** The dangers of what was chosen and answered. */
export function stopsOf(categories: readonly CategoryChoice[], values: Attempt['values']): readonly StopView[] {
  const stops = categories.find(({ code }) => code === values['category'])?.stops ?? [];
  const asked = stops.map((stop): Stop & { readonly view: StopView } => ({
    ...stop,
    question: stop.field,
    view: stop,
  }));
  return stopsMet(asked, (field) => values[field]).map((met) => asked.find((one) => one === met)?.view ?? asView(met));
}

function asView({ question, answer, call, text }: Stop): StopView {
  return { field: question, answer, call, text };
}

/** What was shown once need not be shown again: the report may be sent. */
export function stopsMark(stops: readonly StopView[]): string {
  return stops.map(({ field, answer, call }) => [field, answer, call].join('=')).join(';');
}

export function stopsField({ stops }: Found): Child {
  return html`<input type="hidden" name="stopsSeen" value=${stopsMark(stops)} />`;
}

/** The dangers of all categories for the script, in the reader's language. */
export function stopsByCategory({ language }: PageContext, categories: readonly CategoryChoice[]): string {
  const withStops = categories.filter(({ stops }) => stops.length > 0);
  return JSON.stringify(
    Object.fromEntries(
      withStops.map(({ code, stops }) => [
        code,
        stops.map(({ field, answer, call, text }) => ({ field, answer, call, text: text[language] })),
      ]),
    ),
  );
}

export function belowFields(
  context: PageContext,
  intake: Intake,
  attempt: Attempt,
  found: Found,
): Readonly<Record<string, Child>> {
  const asks = JSON.stringify(intake.form.components).includes(`"key":"${questionsPart}"`);
  const danger = stopNotice(context, found);
  const photos = photosField(intake);
  return {
    ...(photos !== undefined && { [photos]: consent(context, attempt) }),
    category: html`${stepButton(context, 'questions', 'stepQuestions', true)}${asks ? null : danger}`,
    [questionsPart]: danger,
    description: suggestions(context, attempt, found),
    address: places(context, attempt, found),
  };
}

/** The field of photos, where the form asks for a place too. */
function photosField({ form }: Intake): string | undefined {
  const fields = [...walkForm(form)].map(({ component }) => component);
  if (!fields.some(({ type }) => type === 'location')) return undefined;
  return fields.find(({ type }) => type === 'file')?.key;
}

/** What photos hide is read only where this is ticked, on the server and in the browser. */
function consent({ t }: PageContext, { values }: Attempt): Child {
  return html`<div class="field">
    <label class="choice"><input type="checkbox" name="photo.facts" value="true" checked=${values['photo.facts'] === 'true'} aria-describedby="photo-facts-hint" /><span>${t('photoFacts')}</span></label>
    <p class="hint" id="photo-facts-hint">${t('photoFactsHint')}</p>
    <p class="hint" role="status" data-photo-place></p>
  </div>`;
}

/** For the script: how far apart photos of a category may be taken, and whether they are sent as they are. */
export function photoRules(categories: readonly CategoryChoice[]): string {
  return JSON.stringify(
    Object.fromEntries(
      categories.map(({ code, radiusMetres, keepOriginals }) => [code, [radiusMetres, keepOriginals]]),
    ),
  );
}

/** `data-danger` is where the script puts what it finds out itself. */
function stopNotice({ t, language }: PageContext, { stops }: Found): Child {
  return html`<div data-danger role="alert">${
    stops.length === 0
      ? null
      : html`<div class="notice late danger-now">
        <h2>${t('stopTitle')}</h2>
        ${stops.map(({ call, text }) => html`<p><strong><a href="tel:${call}">${t('stopCall', { call })}</a></strong> ${text[language]}</p>`)}
        <p>${t('stopSend')}</p>
      </div>`
  }</div>`;
}

function suggestions(context: PageContext, { values }: Attempt, { suggested }: Found): Child {
  const { t, language } = context;
  return html`<div class="suggested" data-suggested aria-live="polite">
    ${stepButton(context, 'suggest', 'stepSuggest', true)}
    ${
      suggested === null
        ? null
        : suggested.length === 0
          ? html`<p class="hint">${t('suggestNone')}</p>`
          : html`<p class="hint">${t('suggestLead')}</p><p class="chips">${suggested.map(
              ({ code, name }) =>
                html`<button class="btn" name="pick" value=${code} aria-pressed=${values['category'] === code ? 'true' : 'false'}>${name[language]}</button>`,
            )}</p>`
    }
  </div>`;
}

function places(context: PageContext, { values }: Attempt, { places: hits, photosLost }: Found): Child {
  const { t, language } = context;
  const chosen = values['place'];
  return html`<div class="places" data-places>
    ${stepButton(context, 'places', 'stepPlaces', false)}
    <div data-hits aria-live="polite">${
      hits === null
        ? null
        : hits.length === 0
          ? html`<p class="hint">${t('placesNone')}</p>`
          : html`<fieldset class="field"><legend class="label">${t('placesLead')}</legend><div class="choices">${hits.map(
              ({ label, ward, point }) => {
                const value = `${point.lon},${point.lat}`;
                return html`<label class="choice"><input type="radio" name="place" value=${value} checked=${chosen === value || hits.length === 1} /><span>${label}, ${ward.name[language]}</span></label>`;
              },
            )}</div></fieldset>`
    }</div>
    ${photosLost ? html`<p class="hint">${t('photosLost')}</p>` : null}
  </div>`;
}

/** Works without a script; `only` without: where there is one it finds out by itself. */
function stepButton(
  { t }: PageContext,
  step: string,
  text: 'stepQuestions' | 'stepSuggest' | 'stepPlaces',
  only: boolean,
): Child {
  const button = html`<button class="btn" name="step" value=${step} data-step=${step}>${t(text)}</button>`;
  return only ? html`<noscript><p>${button}</p></noscript>` : html`<p>${button}</p>`;
}
