/**
 * The server's word on a submission, by the pinned version of its form. Own small code over the supported components
 * rather than @formio/core: that one evaluates expressions, knows a hundred components more, and passes silently what it
 * cannot evaluate; here a field either has a rule or its form was never published (`check.ts`).
 */

import type { FormValue } from './coerce.ts';
import { coerce } from './coerce.ts';
import { childrenOf, isPersonal, isValueComponent } from './components.ts';
import { conditionOf, isShown } from './conditions.ts';
import type { FormComponent, FormDefinition } from './definition.ts';
import type { SubmittedFile } from './files.ts';
import { fileFaults } from './files.ts';
import type { Fault, RuleContext } from './rules.ts';
import { judge } from './rules.ts';

export interface Submission<F extends SubmittedFile> {
  /** By component key; what nobody gave is not there. */
  readonly values: Readonly<Record<string, FormValue>>;
  /** The same for fields that go to the vault. */
  readonly personal: Readonly<Record<string, FormValue>>;
  /** Files by component key, only of fields that are in the form and shown. */
  readonly files: Readonly<Record<string, readonly F[]>>;
  readonly faults: readonly Fault[];
}

/**
 * Judges what was posted. Keys that the form does not have, and fields that its conditions hide, are dropped: nobody
 * can set a variable that the form does not ask for.
 * @param raw values by component key as posted: texts or lists of texts, or JSON
 * @param files staged files, `field` naming the component
 */
export function validateSubmission<F extends SubmittedFile>(
  form: FormDefinition,
  raw: Readonly<Record<string, unknown>>,
  files: readonly F[],
  context: RuleContext,
): Submission<F> {
  const shown = shownFields(form, raw);
  const values: Record<string, FormValue> = {};
  const personal: Record<string, FormValue> = {};
  const kept: Record<string, readonly F[]> = {};
  const faults: Fault[] = [];
  for (const component of shown) {
    if (component.type === 'file') {
      const own = files.filter((file) => file.field === component.key);
      faults.push(...fileFaults(component, own));
      if (own.length > 0) kept[component.key] = own;
      else if (isRequired(component)) faults.push({ path: component.key, rule: 'required' });
      continue;
    }
    const result = judgeField(component, raw, context);
    if ('fault' in result) faults.push(result.fault);
    else if (result.value !== undefined) (isPersonal(component) ? personal : values)[component.key] = result.value;
  }
  return { values, personal, files: kept, faults };
}

function judgeField(
  component: FormComponent,
  raw: Readonly<Record<string, unknown>>,
  context: RuleContext,
): { readonly value: FormValue | undefined } | { readonly fault: Fault } {
  const coerced = coerce(component, raw);
  if ('invalid' in coerced) return { fault: { path: component.key, rule: 'invalid' } };
  const missing = coerced.value === undefined || (component.type === 'checkbox' && coerced.value === false);
  if (missing && isRequired(component)) return { fault: { path: component.key, rule: 'required' } };
  if (coerced.value === undefined) return { value: undefined };
  const judged = judge(component, coerced.value, context);
  return 'fault' in judged ? judged : { value: typed(component, judged.value) };
}

/** Fields that are shown for these values; a field inside a hidden part is hidden, as is one whose condition hides it. */
function shownFields(form: FormDefinition, raw: Readonly<Record<string, unknown>>): readonly FormComponent[] {
  const byKey = new Map<string, { readonly component: FormComponent; readonly parent: FormComponent | undefined }>();
  const index = (components: readonly FormComponent[], parent: FormComponent | undefined): void => {
    for (const component of components) {
      byKey.set(component.key, { component, parent });
      index(childrenOf(component), component);
    }
  };
  index(form.components, undefined);
  const known = new Map<FormComponent, boolean>();
  const isVisible = (component: FormComponent, parent: FormComponent | undefined): boolean => {
    const before = known.get(component);
    if (before !== undefined) return before;
    // A condition that comes back to itself hides: set first, so that the walk ends.
    known.set(component, false);
    const inside = parent === undefined || isVisible(parent, byKey.get(parent.key)?.parent);
    const visible = inside && component.hidden !== true && isShown(conditionOf(component), given);
    known.set(component, visible);
    return visible;
  };
  // A hidden field has no value, so what depends on it is judged as if it were empty.
  const given = (key: string): unknown => {
    const field = byKey.get(key);
    if (field === undefined || !isVisible(field.component, field.parent)) return undefined;
    const coerced = coerce(field.component, raw);
    return 'invalid' in coerced ? undefined : coerced.value;
  };
  return [...byKey.values()]
    .filter(({ component, parent }) => isValueComponent(component.type) && isVisible(component, parent))
    .map(({ component }) => component);
}

/** Form.io's `dataType` of a choice: the texts of its options stand for numbers or for yes and no. */
function typed(component: FormComponent, value: FormValue): FormValue {
  if (typeof value !== 'string') return value;
  if (component['dataType'] === 'number') return Number(value);
  return component['dataType'] === 'boolean' ? value === 'true' : value;
}

function isRequired(component: FormComponent): boolean {
  return component.validate?.['required'] === true;
}
