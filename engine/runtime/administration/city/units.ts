/** Units are made, changed and closed; each of it is one change of `units.json`, checked with the whole city. */

import { isDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { Organisation, UnitInput } from '../../application/organisation.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { changesOf } from './history.ts';
import { keepersOf } from './rights.ts';
import { saveTexts } from './save-texts.ts';
import { todayIn, unitDetail, unitList, unitsFile } from './unit-views.ts';
import { type UnitJson, unitsText, withUnits } from './units-text.ts';

type Units = Pick<Organisation, 'units' | 'unit' | 'saveUnit' | 'closeUnit' | 'unitChanges'>;

const part = 'organisation';

export function units(context: Context): Units {
  const { cities } = context;
  const allowed = keepersOf(context, part);
  return {
    units: (actor) => allowed(actor, (tx) => unitList(context, tx)),
    unit: (actor, code) => allowed(actor, async (tx) => unitDetail(context, tx, (await cities.current(tx)).city, code)),
    saveUnit: (actor, { unit, create, revision, note }) =>
      allowed(actor, async (tx) => {
        const text = await unitsText(tx);
        const known = text.units.find(({ code }) => code === unit.code);
        if (create && known !== undefined) throw refusal('UNIT_EXISTS', {}, [{ path: 'code', rule: 'UNIT_EXISTS' }]);
        if (!create && known === undefined) throw refusal('NOT_FOUND');
        const content = withUnits(text, new Map([[unit.code, { ...known, ...jsonOf(unit) }]]));
        const city = await saveTexts(context, tx, actor, {
          part,
          texts: [{ file: unitsFile, content, revision }],
          note,
        });
        return await unitDetail(context, tx, city, unit.code);
      }),
    closeUnit: (actor, { code, lastDay, revision, note }) =>
      allowed(actor, async (tx) => {
        const { city } = await cities.current(tx);
        const text = await unitsText(tx);
        const known = text.units.find((unit) => unit.code === code);
        if (known === undefined) throw refusal('NOT_FOUND');
        mustBeAhead(context, city, lastDay);
        await mustBeFree(context, tx, city, code);
        const content = withUnits(text, new Map([[code, { ...known, validTo: lastDay }]]));
        const after = await saveTexts(context, tx, actor, {
          part,
          texts: [{ file: unitsFile, content, revision }],
          note,
        });
        return await unitDetail(context, tx, after, code);
      }),
    unitChanges: (actor) => allowed(actor, (tx) => changesOf(tx, unitsFile)),
  };
}

function jsonOf({ validFrom, ...unit }: UnitInput): UnitJson {
  const name = { vi: unit.name.vi.normalize('NFC').trim(), en: unit.name.en.normalize('NFC').trim() };
  return { ...unit, name, ...(validFrom !== null && { validFrom }) };
}

/** @throws Refusal 422: what is over cannot be closed anew */
function mustBeAhead(context: Context, city: City, lastDay: string): void {
  if (!isDate(lastDay)) throw refusal('INVALID_FIELDS', {}, [{ path: 'lastDay', rule: 'NOT_A_DATE' }]);
  const today = todayIn(context, city);
  if (lastDay < today)
    throw refusal('INVALID_FIELDS', {}, [{ path: 'lastDay', rule: 'DATE_IN_PAST', params: { today } }]);
}

/** @throws Refusal 409: whatever hangs on it must move first */
async function mustBeFree(context: Context, tx: Tx, city: City, code: string): Promise<void> {
  const { unit, people, usedBy } = await unitDetail(context, tx, city, code);
  const uses = usedBy.uses.filter(({ kind }) => kind !== 'successor').length;
  const count = { cases: unit.openCases, tasks: unit.openTasks, people: people.length, uses };
  if (Object.values(count).some((number) => number > 0)) throw refusal('UNIT_IN_USE', count);
}
