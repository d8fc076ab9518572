import { locate, wardsInForce } from '#engine/cases/areas/areas.ts';
import { categoriesInOrder } from '#engine/cases/categories/category-tree.ts';
import type { City } from '#engine/cases/city/city.ts';
import { canGoRound } from '#engine/cases/organisation/conflict.ts';
import { unitsInForce } from '#engine/cases/organisation/units.ts';
import type { Localised } from '#engine/cases/text/localised.ts';
import { normalisePhone } from '#engine/cases/text/phone.ts';
import type { Instant } from '#engine/core/values.ts';
import { withChildren } from '#forms/components.ts';
import type { FormComponent, FormDefinition, FormOption } from '#forms/definition.ts';
import type { RuleContext } from '#forms/rules.ts';

/** The choices that a form may take from the product, by the `source` of a field. */
export type Choices = ReadonlyMap<string, readonly Choice[]>;
export interface Choice {
  readonly value: string;
  readonly name: Localised;
}

/** What may be chosen at an instant. @param more choices of the case at hand, e.g. its photos */
export function choicesOf(city: City, at: Instant, more: Readonly<Record<string, readonly Choice[]>> = {}): Choices {
  const named = (items: Iterable<{ readonly code: string; readonly name: Localised }>): readonly Choice[] =>
    [...items].map(({ code, name }) => ({ value: code, name }));
  return new Map<string, readonly Choice[]>([
    ['categories', named(categoriesInOrder(city))],
    ['units', named(unitsInForce(city, at))],
    // A case about the coordinator's own unit could go to nobody else.
    ['aboutUnits', named(unitsInForce(city, at).filter(({ code }) => canGoRound(city, code)))],
    ['wards', named(wardsInForce(city, at))],
    ['slaClasses', named(city.slaClasses.values())],
    ['outOfScope', named(city.outOfScope)],
    ...Object.entries(more),
  ]);
}

/** What judging a submission needs to know of the city. */
export function ruleContext(city: City, choices: Choices, at: Instant): RuleContext {
  return {
    options: (source) => choices.get(source)?.map(({ value, name }) => ({ value, label: name.vi })),
    phone: normalisePhone,
    serves: (place) => locate(city, place, at) !== undefined,
  };
}

/** The form with its sources filled in, so that whoever draws it need not know them; English names go to its i18n. */
export function fillSources(form: FormDefinition, choices: Choices): FormDefinition {
  const english: Record<string, string> = {};
  const fill = (component: FormComponent): FormComponent => {
    const whole = withChildren(component, fill);
    const found = choices.get(component.properties?.['source'] ?? '');
    if (!found) return whole;
    for (const { name } of found) english[name.vi] = name.en;
    const values: readonly FormOption[] = found.map(({ value, name }) => ({ value, label: name.vi }));
    return component.type === 'select' ? { ...whole, data: { ...component.data, values } } : { ...whole, values };
  };
  const components = form.components.map(fill);
  return { ...form, components, i18n: { ...form.i18n, en: { ...english, ...form.i18n?.['en'] } } };
}
