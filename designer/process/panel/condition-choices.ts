/** Conditions that a reader can pick: what the forms before a choice can answer. */
import { fieldsOf } from '#forms/components.ts';
import type { FormComponent, FormDefinition, FormOption } from '#forms/definition.ts';

/** A step of a diagram as far as its way back is concerned. */
export interface Passed {
  readonly $type: string;
  readonly id?: string;
  get(name: string): unknown;
}

export interface ConditionChoice {
  /** FEEL. */
  readonly condition: string;
  readonly label: string;
}

const walkedMax = 500;

/** @returns names of the forms that were answered last on every way to `from` */
export function formsBefore(from: Passed): readonly string[] {
  const forms = new Set<string>();
  const seen = new Set<Passed>();
  const ahead: Passed[] = [from];
  for (let node = ahead.shift(); node !== undefined && seen.size < walkedMax; node = ahead.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const form = node.get('wardflow:form');
    if (typeof form === 'string' && form !== '') {
      forms.add(form);
      continue;
    }
    const host = node.get('attachedToRef');
    const incoming = (node.get('incoming') ?? []) as readonly Passed[];
    ahead.push(...incoming.flatMap((flow) => (flow.get('sourceRef') as Passed | undefined) ?? []));
    if (host !== undefined && host !== null) ahead.push(host as Passed);
  }
  return [...forms];
}

/** One condition for each option of a choice, two for a tick. */
export function choicesOf(
  form: FormDefinition,
  words: { readonly yes: string; readonly no: string },
): readonly ConditionChoice[] {
  return fieldsOf(form).flatMap((component) => {
    const label = component.label ?? component.key;
    if (component.type === 'checkbox') {
      return [
        { condition: `${component.key} = true`, label: `${label}: ${words.yes}` },
        { condition: `${component.key} = false`, label: `${label}: ${words.no}` },
      ];
    }
    return optionsOf(component).map((option) => ({
      condition: `${component.key} = ${literalOf(component, option.value)}`,
      label: `${label}: ${option.label}`,
    }));
  });
}

/** FEEL of an option's value: forms keep some answers as numbers or truth values (`dataType`). */
function literalOf(component: FormComponent, value: string): string {
  const plain = component['dataType'] === 'boolean' || component['dataType'] === 'number';
  return plain ? value : JSON.stringify(value);
}

function optionsOf(component: FormComponent): readonly FormOption[] {
  if (component.type !== 'radio' && component.type !== 'select') return [];
  const options = (component.type === 'select' ? component.data?.values : component.values) ?? [];
  return options.filter(({ value }) => value !== '');
}
