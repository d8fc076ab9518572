/** What is about to be published is judged field by field, by the rules of `engine/cases`. */
import type { Category } from '#engine/cases/categories/category-tree.ts';
import { checkPublication, type PublicationDraft, type PublicationFault } from '#engine/cases/publication.ts';
import type { Submission } from '#forms/validate.ts';
import type { StagedFile } from '../application/common.ts';
import type { FieldFault } from '../refusal.ts';

/** The fields of a form whose texts become public. */
const fields = { title: 'publicTitle', text: 'publicText', answer: 'publicAnswer' } as const satisfies {
  readonly [part in keyof PublicationDraft]: string;
};

/** Keys of the catalogues: a phone number that must not be there is another fault than one that is not right. */
const rules: { readonly [rule in PublicationFault['rule']]: string } = {
  required: 'required',
  maxLength: 'maxLength',
  phone: 'personalPhone',
  email: 'personalEmail',
  idNumber: 'personalIdNumber',
  plate: 'personalPlate',
};

/**
 * @param rule of the case's category: some are never published
 * @returns a fault for each piece of personal data that was left in a text for the public; fields not sent have none
 */
export function publicationFaults(
  { values, personal }: Pick<Submission<StagedFile>, 'values' | 'personal'>,
  rule: Category['publication'] = 'usual',
): readonly FieldFault[] {
  const sent = (part: keyof PublicationDraft): string | undefined => {
    const value = personal[fields[part]] ?? values[fields[part]];
    return typeof value === 'string' ? value : undefined;
  };
  if (rule === 'never' && sent('title') !== undefined) return [{ path: 'outcome', rule: 'neverPublished' }];
  const draft = { title: sent('title') ?? '', text: sent('text') ?? '', answer: sent('answer') ?? '' };
  return checkPublication(draft)
    .filter(({ path }) => sent(path) !== undefined)
    .map(({ path, rule, params }) => ({ path: fields[path], rule: rules[rule], params }));
}
