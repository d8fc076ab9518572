/**
 * One field of a form as plain HTML: label, hint, fault, control. A field that cannot be drawn is a fault of publishing,
 * so an unknown type draws nothing.
 */
import type { FormComponent, FormOption } from '../definition.ts';
import { dateLimits } from '../rules.ts';
import { scalarText } from '../scalar.ts';
import {
  type ChoiceGroup,
  describedBy,
  faultAt,
  idOf,
  isRequired,
  nameOf,
  type PlainForm,
  translated,
  typed,
  typedList,
} from './context.ts';
import { type Child, html } from './html.ts';

type Draw = (plain: PlainForm, component: FormComponent) => Child;

export const fieldDrawings: Readonly<Record<string, Draw>> = {
  textfield: (plain, component) => input(plain, component, { type: 'text' }),
  email: (plain, component) => input(plain, component, { type: 'email', inputmode: 'email', autocomplete: 'email' }),
  phoneNumber: (plain, component) => input(plain, component, { type: 'tel', inputmode: 'tel', autocomplete: 'tel' }),
  number: (plain, component) => input(plain, component, { type: 'text', inputmode: 'decimal' }),
  address: (plain, component) => input(plain, component, { type: 'text', autocomplete: 'street-address' }),
  day: (plain, component) => dateInput(plain, component, 'date'),
  datetime: (plain, component) =>
    dateInput(plain, component, component['enableTime'] === false ? 'date' : 'datetime-local'),
  time: (plain, component) => input(plain, component, { type: 'time' }),
  hidden: (plain, component) =>
    html`<input type="hidden" name=${nameOf(plain, component)} value=${typed(plain, component)} />`,
  textarea: drawTextarea,
  select: drawSelect,
  radio: (plain, component) => drawChoices(plain, component, 'radio'),
  selectboxes: (plain, component) => drawChoices(plain, component, 'checkbox'),
  checkbox: drawCheckbox,
  file: drawFile,
  location: drawLocation,
  signature: drawSignature,
};

function input(plain: PlainForm, component: FormComponent, attributes: Readonly<Record<string, string>>): Child {
  const complete = component['autocomplete'];
  const own = typeof complete === 'string' && complete !== '' ? { autocomplete: complete } : {};
  return labelled(
    plain,
    component,
    (shared) => html`<input class="input" ...${shared} ...${attributes} ...${own} value=${typed(plain, component)} />`,
  );
}

/** The browser's own calendar, with the same bounds as the server's. */
function dateInput(plain: PlainForm, component: FormComponent, type: 'date' | 'datetime-local'): Child {
  const bound = (limit: string | undefined, time: string): string | undefined =>
    limit === undefined || type === 'date' ? limit?.slice(0, 10) : limit.length > 10 ? limit : limit + time;
  const { min, max } = dateLimits(component);
  return input(plain, component, {
    type,
    ...(min !== undefined && { min: bound(min, 'T00:00') ?? '' }),
    ...(max !== undefined && { max: bound(max, 'T23:59') ?? '' }),
  });
}

function drawTextarea(plain: PlainForm, component: FormComponent): Child {
  const rows = typeof component['rows'] === 'number' ? component['rows'] : 5;
  return labelled(
    plain,
    component,
    (shared) => html`<textarea class="input" ...${shared} rows=${rows}>${typed(plain, component)}</textarea>`,
  );
}

function drawSelect(plain: PlainForm, component: FormComponent): Child {
  const chosen = typedList(plain, component.key);
  const option = ({ value, label }: FormOption) =>
    html`<option value=${value} selected=${chosen.includes(value)}>${translated(plain, label)}</option>`;
  const groups: readonly ChoiceGroup[] | undefined = plain.groups?.[component.properties?.['source'] ?? ''];
  const options = groups
    ? groups.map((group) => html`<optgroup label=${group.label}>${group.options.map(option)}</optgroup>`)
    : (component.data?.values ?? []).map(option);
  return labelled(
    plain,
    component,
    (shared) =>
      html`<select class="input" ...${shared} multiple=${component.multiple === true}>
      ${component.multiple === true ? null : html`<option value="">${plain.text('choose')}</option>`}${options}
    </select>`,
  );
}

function drawChoices(plain: PlainForm, component: FormComponent, type: 'radio' | 'checkbox'): Child {
  const chosen = typedList(plain, component.key);
  const id = idOf(plain, component);
  const hint = translated(plain, component.description);
  const options = component.values ?? [];
  return html`<fieldset class="field" id=${id} aria-describedby=${describedBy(plain, component, hint)} ...${condition(component)}>
    <legend class="label">${labelText(plain, component)}</legend>
    ${hintLine(plain, component)}${faultLine(plain, component)}
    <div class=${options.length > 3 && options.every(({ label }) => label.length < 4) ? 'choices row' : 'choices'}>
      ${options.map(
        ({ value, label }, index) => html`<label class="choice">
        <input type=${type} name=${nameOf(plain, component)} value=${value} checked=${chosen.includes(value)} id=${index === 0 ? `${id}-first` : undefined} />
        <span>${translated(plain, label)}</span>
      </label>`,
      )}
    </div>
  </fieldset>`;
}

