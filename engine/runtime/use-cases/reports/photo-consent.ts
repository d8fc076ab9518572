/**
 * Place and time that photos hide, for who has ticked that they may be read: the place becomes the report's where none
 * was marked, the times go into the vault of the case. Where nobody has ticked it, no photo is looked into.
 */
import { locate } from '#engine/cases/areas/areas.ts';
import { isDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { radiusOf } from '#engine/cases/duplicates/settings.ts';
import { noFacts, type PhotoFacts } from '#engine/cases/photos/photo-facts.ts';
import { placeOfPhotos } from '#engine/cases/photos/photo-place.ts';
import type { Instant } from '#engine/core/values.ts';
import { coerce } from '#forms/coerce.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Submission } from '#forms/validate.ts';
import { instantOf } from '../../administration/routing/local-time.ts';
import type { StagedFile } from '../../application/common.ts';
import type { Receipt, ReportSubmission } from '../../application/reports.ts';
import type { Context } from '../context.ts';
import { photoTimesEntry } from '../photos.ts';
import type { TakenImage } from '../submission.ts';

/** No component of a form can be called so. */
const consentKey = 'photo.facts';
/** One text per file, in order; from a browser that has read the photos itself and shown the place on its map. */
const takenKey = 'photo.taken';
const takenPattern = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d([+-]\d\d:\d\d)?$/;

/** What the photos say, as far as it may be known; null: it was not allowed. */
export type HiddenFacts = ReadonlyMap<StagedFile, PhotoFacts> | null;

export async function allowedFacts(
  { files: store }: Pick<Context, 'files'>,
  { values, files }: Pick<ReportSubmission, 'values' | 'files'>,
): Promise<HiddenFacts> {
  const consent = coerce({ type: 'checkbox', key: consentKey }, values);
  if (!('value' in consent) || consent.value !== true) return null;
  const facts = new Map<StagedFile, PhotoFacts>();
  const told = Object.hasOwn(values, takenKey) ? [values[takenKey]].flat() : undefined;
  for (const [index, file] of files.entries()) {
    const taken = told?.[index];
    const known = { ...noFacts, taken: typeof taken === 'string' ? taken : null };
    facts.set(file, told === undefined ? await store.photoFacts(file) : known);
  }
  return facts;
}

interface Judging {
  readonly facts: HiddenFacts;
  readonly city: City;
  readonly at: Instant;
}

/** @returns the values with the place of the photos, where none was marked and they tell of one in the city */
export function withPhotoPlace(
  form: FormDefinition,
  values: ReportSubmission['values'],
  { facts, city, at }: Judging,
): { readonly values: ReportSubmission['values']; readonly photoPlace?: Receipt['photoPlace'] } {
  const field = [...walkForm(form)].find(({ component }) => component.type === 'location')?.component;
  // A browser that has read the photos has shown its reader what it found.
  if (facts === null || facts.size === 0 || field === undefined || Object.hasOwn(values, takenKey)) return { values };
  const marked = coerce(field, values);
  if (!('value' in marked) || marked.value !== undefined) return { values };
  const points = [...facts.values()].map(({ point }) => point);
  const found = placeOfPhotos(points, radiusOf(city.duplicates, String(values['category'] ?? '')));
  if (typeof found === 'string') return { values, photoPlace: found };
  if (locate(city, found.point, at) === undefined) return { values, photoPlace: 'outside' };
  return { values: { ...values, [field.key]: found.point }, photoPlace: 'used' };
}

/** What is sealed of the times of photos; nothing where none is known. */
export function sealedTimes(
  {
    judged,
    images,
    facts,
  }: {
    readonly judged: Submission<StagedFile>;
    readonly images: readonly TakenImage[];
    readonly facts: HiddenFacts;
  },
  timeZone: string,
): Readonly<Record<string, string>> {
  // Images come in the order of the judged files: see takeImages.
  const staged = Object.values(judged.files).flat();
  const times = images.flatMap(({ id }, index): [string, Instant][] => {
    const file = staged[index];
    const at = instantTaken(timeZone, (file && facts?.get(file)?.taken) ?? '');
    return at === undefined ? [] : [[id, at]];
  });
  return times.length === 0 ? {} : { [photoTimesEntry]: JSON.stringify(Object.fromEntries(times)) };
}

/** The clock of a camera that does not say where it is stands as the city's does. */
function instantTaken(timeZone: string, taken: string): Instant | undefined {
  const [, date = '', offset] = takenPattern.exec(taken) ?? [];
  if (!isDate(date)) return undefined;
  const at = offset === undefined ? instantOf(timeZone, taken.slice(0, 16)) : Date.parse(taken);
  return at === undefined || Number.isNaN(at) ? undefined : at;
}
