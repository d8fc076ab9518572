/**
 * A form of several pages (`display: "wizard"`): each panel at the top is one. Files are asked for on the last page,
 * wherever they stand: a browser forgets chosen files on the way from page to page, and nothing may be lost.
 */
import { fieldsOf, withChildren } from './components.ts';
import type { FormComponent, FormDefinition } from './definition.ts';
import type { Reading } from './reading.ts';

export interface FormPage {
  /** Key of its panel. */
  readonly key: string;
  readonly title: string;
  readonly components: readonly FormComponent[];
}

export function isWizard({ display, components }: FormDefinition): boolean {
  return display === 'wizard' && components.filter(({ type }) => type === 'panel').length > 1;
}

/** Pages that are shown for what was typed so far; what stands outside of panels goes with the panel before it. */
export function pagesOf({ components }: FormDefinition, reading: Reading): readonly FormPage[] {
  const pages: { key: string; title: string; components: FormComponent[] }[] = [];
  let before: FormComponent[] = [];
  for (const component of components.filter(({ type }) => type !== 'button')) {
    if (component.type === 'panel') {
      if (!reading.isVisible(component)) continue;
      const title = typeof component['title'] === 'string' ? component['title'] : (component.label ?? '');
      pages.push({ key: component.key, title, components: [...before, { ...component, title: '', conditional: {} }] });
      before = [];
    } else (pages.at(-1)?.components ?? before).push(component);
  }
  return filesLast(pages);
}

/** The page on which a fault's field stands; `items[0].qty` is of the page with `items`. */
export function pageWith(pages: readonly FormPage[], path: string): FormPage | undefined {
  const key = /^\w+/.exec(path)?.[0];
  return pages.find((page) => fieldsOf(page).some((field) => field.key === key));
}

function filesLast(pages: readonly FormPage[]): readonly FormPage[] {
  const last = pages.at(-1);
  const earlier = pages.slice(0, -1);
  const files = earlier.flatMap((page) => fieldsOf(page).filter(({ type }) => type === 'file'));
  if (last === undefined || files.length === 0) return pages;
  const without = (component: FormComponent): readonly FormComponent[] =>
    component.type === 'file' ? [] : [withChildren(component, without)];
  const left = earlier.map((page) => ({ ...page, components: page.components.flatMap(without) }));
  // A page that asked for nothing but files is no page any more.
  const asking = left.filter((page) => page.components.some(({ components }) => components?.length !== 0));
  return [...asking, { ...last, components: [...last.components, ...files] }];
}
