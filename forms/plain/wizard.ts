/** One page of a form at a time, by round trips: what was typed on the others goes along in hidden fields. */
import { fieldsOf } from '../components.ts';
import { type FormPage, isWizard, pagesOf, pageWith } from '../pages.ts';
import { readForm } from '../reading.ts';
import { rowMark, rowPrefix } from '../rows.ts';
import { type PlainForm, type ShownFault, translated } from './context.ts';
import { plainFields } from './form.ts';
import { type Child, html } from './html.ts';

/** Name of the field that says which page was shown. */
export const pageField = 'page';

type Values = PlainForm['values'];
type Form = PlainForm['form'];

export interface ShownPage {
  readonly fields: Child;
  readonly isLast: boolean;
  /** Leads to the page before, with what was typed. */
  readonly back: Child;
}

/** @returns the page that the values name, else the first; undefined for a form of one page */
export function shownPage(plain: PlainForm): ShownPage | undefined {
  if (!isWizard(plain.form)) return undefined;
  const pages = pagesOf(plain.form, readForm(plain.form, plain.values));
  const wrong = plain.faults.map(({ path }) => pageWith(pages, path)).find((page) => page !== undefined);
  const page = wrong ?? pages.find(({ key }) => key === plain.values[pageField]) ?? pages[0];
  if (page === undefined) return undefined;
  const index = pages.indexOf(page);
  const here = new Set(fieldsOf(page).map(({ key }) => key));
  const elsewhere = fieldsOf(plain.form).filter(({ key }) => !here.has(key));
  const title = translated(plain, page.title);
  return {
    isLast: index === pages.length - 1,
    back:
      index === 0 ? null : html`<button class="btn" name="step" value="page-back">${plain.text('pageBack')}</button>`,
    fields: html`<input type="hidden" name=${pageField} value=${page.key} />
      ${elsewhere.flatMap(({ key }) => hiddenFields(plain.values, key))}
      <h2 class="page-title"><span class="hint">${plain.text('pageOf', { n: index + 1, of: pages.length })}</span> ${title}</h2>
      ${plainFields(plain, page.components)}`,
  };
}

/**
 * Where a button of a page leads.
 * @param judge what is wrong with all that was typed
 * @returns the values with the page to show, and what is wrong on the page that was to be left; undefined: it is sent
 */
export function turnPage(
  form: Form,
  values: Values,
  judge: (values: Values) => readonly ShownFault[],
): { readonly values: Values; readonly faults: readonly ShownFault[] } | undefined {
  if (!isWizard(form)) return undefined;
  const pages = pagesOf(form, readForm(form, values));
  const index = Math.max(
    0,
    pages.findIndex(({ key }) => key === values[pageField]),
  );
  const to = (page: FormPage | undefined) => ({ ...values, [pageField]: page?.key ?? '' });
  if (values['step'] === 'page-back') return { values: to(pages[index - 1] ?? pages[0]), faults: [] };
  const next = pages[index + 1];
  if (next === undefined) return undefined;
  const faults = judge(values).filter(({ path }) => pageWith(pages, path) === pages[index]);
  return { values: to(faults.length > 0 ? pages[index] : next), faults };
}

/** What was posted for a field, as it would be posted again. */
function hiddenFields(values: Values, key: string): readonly Child[] {
  const names = Object.keys(values).filter(
    (name) => name === key || name.startsWith(`${key}[`) || name.startsWith(`${key}.`),
  );
  return names.flatMap((name) => hidden(name, values[name]));
}

function hidden(name: string, value: unknown): readonly Child[] {
  if (Array.isArray(value)) {
    const isRows = value.some((one) => typeof one === 'object');
    if (!isRows) return value.flatMap((one) => hidden(name, one));
    return value.flatMap((row: Values, index) => {
      const at = rowPrefix(name, index);
      return [...hidden(at + rowMark, '1'), ...Object.entries(row).flatMap(([key, one]) => hidden(at + key, one))];
    });
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]) =>
      one === true ? hidden(name, key) : hidden(`${name}.${key}`, one),
    );
  }
  const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return known ? [html`<input type="hidden" name=${name} value=${String(value)} />`] : [];
}
