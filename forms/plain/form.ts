import { childrenOf, isGrid } from '../components.ts';
import type { FormComponent } from '../definition.ts';
import { type PlainForm, translated } from './context.ts';
import { fieldDrawings } from './fields.ts';
import { drawGrid } from './grid.ts';
import { type Child, html } from './html.ts';

/** All fields of a form, in order, without the `<form>` around them. */
export function plainFields(plain: PlainForm): Child {
  return draw(plain, plain.form.components);
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
  const field = fieldDrawings[component.type];
  if (field !== undefined) return field(plain, component);
  if (isGrid(component)) return drawGrid(plain, component, draw);
  if (component.type === 'content') return content(plain, component);
  if (component.type === 'button') return null;
  const children = childrenOf(component);
  const title = translated(plain, String(component['legend'] ?? component['title'] ?? ''));
  const conditional = component.conditional ? { 'data-condition': JSON.stringify(component.conditional) } : {};
  return html`<section class="group" data-part=${component.key} ...${conditional}>${title === '' ? null : html`<h2>${title}</h2>`}${draw(plain, children)}</section>`;
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
