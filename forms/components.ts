/**
 * The Form.io components that the product draws (as plain HTML for citizens, by Form.io for officials) and whose values
 * the server can judge. Whatever is not here is refused when a service is published.
 */
import type { FormComponent, FormDefinition } from './definition.ts';
import { scalarText } from './scalar.ts';

/**
 * Components that carry a value. `location` is ours: `{ lon, lat }` in WGS 84 degrees. `day` is a date, `datetime` a date
 * with a time of day (or without, where `enableTime` is false), both without a zone.
 */
export const valueComponents = [
  'textfield',
  'textarea',
  'number',
  'phoneNumber',
  'email',
  'address',
  'day',
  'datetime',
  'time',
  'select',
  'selectboxes',
  'radio',
  'checkbox',
  'file',
  'location',
  'signature',
  'datagrid',
  'editgrid',
  'hidden',
] as const;
export type ValueComponent = (typeof valueComponents)[number];

/** Components that only arrange others, or say something. */
export const layoutComponents = ['fieldset', 'panel', 'columns', 'tabs', 'well', 'content', 'button'] as const;

export function isValueComponent(type: string): type is ValueComponent {
  return valueComponents.some((known) => known === type);
}

export function isSupported(type: string): boolean {
  return isValueComponent(type) || layoutComponents.some((known) => known === type);
}

/** Rows of fields: the value is a list, each row with the values of the fields inside. */
export function isGrid({ type }: FormComponent): boolean {
  return type === 'datagrid' || type === 'editgrid';
}

/** The components directly inside another: of a fieldset or panel, of its columns, of its tabs. */
export function childrenOf(component: FormComponent): readonly FormComponent[] {
  const columns = component['columns'];
  if (Array.isArray(columns)) return columns.flatMap((column: FormComponent | null) => listOf(column?.components));
  const inside = listOf(component.components);
  return component.type === 'tabs' ? inside.flatMap((tab: FormComponent | null) => listOf(tab?.components)) : inside;
}

/** The tabs of a component, each with its label; they carry no value and are no components. */
export function tabsOf(component: FormComponent): readonly FormComponent[] {
  return component.type === 'tabs'
    ? listOf(component.components).filter((tab) => typeof tab === 'object' && tab !== null)
    : [];
}

/** The same component with each of those inside it changed; columns stay columns, tabs stay tabs. */
export function withChildren(
  component: FormComponent,
  change: (inside: FormComponent) => FormComponent | readonly FormComponent[],
): FormComponent {
  const changed = (list: unknown): readonly FormComponent[] => listOf(list).flatMap(change);
  const columns = component['columns'];
  if (Array.isArray(columns)) {
    const each = columns.map((column: FormComponent | null) => ({
      ...column,
      components: changed(column?.components),
    }));
    return { ...component, columns: each };
  }
  if (component.type === 'tabs') {
    const tabs = tabsOf(component).map((tab) => ({ ...tab, components: changed(tab.components) }));
    return { ...component, components: tabs };
  }
  return component.components === undefined ? component : { ...component, components: changed(component.components) };
}

/** Every component of a form in the order it is drawn, with its path of keys (`details.address`). */
export function* walkForm(
  form: FormDefinition,
): Generator<{ readonly component: FormComponent; readonly path: string }> {
  yield* walk(form.components, '');
}

/** The components that a form's values are named after: those inside of a grid are named by its rows. */
export function fieldsOf({ components }: FormDefinition): readonly FormComponent[] {
  return components.flatMap((component) => [
    component,
    ...(isGrid(component) ? [] : fieldsOf({ components: childrenOf(component) })),
  ]);
}

/**
 * Whether a component's value is personal and goes to the vault; rows go there whole where one of their fields does, and
 * a signature always does.
 */
export function isPersonal(component: FormComponent): boolean {
  if (component.type === 'signature' || scalarText(component.properties?.['personal']) === 'true') return true;
  return isGrid(component) && fieldsOf({ components: childrenOf(component) }).some(isPersonal);
}

/** Definitions are checked before they are trusted, so nothing is taken for a list that is none. */
function listOf(components: unknown): readonly FormComponent[] {
  return Array.isArray(components) ? components : [];
}

function* walk(
  components: readonly FormComponent[],
  parent: string,
): Generator<{ readonly component: FormComponent; readonly path: string }> {
  for (const component of components) {
    const path = parent === '' ? component.key : `${parent}.${component.key}`;
    yield { component, path };
    yield* walk(childrenOf(component), path);
  }
}
