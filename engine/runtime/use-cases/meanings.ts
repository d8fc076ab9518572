import { fieldsOf } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';

/** What the product itself must find in a report, whatever its form looks like. */
export type Meaning = 'text' | 'address' | 'name' | 'phone' | 'email' | 'idNumber' | 'answer' | 'rejectionReason';

const keysOf: Readonly<Record<Meaning, readonly string[]>> = {
  text: ['text', 'description', 'content'],
  address: ['address', 'addressText'],
  name: ['name', 'reporterName', 'fullName'],
  phone: ['phone', 'reporterPhone'],
  email: ['email', 'reporterEmail'],
  idNumber: ['idNumber', 'citizenId'],
  answer: ['answer', 'resultText'],
  rejectionReason: ['rejectionReason', 'reason'],
};

/** The field of a form that holds a meaning: by its property `meaning`, else by its usual key. */
export function fieldFor(form: FormDefinition, meaning: Meaning): FormComponent | undefined {
  const fields = fieldsOf(form);
  return (
    fields.find((field) => field.properties?.['meaning'] === meaning) ??
    fields.find((field) => keysOf[meaning].includes(field.key))
  );
}

/** What says who fills a form in (telephone, identity number, e-mail address), as it was judged. */
export function personNumbersOf(form: FormDefinition, personal: Readonly<Record<string, unknown>>): readonly unknown[] {
  return (['phone', 'idNumber', 'email'] as const).map((meaning) => personal[fieldFor(form, meaning)?.key ?? '']);
}

/** Vault entries by field, with the product's own meanings beside the form's keys. */
export function entriesByMeaning(
  form: FormDefinition,
  entries: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const meant = (Object.keys(keysOf) as Meaning[]).flatMap((meaning): [string, string][] => {
    const entry = entries[fieldFor(form, meaning)?.key ?? ''];
    return entry === undefined ? [] : [[meaning, entry]];
  });
  return { ...entries, ...Object.fromEntries(meant) };
}
