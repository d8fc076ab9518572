/**
 * What stands in a form before anybody types is a variable of the process, and a variable may be anything. Form.io throws
 * on half of what a field cannot hold, and draws the rest as HTML before it takes the scripts out; so only what a
 * field can hold is put into it.
 */
import { coerce } from '#forms/coerce.ts';
import { childrenOf, fieldsOf } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';

type Values = Readonly<Record<string, unknown>>;

/** @returns the values without those that their field cannot hold, every text well-formed */
export function holdable(definition: FormDefinition, values: Values): Record<string, unknown> {
  const kept = wellFormed(values) as Record<string, unknown>;
  for (const component of fieldsOf(definition)) {
    if (!Object.hasOwn(kept, component.key)) continue;
    const held = heldBy(component, kept[component.key]);
    if (held === undefined) delete kept[component.key];
    else kept[component.key] = held;
  }
  return kept;
}

function heldBy(component: FormComponent, value: unknown): unknown {
  switch (component.type) {
    case 'file':
      return listOf(value).filter((info) => isObject(info) && typeof info['originalName'] === 'string');
    case 'datagrid':
    case 'editgrid':
      return listOf(value)
        .filter(isObject)
        .map((row) => holdable({ components: childrenOf(component) }, row));
    case 'day':
    case 'datetime':
      return dateOf(component, value);
    case 'selectboxes':
    case 'location':
      return isObject(value) || typeof value === 'string' ? value : undefined;
    case 'select':
      return offered(component, value);
    case 'number':
    case 'checkbox':
      return typeof value === 'object' ? undefined : value;
    default:
      return typeof value === 'string' || Number.isFinite(value) ? String(value) : undefined;
  }
}

/** The browser's calendar reads dates as ISO 8601 has them. */
function dateOf(component: FormComponent, value: unknown): unknown {
  const coerced = coerce(component, { [component.key]: value });
  return 'invalid' in coerced ? undefined : coerced.value;
}

/** A list can only hold what it offers; one that the product has not filled in yet offers nothing to go by. */
function offered(component: FormComponent, value: unknown): unknown {
  const listed = component.data?.values;
  const holds = (one: unknown) => typeof one === 'string' && (listed?.some((option) => option.value === one) ?? true);
  if (component.multiple === true) return (Array.isArray(value) ? value : [value]).filter(holds);
  return holds(value) ? value : undefined;
}

/** Form.io encodes every text as part of an address, which half a letter makes impossible. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)]));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
