/** Units and wards by name, also where the city no longer knows the code. */
import type { City } from '#engine/cases/city/city.ts';
import type { Named } from '../../application/common.ts';

export function namedUnit(city: City, code: string): Named {
  return namedIn(city.units, code);
}

export function namedIn(codes: ReadonlyMap<string, { readonly name: Named['name'] }>, code: string): Named {
  return { code, name: codes.get(code)?.name ?? { vi: code, en: code } };
}
