import { localDate } from '#engine/cases/calendars/local-date.ts';
import { desksOf } from '#engine/cases/dossiers/desks.ts';
import { isReceived, type Procedure } from '#engine/cases/dossiers/procedures.ts';
import { unitsInForce } from '#engine/cases/organisation/units.ts';
import { meets, type Scope } from '../../access.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { scopeOf } from '../scope.ts';

/** Units in force at which, on the day of `now`, the actor may receive dossiers of a procedure; without an agency code there are no codes to give. */
export function desksFor(
  scope: Scope,
  procedure: Procedure,
  { place, now }: { readonly place: CityInForce; readonly now: number },
): readonly string[] {
  const { city } = place;
  if (!isReceived(procedure, localDate(city.province.timeZone, now))) return [];
  const desks = new Set(desksOf(procedure, city));
  const columns = { procedure: procedure.code, confidentiality: procedure.confidential ? 'confidential' : 'normal' };
  return [...unitsInForce(city, now)]
    .filter(({ agencyCode }) => agencyCode !== '')
    .map(({ code }) => code)
    .filter((code) => desks.has(code) && meets(scope, { ...columns, receivingUnit: code }));
}

/** Which dossiers the actor may receive; empty: none. */
export async function receivingScope(context: Context, tx: Tx, actor: Actor): Promise<Scope> {
  return await scopeOf(context, tx, actor, { action: 'receive', subject: 'Dossier' });
}
