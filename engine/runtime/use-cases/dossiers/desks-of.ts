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

/** Where, on the day of `now`, an actor may receive dossiers of a procedure. */
export interface Desks {
  readonly open: readonly string[];
  /** Their unit has no agency code yet: there are no dossier codes to give. */
  readonly withoutCode: readonly string[];
}

export function desksFor(
  scope: Scope,
  procedure: Procedure,
  { place, now }: { readonly place: CityInForce; readonly now: number },
): Desks {
  const { city } = place;
  if (!isReceived(procedure, localDate(city.province.timeZone, now))) return { open: [], withoutCode: [] };
  const desks = new Set(desksOf(procedure, city));
  const columns = { procedure: procedure.code, confidentiality: procedure.confidential ? 'confidential' : 'normal' };
  const own = [...unitsInForce(city, now)].filter(
    ({ code }) => desks.has(code) && meets(scope, { ...columns, receivingUnit: code }),
  );
  const codes = (withCode: boolean) =>
    own.filter((unit) => (unit.agencyCode !== '') === withCode).map(({ code }) => code);
  return { open: codes(true), withoutCode: codes(false) };
}

/** Which dossiers the actor may receive; empty: none. */
export async function receivingScope(context: Context, tx: Tx, actor: Actor): Promise<Scope> {
  return await scopeOf(context, tx, actor, { action: 'receive', subject: 'Dossier' });
}
