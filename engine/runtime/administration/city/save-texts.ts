/**
 * Every change of the city's configuration on a screen: the right to it, the city checked as a whole with the change,
 * a compare-and-set on the revision that the editor began from, what it became kept with who and why, a line in the
 * audit. All of it in the caller's transaction.
 */

import type { City } from '#engine/cases/city/city.ts';
import type { ConfigFault } from '#engine/cases/city/json-reader.ts';
import { type CityTexts, type cityFiles, parseCity } from '#engine/cases/city/parse-city.ts';
import { localDateTime } from '#engine/cases/compose-notice.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityPart } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { ReferenceRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault, Refusal } from '../../refusal.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { questionFaults } from '../categories/questions.ts';
import { keepRevision } from '../city-book.ts';
import { mustConfigure } from './rights.ts';

export type CityFile = (typeof cityFiles)[number];

export interface TextChange {
  readonly file: CityFile;
  readonly content: string;
  /** The revision that the change was made from; 0 where there was no such text. */
  readonly revision: number;
}

export interface CityChange {
  readonly part: CityPart;
  readonly texts: readonly TextChange[];
  /** Why: one note for each save. */
  readonly note: string;
}

const noteLengthMax = 500;
/** More are not told at once: nobody reads them. */
const faultsShownMax = 50;

/** @returns the city as it is now @throws Refusal 403, 409 `CITY_CHANGED`, 422 with what is wrong and where */
export async function saveTexts(context: Context, tx: Tx, actor: Actor, change: CityChange): Promise<City> {
  await mustConfigure(context, tx, actor, change.part);
  return await writeTexts(context, tx, { ...change, by: actor.username });
}

/** As {@link saveTexts} for work that was allowed before, e.g. a reorganisation on its day. */
export async function writeTexts(
  context: Context,
  tx: Tx,
  { texts, note: typed, by }: Pick<CityChange, 'texts' | 'note'> & { readonly by: string },
): Promise<City> {
  const note = noteOf(typed);
  const now = context.clock();
  const rows = new Map((await tx.cases.reference.all()).map((row) => [row.kind, row]));
  const changed = texts.filter(({ file, content }) => rows.get(file)?.content !== content);
  for (const { file, revision } of changed) {
    if ((rows.get(file)?.revision ?? 0) !== revision) throw await changedBy(context, tx, file, now);
  }
  const city = checkedCity([...rows.values()], changed);
  for (const one of changed) await replace(context, tx, rows.get(one.file), { ...one, note, by }, now);
  if (changed.length > 0) await keepRevision(tx, now);
  return city;
}

/** The city with texts changed. @throws Refusal 422 with every fault */
export function checkedCity(rows: readonly ReferenceRow[], changed: readonly Omit<TextChange, 'revision'>[]): City {
  const before = rows.map(({ kind, content }) => [kind, content]);
  const after = changed.map(({ file, content }) => [file, content]);
  const texts = Object.fromEntries([...before, ...after]) as CityTexts;
  const { city, faults } = parseCity(texts);
  if (city === undefined) throw faultsRefusal(faults);
  const asked = questionFaults(city);
  if (asked.length > 0) throw faultsRefusal(asked);
  return city;
}

export function faultsRefusal(faults: readonly ConfigFault[]): Refusal {
  return refusal('CITY_HAS_FAULTS', { count: faults.length }, faults.slice(0, faultsShownMax).map(fieldFault));
}

/** `units.json` `99016-KTHT.parent` → `units.99016-KTHT.parent`. */
function fieldFault({ file, path, message, vi = message }: ConfigFault): FieldFault {
  const name = file.replace(/\.(geo)?json$/, '');
  return { path: path === '' ? name : `${name}.${path}`, rule: 'CITY_FAULT', params: { vi, en: message } };
}

async function replace(
  context: Context,
  tx: Tx,
  before: ReferenceRow | undefined,
  { file, content, note, by, revision }: TextChange & { readonly note: string; readonly by: string },
  now: Instant,
): Promise<void> {
  const { reference } = tx.cases;
  if (before === undefined) await reference.put({ kind: file, content, revision: 1 });
  else {
    // What stood there before anybody changed it on a screen is the first line of the history.
    await reference.keepChange({ ...before, note: '', changedAt: 0, changedBy: '' });
    if (!(await reference.replace({ kind: file, content, revision }))) throw await changedBy(context, tx, file, now);
  }
  await reference.keepChange({ kind: file, content, revision: revision + 1, note, changedAt: now, changedBy: by });
  const event = { actor: by, action: 'city.save', subject: `reference:${file}`, data: { revision: revision + 1 } };
  await audit(context, tx, event, now);
}

/** What is said to somebody whose text was changed by somebody else meanwhile. */
export async function changedBy(context: Context, tx: Tx, file: CityFile, now: Instant): Promise<Refusal> {
  const [latest] = await tx.cases.reference.changes(file, 1);
  const account = await tx.cases.accounts.byUsername(latest?.changedBy ?? '');
  const { city } = await context.cities.current(tx);
  const at = localDateTime(latest?.changedAt ?? now, city.province.timeZone);
  return refusal('CITY_CHANGED', { by: account?.displayName ?? latest?.changedBy ?? '', at });
}

/** @throws Refusal 422: whoever changes the city says why */
export function noteOf(typed: string): string {
  const note = typed.trim();
  if (note === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'note', rule: 'required' }]);
  if (note.length > noteLengthMax) {
    throw refusal('INVALID_FIELDS', {}, [{ path: 'note', rule: 'maxLength', params: { max: noteLengthMax } }]);
  }
  return note;
}
