/** What is about to be published is judged field by field, by the rules of `engine/cases`. */
import type { Category } from '#engine/cases/categories/category-tree.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { PersonalKnowledge } from '#engine/cases/personal-data/find.ts';
import { checkPublication, oneLine, type PublicationDraft, type PublicationFault } from '#engine/cases/publication.ts';
import { fold } from '#engine/cases/text/fold.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Submission } from '#forms/validate.ts';
import type { StagedFile } from '../application/common.ts';
import type { FieldFault } from '../refusal.ts';

/** The fields of a form whose texts become public. */
export const publicFields = { title: 'publicTitle', text: 'publicText', answer: 'publicAnswer' } as const satisfies {
  readonly [part in keyof PublicationDraft]: string;
};

/** Keys of the catalogues: a phone number that must not be there is another fault than one that is not right. */
export const faultRules: { readonly [rule in PublicationFault['rule']]: string } = {
  required: 'required',
  maxLength: 'maxLength',
  phone: 'personalPhone',
  email: 'personalEmail',
  idNumber: 'personalIdNumber',
  plate: 'personalPlate',
  taxCode: 'personalTaxCode',
  bankAccount: 'personalBankAccount',
  name: 'personalName',
  address: 'personalAddress',
};

/** The field with the passages, one a line, of which somebody has decided that they stay. */
export const keptField = 'publicKept';

/** Forms of before have no place for such decisions: of names and homes they are asked nothing. */
export function decidesOnNames(form: FormDefinition): boolean {
  return [...walkForm(form)].some(({ component }) => component.key === keptField);
}

const places = new WeakMap<City, ReadonlySet<string>>();

/** Folded names of the city's streets, places and wards: none of them is a person. */
export function placesOf(city: City): ReadonlySet<string> {
  const known = places.get(city);
  if (known !== undefined) return known;
  const streets = city.streets.flatMap(({ name, variants }) => [name, ...variants]);
  const made = new Set([...streets, ...[...city.wards.values()].map(({ name }) => name.vi)].map(fold));
  places.set(city, made);
  return made;
}

export interface PublicationRules {
  /** Of the case's category: some are never published. */
  readonly rule?: Category['publication'];
  /** See {@link decidesOnNames}. */
  readonly decides: boolean;
  readonly known: PersonalKnowledge;
}

/** @returns a fault for each piece of personal data that was left in a text for the public; fields not sent have none */
export function publicationFaults(
  { values, personal }: Pick<Submission<StagedFile>, 'values' | 'personal'>,
  { rule = 'usual', decides, known }: PublicationRules,
): readonly FieldFault[] {
  const field = (key: string): string | undefined => {
    const value = personal[key] ?? values[key];
    return typeof value === 'string' ? value : undefined;
  };
  const sent = (part: keyof PublicationDraft) => field(publicFields[part]);
  if (rule === 'never' && sent('title') !== undefined) return [{ path: 'outcome', rule: 'neverPublished' }];
  const draft = { title: sent('title') ?? '', text: sent('text') ?? '', answer: sent('answer') ?? '' };
  const kept = (field(keptField) ?? '').split('\n').map(oneLine);
  return checkPublication(draft, { known, ...(decides && { kept }) })
    .filter(({ path }) => sent(path) !== undefined)
    .map(({ path, rule: fault, params }) => ({ path: publicFields[path], rule: faultRules[fault], params }));
}