function drawCheckbox(plain: PlainForm, component: FormComponent): Child {
  const on = ['true', 'on', '1'].includes(scalarText(plain.values[component.key] ?? component.defaultValue));
  const hint = translated(plain, component.description);
  return html`<div class="field" ...${condition(component)}>
    ${faultLine(plain, component)}
    <label class="choice"><input type="checkbox" id=${idOf(plain, component)} name=${nameOf(plain, component)} value="true" checked=${on}
      aria-describedby=${describedBy(plain, component, hint)} /><span>${translated(plain, component.label)}</span></label>
    ${hintLine(plain, component)}
  </div>`;
}

function drawFile(plain: PlainForm, component: FormComponent): Child {
  return labelled(
    plain,
    component,
    (shared) => html`
    ${component.description ? null : html`<p class="hint">${plain.text('photoHint', { megabytes: plain.fileMegabytesMax })}</p>`}
    <input class="file" ...${shared} type="file" accept=${accepted(component)} multiple=${component.multiple === true} data-island="photos" />`,
  );
}

/** What the chooser of files offers first. */
function accepted({ filePattern }: FormComponent): string {
  return typeof filePattern === 'string' && filePattern !== '' ? filePattern : 'image/*';
}

/** Works without a script: two numbers may be typed; with one, a map writes them. */
function drawLocation(plain: PlainForm, component: FormComponent): Child {
  const part = (name: 'lat' | 'lon') => {
    const value = plain.values[`${component.key}.${name}`];
    return typeof value === 'string' ? value : '';
  };
  const id = idOf(plain, component);
  const hint = translated(plain, component.description);
  return html`<fieldset class="field" id=${id} data-island="map" aria-describedby=${describedBy(plain, component, hint)} ...${condition(component)}>
    <legend class="label">${labelText(plain, component)}</legend>
    ${hintLine(plain, component)}${faultLine(plain, component)}
    <details class="coordinates" data-coordinates open=${part('lat') !== ''}>
      <summary>${plain.text('locationHint')}</summary>
      <div class="pair">
        <label class="label" for="${id}-lat">${plain.text('latitude')}<input class="input" id="${id}-lat" name="${nameOf(plain, component)}.lat" inputmode="decimal" value=${part('lat')} autocomplete="off" /></label>
        <label class="label" for="${id}-lon">${plain.text('longitude')}<input class="input" id="${id}-lon" name="${nameOf(plain, component)}.lon" inputmode="decimal" value=${part('lon')} autocomplete="off" /></label>
      </div>
    </details>
  </fieldset>`;
}

/** A typed name signs without a script; with one there is a place to draw, and what was drawn stands in the field. */
function drawSignature(plain: PlainForm, component: FormComponent): Child {
  return labelled(
    plain,
    component,
    (shared) => html`
    <p class="hint">${plain.text('signatureHint')}</p>
    <input class="input" ...${shared} type="text" autocomplete="name" value=${typed(plain, component)} data-signature />`,
  );
}

interface Shared {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
  readonly 'aria-required': 'true' | undefined;
  readonly placeholder: string | undefined;
}

/** `required` is said in words and to assistive technology; the server judges, so that nothing is lost half-way. */
function labelled(plain: PlainForm, component: FormComponent, control: (shared: Shared) => Child): Child {
  const hint = translated(plain, component.description);
  const shared: Shared = {
    id: idOf(plain, component),
    name: nameOf(plain, component),
    'aria-describedby': describedBy(plain, component, hint),
    'aria-invalid': faultAt(plain, component) === undefined ? undefined : 'true',
    'aria-required': isRequired(component) ? 'true' : undefined,
    placeholder: translated(plain, component.placeholder) || undefined,
  };
  return html`<div class="field" ...${condition(component)}>
    <label class="label" for=${shared.id}>${labelText(plain, component)}</label>
    ${hintLine(plain, component)}${faultLine(plain, component)}${control(shared)}
  </div>`;
}

export function labelText(plain: PlainForm, component: FormComponent): Child {
  const label = translated(plain, component.label);
  if (isRequired(component)) return label;
  return html`${label} <span class="optional">${plain.text('optional')}</span>`;
}

export function hintLine(plain: PlainForm, component: FormComponent): Child {
  const hint = translated(plain, component.description);
  return hint === '' ? null : html`<p class="hint" id="${idOf(plain, component)}-hint">${hint}</p>`;
}

export function faultLine(plain: PlainForm, component: FormComponent): Child {
  const fault = faultAt(plain, component);
  if (fault === undefined) return null;
  return html`<p class="fault" id="${idOf(plain, component)}-fault"><span class="visually-hidden">${plain.text('errorPrefix')} </span>${fault}</p>`;
}

/** Simple conditions go along as data, so that a small script can fold fields away; without it all are shown. */
export function condition({ conditional }: FormComponent): Readonly<Record<string, string>> {
  if (conditional === undefined || conditional === null) return {};
  return { 'data-condition': JSON.stringify(conditional) };
}
