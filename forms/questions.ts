/** The questions of a category inside the form of a report: under names of their own, behind the field that chose them. */
import { childrenOf } from './components.ts';
import type { FormComponent, FormDefinition } from './definition.ts';

/** What the field of a question is called in the report's form, and its variable in the process: `ask_depth`. */
export const questionPrefix = 'ask_';

/** Key of the part that holds the questions. */
export const questionsPart = 'ask';

export interface Asked {
  readonly questions: FormDefinition;
  /** Vietnamese and English words over them. */
  readonly legend: { readonly vi: string; readonly en: string };
}

/**
 * @param after key of the field that the questions follow; at the end of the form where there is none
 * @returns the form with the questions in it, their conditions still true to them
 */
export function withQuestions(form: FormDefinition, after: string, { questions, legend }: Asked): FormDefinition {
  const part: FormComponent = {
    type: 'fieldset',
    key: questionsPart,
    legend: legend.vi,
    label: legend.vi,
    input: false,
    components: prefixed(questions.components),
  };
  const { components, placed } = insertAfter(form.components, after, part);
  const english = { ...questions.i18n?.['en'], ...form.i18n?.['en'], [legend.vi]: legend.en };
  return { ...form, components: placed ? components : [...components, part], i18n: { ...form.i18n, en: english } };
}

function insertAfter(
  components: readonly FormComponent[],
  after: string,
  part: FormComponent,
): { readonly components: readonly FormComponent[]; readonly placed: boolean } {
  let placed = false;
  const result = components.flatMap((component): readonly FormComponent[] => {
    if (component.key === after) {
      placed = true;
      return [component, part];
    }
    if (placed || component.components === undefined) return [component];
    const inner = insertAfter(component.components, after, part);
    placed = inner.placed;
    return [{ ...component, components: inner.components }];
  });
  return { components: result, placed };
}

/** Buttons are left out: the report has its own. */
function prefixed(components: readonly FormComponent[]): readonly FormComponent[] {
  return components
    .filter(({ type }) => type !== 'button')
    .map((component): FormComponent => {
      const children = childrenOf(component);
      const inside = children.length === 0 ? {} : { components: prefixed(children), columns: undefined };
      const conditional = component.conditional && { conditional: conditionOn(component.conditional) };
      // Columns and tabs become one below the other: a report is filled in on a phone.
      const type = component.type === 'columns' || component.type === 'tabs' ? 'well' : component.type;
      return { ...component, type, ...inside, ...conditional, key: `${questionPrefix}${component.key}` };
    });
}

function conditionOn(conditional: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { when, conditions } = conditional;
  const named = (name: unknown) => (typeof name === 'string' && name !== '' ? `${questionPrefix}${name}` : name);
  const list = Array.isArray(conditions)
    ? { conditions: conditions.map((one: Record<string, unknown>) => ({ ...one, component: named(one['component']) })) }
    : {};
  return { ...conditional, ...(when !== undefined && { when: named(when) }), ...list };
}
