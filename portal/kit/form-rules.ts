/** What judging a form needs to know where the city is not at hand: its choices stand in the form, its lists filled in. */
import { normalisePhone } from '#engine/cases/text/phone.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { RuleContext } from '#forms/rules.ts';

/** Where a place lies is left for the server to say when the form is sent. */
export function rulesOf(form: FormDefinition): RuleContext {
  const components = [...walkForm(form)].map(({ component }) => component);
  return {
    options: (source) => {
      const filled = components.find(({ properties }) => properties?.['source'] === source);
      return filled?.type === 'select' ? filled.data?.values : filled?.values;
    },
    phone: normalisePhone,
    serves: () => true,
  };
}
