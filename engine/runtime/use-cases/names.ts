import type { City } from '#engine/cases/city/city.ts';
import type { Named } from '../application/common.ts';

type Places = ReadonlyMap<string, Pick<Named, 'name'>>;

/** A code with its names from the reference data; a code that is no longer known stands for itself. */
export function namedIn(places: Places, code: string): Named {
  return { code, name: places.get(code)?.name ?? { vi: code, en: code } };
}

/** As {@link namedIn}; null for "none". */
export function namedOrNull(places: Places, code: string): Named | null {
  return code === '' ? null : namedIn(places, code);
}

/** What a case is about: a category of reports, or a procedure of dossiers. */
export function matterOf({ categories, dossiers }: City, code: string): Named {
  return namedIn(categories.has(code) ? categories : dossiers.procedures, code);
}

export function unitOf(city: City, code: string): Named {
  return namedIn(city.units, code);
}
