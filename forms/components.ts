/**
 * The Form.io components that the product draws (as plain HTML for citizens, by Form.io for officials) and whose values
 * the server can judge. Whatever is not here is refused when a service is published.
 */
import type { FormComponent, FormDefinition } from './definition.ts';
import { scalarText } from './scalar.ts';

/** Components that carry a value. `location` is ours: `{ lon, lat }` in WGS 84 degrees. */
export const valueComponents = [
  'textfield',
  'textarea',
  'number',
  'phoneNumber',
  'email',
  'day',
  'time',
  'select',
  'selectboxes',
  'radio',
  'checkbox',
  'file',
  'location',
  'hidden',
] as const;
export type ValueComponent = (typeof valueComponents)[number];

/** Components that only arrange others, or say something. */
export const layoutComponents = ['fieldset', 'panel', 'columns', 'well', 'content', 'button'] as const;

export function isValueComponent(type: string): type is ValueComponent {
  return valueComponents.some((known) => known === type);
}

export function isSupported(type: string): boolean {
  return isValueComponent(type) || layoutComponents.some((known) => known === type);
}

/** The components directly inside another: of a fieldset or panel, or of its columns. */
export function childrenOf(component: FormComponent): readonly FormComponent[] {
  const columns = component['columns'];
  if (Array.isArray(columns)) return columns.flatMap((column: FormComponent | null) => listOf(column?.components));
  return listOf(component.components);
}

/** Every component of a form in the order it is drawn, with its path of keys (`details.address`). */
export function* walkForm(
  form: FormDefinition,
): Generator<{ readonly component: FormComponent; readonly path: string }> {
  yield* walk(form.components, '');
}

/** Whether a component's value is personal and goes to the vault. */
export function isPersonal(component: FormComponent): boolean {
  return scalarText(component.properties?.['personal']) === 'true';
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
