/**
 * The server's word on a submission, by the pinned version of its form. Own small code over the supported components
 * rather than @formio/core: that one evaluates expressions, knows a hundred components more, and passes silently what it
 * cannot evaluate; here a field either has a rule or its form was never published (`check.ts`).
 */

import type { FormValue, Row } from './coerce.ts';
import { isGrid, isPersonal } from './components.ts';
import type { FormComponent, FormDefinition } from './definition.ts';
import type { SubmittedFile } from './files.ts';
import { fileFaults, withFileNames } from './files.ts';
import { isEmptyRow, type Reading, readForm } from './reading.ts';
import { rowLimits, rowPrefix } from './rows.ts';
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
  const reading = readForm(form, withFileNames(form, raw, files));
  const values: Record<string, FormValue> = {};
  const personal: Record<string, FormValue> = {};
  const kept: Record<string, readonly F[]> = {};
  const faults: Fault[] = [];
  for (const component of reading.fields) {
    if (component.type === 'file') {
      const own = files.filter((file) => file.field === component.key);
      faults.push(...fileFaults(component, own));
      if (own.length > 0) kept[component.key] = own;
      else if (isRequired(component)) faults.push({ path: component.key, rule: 'required' });
      continue;
    }
    const judged = judgeField(component, reading, context);
    faults.push(...judged.faults);
    if (judged.value !== undefined) (isPersonal(component) ? personal : values)[component.key] = judged.value;
  }
  return { values, personal, files: kept, faults };
}

interface Judged {
  readonly value?: FormValue;
  readonly faults: readonly Fault[];
}

function judgeField(component: FormComponent, reading: Reading, context: RuleContext): Judged {
  const fault = (rule: Fault['rule'], params?: Fault['params']): Judged => ({
    faults: [{ path: component.key, rule, ...(params && { params }) }],
  });
  const coerced = reading.coerced(component);
  if ('invalid' in coerced) return fault('invalid');
  const missing = coerced.value === undefined || (component.type === 'checkbox' && coerced.value === false);
  if (missing && isRequired(component)) return fault('required');
  if (isGrid(component)) return judgeRows(component, reading.rows(component) ?? [], context);
  if (coerced.value === undefined) return { faults: [] };
  const judged = judge(component, coerced.value, context);
  return 'fault' in judged ? { faults: [judged.fault] } : { value: typed(component, judged.value), faults: [] };
}

/** Rows in which nobody has written anything are none. A fault names its row as it was posted: `items[0].qty`. */
function judgeRows(grid: FormComponent, posted: readonly Reading[], context: RuleContext): Judged {
  const rows = posted.map((row, index) => ({ row, index })).filter(({ row }) => !isEmptyRow(row));
  const { min, max } = rowLimits(grid);
  if (rows.length > max) return { faults: [{ path: grid.key, rule: 'maxRows', params: { max } }] };
  const faults: Fault[] = rows.length < min ? [{ path: grid.key, rule: 'minRows', params: { min } }] : [];
  const value = rows.map(({ row, index }): Row => {
    const cells = row.fields.flatMap((field): [string, Row[string]][] => {
      const judged = judgeField(field, row, context);
      const prefix = rowPrefix(grid.key, index);
      faults.push(...judged.faults.map((fault) => ({ ...fault, path: prefix + fault.path })));
      return judged.value === undefined ? [] : [[field.key, judged.value as Row[string]]];
    });
    return Object.fromEntries(cells);
  });
  return value.length === 0 ? { faults } : { value, faults };
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
