/** A text in every language of the product. */
export interface Localised {
  readonly vi: string;
  readonly en: string;
}

export type Language = keyof Localised;

/** A name that may lack its English: its readers see the Vietnamese one then. */
export function localisedName({ name, english }: { readonly name: string; readonly english?: string }): Localised {
  return { vi: name, en: english ?? name };
}

/** A code with its names, e.g. a category, a unit, a ward. */
export interface Named {
  readonly code: string;
  readonly name: Localised;
}

/** WGS 84 degrees. */
export interface Point {
  readonly lon: number;
  readonly lat: number;
}
