/** Files that come in: judged as a whole, told row by row, written in one transaction or not at all. */
import type { City } from '#engine/cases/city/city.ts';
import { type CityTexts, parseCity } from '#engine/cases/city/parse-city.ts';
import { importPeople } from '#engine/cases/imports/people.ts';
import type { ImportFault } from '#engine/cases/imports/rows.ts';
import { atRows, importUnits, type UnitRecord } from '#engine/cases/imports/units.ts';
import { importWards, wardUnits } from '#engine/cases/imports/wards.ts';
import { linesOf } from '#engine/cases/organisation/reorganise-texts.ts';
import type { Actor } from '../../application/common.ts';
import type { ImportFile, ImportReport, Imports } from '../../application/imports.ts';
import type { AccountRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { mustConfigure } from '../city/rights.ts';
import { noteOf, writeTexts } from '../city/save-texts.ts';
import { type UnitsText, unitsText, withUnits } from '../city/units-text.ts';
import { mapCheck } from './map-check.ts';
import { addPeople } from './people.ts';
import { readTable, textOf } from './read-table.ts';

const wardsFile = 'wards.geojson';
const unitsFile = 'units.json';

export function imports(context: Context): Imports {
  return {
    mapCheck: mapCheck(context),
    async run(actor, file) {
      const part = file.kind === 'people' ? 'accounts' : file.kind === 'wards' ? 'areas' : 'organisation';
      const city = await context.store.transaction(async (tx) => {
        await mustConfigure(context, tx, actor, part);
        return (await context.cities.current(tx)).city;
      });
      if (file.kind === 'people') return await peopleIn(context, actor, file, city);
      // Wards bring units of their own: whoever may change the one must keep the other too.
      if (file.kind === 'wards') {
        await context.store.transaction((tx) => mustConfigure(context, tx, actor, 'organisation'));
      }
      const judge = file.kind === 'units' ? await unitsIn(file) : wardsIn(file);
      return await context.store.transaction((tx) => texts(context, tx, { actor, file, judge }));
    },
  };
}

/** The texts as they become, what came and changed, and what stands against it. */
interface Judged {
  readonly changes: Readonly<Record<string, string>>;
  readonly rowOf: ReadonlyMap<string, number>;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly rows: number;
  readonly faults: readonly ImportFault[];
}

type Judge = (tx: Tx, stored: ReadonlyMap<string, string>, city: City) => Promise<Judged>;

async function texts(
  context: Context,
  tx: Tx,
  { actor, file, judge }: { readonly actor: Actor; readonly file: ImportFile; readonly judge: Judge },
): Promise<ImportReport> {
  const rows = await tx.cases.reference.all();
  const stored = new Map(rows.map(({ kind, content }) => [kind, content]));
  const stamp = rows.map(({ kind, revision }) => `${kind}:${revision}`).join(' ');
  const { city } = await context.cities.current(tx);
  const { changes, rowOf, added, changed, faults, rows: count } = await judge(tx, stored, city);
  const whole =
    faults.length > 0 ? [] : parseCity(Object.fromEntries([...stored, ...Object.entries(changes)]) as CityTexts).faults;
  const all = [...faults, ...atRows(whole, rowOf)];
  const report = { dryRun: file.dryRun, stamp, rows: count, added, changed, faults: all, waiting: [] };
  const same = Math.max(rowOf.size - added.length - changed.length, 0);
  if (file.dryRun || all.length > 0) return { ...report, same };
  if (file.stamp !== stamp) throw refusal('CITY_CHANGED', { by: '', at: '' });
  const revisions = new Map(rows.map(({ kind, revision }) => [kind, revision]));
  const written = Object.entries(changes).map(([name, content]) => ({
    file: name as typeof unitsFile,
    content,
    revision: revisions.get(name) ?? 0,
  }));
  await writeTexts(context, tx, { texts: written, note: file.note, by: actor.username });
  return { ...report, same };
}

async function unitsIn(file: ImportFile): Promise<Judge> {
  const table = await readTable(file.name, file.content);
  return async (tx) => {
    const text = await unitsText(tx);
    const { units, rowOf, faults } = importUnits(table, byCode(text));
    return {
      ...compared(byCode(text), units),
      rowOf,
      faults,
      rows: table.rows.length,
      changes: { [unitsFile]: withUnits(text, units) },
    };
  };
}

function wardsIn(file: ImportFile): Judge {
  const { wards, rowOf, faults } = importWards(textOf(file.content));
  return async (tx, stored, city) => {
    const before = JSON.parse(stored.get(wardsFile) ?? '{"type":"FeatureCollection","features":[]}') as {
      readonly features: readonly {
        readonly properties: { readonly code: string; readonly validTo?: string | null };
      }[];
    };
    const known = new Map(
      before.features.flatMap((one) =>
        (one.properties.validTo ?? null) === null ? [[one.properties.code, one as unknown as UnitRecord] as const] : [],
      ),
    );
    const become = new Map([...wards].map(([code, ward]) => [code, merged(known.get(code), ward)]));
    const kept = before.features.map((one) =>
      (one.properties.validTo ?? null) === null ? (become.get(one.properties.code) ?? one) : one,
    );
    const fresh = [...become].flatMap(([code, ward]) => (known.has(code) ? [] : [ward]));
    const made = [...wards.values()].flatMap((ward) => wardUnits(ward, city.units, city.categories.values()));
    const units = withUnits(await unitsText(tx), new Map(made.map((unit) => [unit.code, unit])));
    const changes = { [wardsFile]: linesOf(before, 'features', [...kept, ...fresh]), [unitsFile]: units };
    return { ...compared(known, become as ReadonlyMap<string, UnitRecord>), rowOf, faults, rows: wards.size, changes };
  };
}

/** What is known of a ward stays, but for what the file says. */
function merged(
  known: UnitRecord | undefined,
  ward: { readonly properties: object; readonly geometry: unknown },
): object {
  const properties = { ...((known?.['properties'] as object | undefined) ?? {}), ...ward.properties };
  return { ...(known ?? { type: 'Feature' }), properties, geometry: ward.geometry };
}

function byCode(text: UnitsText): ReadonlyMap<string, UnitRecord> {
  return new Map(text.units.map((unit) => [unit.code, unit]));
}

function compared(
  before: ReadonlyMap<string, UnitRecord>,
  after: ReadonlyMap<string, UnitRecord>,
): Pick<Judged, 'added' | 'changed'> {
  const codes = [...after.keys()];
  return {
    added: codes.filter((code) => !before.has(code)),
    changed: codes.filter(
      (code) => before.has(code) && JSON.stringify(before.get(code)) !== JSON.stringify(after.get(code)),
    ),
  };
}

async function peopleIn(context: Context, actor: Actor, file: ImportFile, city: City): Promise<ImportReport> {
  const table = await readTable(file.name, file.content);
  const { people, faults } = importPeople(table, { roles: city.roles, units: city.units });
  const accountsOf = () =>
    context.store.transaction((tx) => tx.cases.accounts.byUsernames(people.map(({ username }) => username)));
  const known = await accountsOf();
  const names = new Set(known.map(({ username }) => username));
  const report = {
    dryRun: file.dryRun,
    stamp: known.length.toString(),
    rows: table.rows.length,
    added: people.flatMap(({ username }) => (names.has(username) ? [] : [username])),
    changed: people.filter(({ username }) => names.has(username)).map(({ username }) => username),
    same: 0,
    faults,
  };
  if (file.dryRun || faults.length > 0) return { ...report, waiting: waitingIn(known) };
  if (file.stamp !== report.stamp) throw refusal('CITY_CHANGED', { by: '', at: '' });
  noteOf(file.note);
  await context.store.transaction((tx) => addPeople(context, tx, { actor, people }));
  return { ...report, waiting: waitingIn(await accountsOf()) };
}

function waitingIn(accounts: readonly AccountRow[]): readonly string[] {
  return accounts.filter(({ active, firstPassword }) => active && firstPassword).map(({ username }) => username);
}
