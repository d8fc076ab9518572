import type { CategoryChoice, Intake } from '#engine/runtime/application/reports.ts';
import type { FieldFault } from '#engine/runtime/refusal.ts';
import type { ChoiceGroup, PlainForm, PlainTextKey } from '#forms/plain/context.ts';
import { errorSummary } from '#forms/plain/errors.ts';
import { plainFields } from '#forms/plain/form.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { shownPage } from '#forms/plain/wizard.ts';
import { questionsPart } from '#forms/questions.ts';
import type { CitizenTextKey } from '#portal/kit/texts/citizen.ts';
import { citizenTexts } from '#portal/kit/texts/citizen.ts';
import type { Page, PageContext } from '../page.ts';
import { nearbyPanel } from './duplicates.ts';
import { belowFields, type Found, photoRules, stopsByCategory, stopsField } from './report-help.ts';

/** What was sent and not accepted; empty at first. */
export interface Attempt {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly FieldFault[];
}

export const firstAttempt: Attempt = { values: {}, faults: [] };

/** What is about to be sent, and how. */
export interface Sending {
  readonly submissionKey: string;
  /** Another service than the city's own for reports. */
  readonly service: string | undefined;
  readonly attempt: Attempt;
  /** What was looked for on the way: addresses, categories, dangers. */
  readonly found: Found;
}

export function reportPage(
  context: PageContext,
  intake: Intake,
  { submissionKey, service, attempt, found }: Sending,
): Page {
  const { t, language } = context;
  const other = service !== undefined;
  const title = other ? intake.name[language] : t('reportTitle');
  const action = service === undefined ? '/report' : `/report?service=${encodeURIComponent(service)}`;
  const groups = { categories: categoryGroups(context, intake.categories) };
  const plain = plainForm(context, intake.form, attempt, { groups, action, bytesMax: intake.limits.photoBytesMax });
  const helped = { ...plain, below: belowFields(context, intake, attempt, found) };
  const page = shownPage(helped);
  const isLast = page?.isLast ?? true;
  const wrong = attempt.faults.length > 0;
  return {
    title: wrong ? `${t('errorTitle')}: ${title}` : title,
    current: 'report',
    body: html`<div class="narrow">
      <h1>${title}</h1>
      <p class="lead">${other ? intake.description[language] : t('reportLead')}</p>
      ${other ? null : html`<p class="danger">${t('danger')}</p>`}
      ${errorSummary(plain)}
      <form class="card form" method="post" action=${action} enctype="multipart/form-data" novalidate data-island="report" data-zone=${context.timeZone} data-stops=${stopsByCategory(context, intake.categories)} data-photos=${photoRules(intake.categories)}>
        <button type="submit" hidden>${t('send')}</button>
        <input type="hidden" name="submissionKey" value=${submissionKey} />
        ${stopsField(found)}
        <div data-nearby aria-live="polite">${nearbyPanel(context, found.nearby ?? [], { sent: true, photosLost: found.photosLost })}</div>
        ${page?.fields ?? plainFields(helped)}
        <p class="preview" data-preview aria-live="polite"></p>
        <p class="actions">${page?.back ?? null}${
          isLast
            ? html`<button class="btn primary" type="submit" data-busy=${t('sending')}>${t(other ? 'sendOther' : 'send')}</button>`
            : html`<button class="btn primary" name="step" value="page-next">${t('pageNext')}</button>`
        }</p>
      </form>
    </div>`,
  };
}

/** The questions of the chosen category alone. */
export function questionFields(context: PageContext, { form, limits }: Intake): Child {
  const part = form.components.filter(({ key }) => key === questionsPart);
  return plainFields(
    plainForm(context, { ...form, components: part }, firstAttempt, { bytesMax: limits.photoBytesMax }),
  );
}

/** A form drawn in the reader's language with the product's own words. */
export function plainForm(
  { t, language }: PageContext,
  form: PlainForm['form'],
  { values, faults }: Attempt,
  {
    bytesMax,
    ...more
  }: { readonly groups?: NonNullable<PlainForm['groups']>; readonly action?: string; readonly bytesMax: number },
): PlainForm {
  const text = (key: PlainTextKey, params?: Readonly<Record<string, string | number>>) =>
    t(isText(key) ? key : 'fault.invalid', params);
  return { form, language, text, values, faults, fileMegabytesMax: Math.floor(bytesMax / 1024 / 1024), ...more };
}

function isText(key: string): key is CitizenTextKey {
  return Object.hasOwn(citizenTexts.vi, key);
}

/** Groups of any depth stand as one label each: a phone's list has two levels. */
function categoryGroups({ t, language }: PageContext, categories: readonly CategoryChoice[]): readonly ChoiceGroup[] {
  const groups = new Map<string, { label: string; options: { value: string; label: string }[] }>();
  for (const { code, name, group, path, confidential } of categories) {
    const over = path.map((one) => one.name[language]).join(' › ') || group.name[language];
    const found = groups.get(group.code) ?? { label: over, options: [] };
    const label = confidential ? t('categoryConfidential', { name: name[language] }) : name[language];
    found.options.push({ value: code, label });
    groups.set(group.code, found);
  }
  return [...groups.values()];
}
