import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityBook } from '../administration/city-book.ts';
import type { ErasureRow } from '../ports/erasures.ts';
import type { Tx } from '../ports.ts';
import type { NewId } from '../use-cases/ids.ts';

/** A line of the register with the next number of its day, not written yet: `XD-261122-0001`. */
export async function newErasure(
  deps: { readonly newId: NewId; readonly cities: CityBook },
  tx: Tx,
  of: Pick<ErasureRow, 'kind' | 'source' | 'rule'>,
  now: Instant,
): Promise<ErasureRow> {
  const { city } = await deps.cities.current(tx);
  const day = localDate(city.province.timeZone, now).replaceAll('-', '').slice(2);
  const nothing = { request: '', orderedBy: '', cases: 0, files: 0, digest: '', doneAt: null } as const;
  return { ...of, ...nothing, id: deps.newId(now), number: await nextNumber(tx, day), orderedAt: now };
}

/** A number may be there already that came with the copy of the register after a restore. */
async function nextNumber(tx: Tx, day: string): Promise<string> {
  for (;;) {
    const number = `XD-${day}-${String(await tx.cases.erasures.nextSerial(day)).padStart(4, '0')}`;
    if ((await tx.cases.erasures.byNumber(number)) === undefined) return number;
  }
}
