import type { Json } from '#engine/core/values.ts';
import { fieldsOf } from './components.ts';
import type { FormDefinition } from './definition.ts';

/**
 * Variables for every text field of a form: one that was left empty becomes null, so that an earlier answer to the same
 * question (a reason, a note) does not live on.
 */
export function withEmptyTexts(
  form: FormDefinition,
  variables: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const texts = fieldsOf(form).filter(({ type }) => ['textarea', 'textfield', 'address'].includes(type));
  return { ...Object.fromEntries(texts.map(({ key }): [string, Json] => [key, null])), ...variables };
}
