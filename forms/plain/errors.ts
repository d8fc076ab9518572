import { walkForm } from '../components.ts';
import type { FormComponent } from '../definition.ts';
import { idOfName, type PlainForm, type ShownFault, translated } from './context.ts';
import { type Child, html } from './html.ts';

/** What is wrong, first on the page, each line leading to its field (WCAG 2.2, 3.3.1); nothing where nothing is wrong. */
export function errorSummary(plain: PlainForm): Child {
  if (plain.faults.length === 0) return null;
  const components = [...walkForm(plain.form)].map(({ component }) => component);
  const named = components.flatMap((component) =>
    firstOfEach(plain.faults.filter((fault) => keyOf(fault.path) === component.key)).map((fault) => ({
      component,
      fault,
    })),
  );
  const others = plain.faults.filter((fault) => !components.some(({ key }) => key === keyOf(fault.path)));
  return html`<div class="notice late" role="alert" tabindex="-1" id="errors">
    <h2>${plain.text('errorSummary')}</h2>
    <ul>
      ${named.map(({ component, fault }) => html`<li><a href="#${targetOf(component, fault)}">${labelOf(plain, component, fault)}: ${wordsOf(plain, fault)}</a></li>`)}
      ${others.map((fault) => html`<li>${wordsOf(plain, fault)}</li>`)}
    </ul>
  </div>`;
}

/** `qty` of `items[0].qty`; `place` of `place.lat`. */
function keyOf(path: string): string {
  const inRow = /^\w+\[\d+\]\.(.*)$/.exec(path)?.[1] ?? path;
  return inRow.split('.')[0] ?? inRow;
}

function nameIn(path: string): string {
  return path.slice(0, path.length - inField(path).length);
}

/** What follows the name of the field: `.lat`. */
function inField(path: string): string {
  return /^(?:\w+\[\d+\]\.)?\w+(.*)$/.exec(path)?.[1] ?? '';
}

function firstOfEach(faults: readonly ShownFault[]): readonly ShownFault[] {
  return faults.filter((fault, index) => faults.findIndex((one) => nameIn(one.path) === nameIn(fault.path)) === index);
}

/** A row says which one it is. */
function labelOf(plain: PlainForm, component: FormComponent, { path }: ShownFault): string {
  const index = /\[(\d+)\]/.exec(path)?.[1];
  const label = translated(plain, component.label);
  return index === undefined ? label : `${plain.text('row', { n: Number(index) + 1 })}, ${label}`;
}

function targetOf(component: FormComponent, { path }: ShownFault): string {
  const id = idOfName(nameIn(path));
  return component.type === 'radio' || component.type === 'selectboxes' ? `${id}-first` : id;
}

function wordsOf(plain: PlainForm, { rule, params }: ShownFault): string {
  return plain.text(`fault.${rule}`, params);
}
