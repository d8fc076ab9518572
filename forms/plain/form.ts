import { childrenOf, isGrid, tabsOf } from '../components.ts';
import type { FormComponent } from '../definition.ts';
import { formulaOf } from '../formula.ts';
import { readForm } from '../reading.ts';
import { drawComputed } from './computed.ts';
import { type PlainForm, translated } from './context.ts';
import { condition, fieldDrawings } from './fields.ts';
import { drawGrid } from './grid.ts';
import { type Child, html } from './html.ts';

/** All fields of a form, in order, without the `<form>` around them. @param components those of one page alone */
export function plainFields(plain: PlainForm, components = plain.form.components): Child {
  return draw({ ...plain, reading: readForm(plain.form, plain.values) }, components);
}

function draw(plain: PlainForm, components: readonly FormComponent[]): Child {
  return components.map((component) => drawOne(plain, component));
}

function drawOne(plain: PlainForm, component: FormComponent): Child {
  const below = plain.below?.[component.key] ?? null;
  const drawn = drawAlone(plain, component);
  return below === null ? drawn : html`${drawn}${below}`;
}

function drawAlone(plain: PlainForm, component: FormComponent): Child {
  if (component.hidden === true) return null;
  if (formulaOf(component) !== undefined) return drawComputed(plain, component);
  const field = fieldDrawings[component.type];
  if (field !== undefined) return field(plain, component);
  if (isGrid(component)) return drawGrid(plain, component, draw);
  if (component.type === 'content') return content(plain, component);
  if (component.type === 'button') return null;
  if (component.type === 'tabs') return drawTabs(plain, component);
  const children = childrenOf(component);
  const title = translated(plain, String(component['legend'] ?? component['title'] ?? ''));
  const conditional = component.conditional ? { 'data-condition': JSON.stringify(component.conditional) } : {};
  return html`<section class="group" data-part=${component.key} ...${conditional}>${title === '' ? null : html`<h2>${title}</h2>`}${draw(plain, children)}</section>`;
}

/** Tabs stand one below the other: what is hidden behind one is not found on a phone. */
function drawTabs(plain: PlainForm, component: FormComponent): Child {
  const parts = tabsOf(component).map((tab) => ({
    ...tab,
    type: 'fieldset',
    legend: tab.label ?? '',
    conditional: {},
  }));
  return html`<div data-part=${component.key} ...${condition(component)}>${draw(plain, parts)}</div>`;
}

/** Content is shown as paragraphs of text: whatever markup it holds is dropped, never interpreted. */
function content(plain: PlainForm, component: FormComponent): Child {
  const source = translated(plain, String(component['html'] ?? ''));
  const text = source.replace(/<\/(p|div|li|h\d)>|<br\s*\/?>/gi, '\n').replace(/<[^>]*>/g, '');
  const lines = text
    .split('\n')
    .map(decode)
    .filter((line) => line.trim() !== '');
  return html`<div class="content">${lines.map((line) => html`<p>${line}</p>`)}</div>`;
}

function decode(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_mark, name: string) => named[name] ?? '');
}
