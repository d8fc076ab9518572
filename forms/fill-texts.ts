/**
 * What a form's descriptions say of the case at hand: `{name}` and `{name.field}` stand for variables of the process,
 * and nothing else does; no template engine runs on stored texts (security.md S12). A description of which something is
 * not known is left out: better no hint than one with a hole.
 */
import type { Variables } from '#engine/core/values.ts';
import { childrenOf, withChildren } from './components.ts';
import type { FormComponent, FormDefinition } from './definition.ts';

const placeholder = /\{([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\}/g;

/** Whether its descriptions speak of variables. */
export function namesVariables({ components }: FormDefinition): boolean {
  return components.some(speaks);
}

/** @returns the form with its descriptions filled in, in every language */
export function fillTexts(form: FormDefinition, variables: Variables): FormDefinition {
  if (!namesVariables(form)) return form;
  const languages = Object.entries(form.i18n ?? {}).map(([language, texts]): [string, Record<string, string>] => [
    language,
    { ...texts },
  ]);
  const fill = (component: FormComponent): FormComponent => {
    const whole = withChildren(component, fill);
    const { description = '', ...rest } = whole;
    if (description.search(placeholder) < 0) return whole;
    const filled = filledIn(description, variables);
    if (filled === undefined) return rest;
    for (const [, texts] of languages) {
      const other = filledIn(texts[description] ?? description, variables);
      if (other !== undefined) texts[filled] = other;
    }
    return { ...rest, description: filled };
  };
  return { ...form, components: form.components.map(fill), i18n: Object.fromEntries(languages) };
}

function speaks(component: FormComponent): boolean {
  return (component.description ?? '').search(placeholder) >= 0 || childrenOf(component).some(speaks);
}

function filledIn(text: string, variables: Variables): string | undefined {
  let whole = true;
  const filled = text.replace(placeholder, (_, path: string) => {
    const value = valueAt(variables, path);
    whole &&= value !== undefined;
    return value ?? '';
  });
  return whole ? filled : undefined;
}

function valueAt(variables: Variables, path: string): string | undefined {
  let value: unknown = variables;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
