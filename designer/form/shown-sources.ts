import { withChildren } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import type { T } from './field-kinds.ts';

/** A list that the product fills in shows by its name what will stand in it. */
export function withShownSources(form: FormDefinition, t: T): FormDefinition {
  const shown = (component: FormComponent): FormComponent => {
    const source = component.properties?.['source'];
    const inside = withChildren(component, shown);
    const known = source === 'categories' || source === 'units' || source === 'wards' || source === 'photos';
    return known ? { ...inside, data: { values: [{ value: source, label: `… ${t(`source_${source}`)} …` }] } } : inside;
  };
  return { ...form, components: form.components.map(shown) };
}
