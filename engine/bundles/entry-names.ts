/** What entries of a bundle may be called. Everything else is refused before anything is read or written by its name. */

export const manifestName = 'manifest.json';
export const signatureName = 'signature.json';

/** A text of the city, or a file of a service. */
export type EntryPlace =
  | { readonly kind: 'city'; readonly file: string }
  | { readonly kind: 'service'; readonly service: string; readonly path: string };

const segment = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const lengthMax = 255;
const depthMax = 6;

/** @returns undefined for a name that no bundle can hold, the manifest's and the signature's too */
export function placeOf(name: string): EntryPlace | undefined {
  const parts = name.split('/');
  if (name.length > lengthMax || parts.length > depthMax || !parts.every(isSegment)) return undefined;
  const [room, first = '', ...rest] = parts;
  if (room === 'city' && first !== '' && rest.length === 0) return { kind: 'city', file: first };
  if (room === 'services' && rest.length > 0) return { kind: 'service', service: first, path: rest.join('/') };
  return undefined;
}

/** What is chosen as one when a bundle comes in: a text of the city, or a service with all its files. */
export function itemOf(name: string): string {
  const place = placeOf(name);
  return place?.kind === 'service' ? `services/${place.service}` : name;
}

export function isJson(name: string): boolean {
  return /\.(geo)?json$/.test(name);
}

/** By code unit: the one order, whatever language the machine speaks. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Windows keeps some names for devices and drops dots at the end: such a file could not be unpacked there. */
function isSegment(part: string): boolean {
  return segment.test(part) && !part.endsWith('.') && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part);
}
