/** What the papers of a dossier say, read in the transaction in which they are made. */
import { parseBusinessDuration } from '#engine/cases/calendars/business-duration.ts';
import type { City, Unit } from '#engine/cases/city/city.ts';
import type { Procedure } from '#engine/cases/dossiers/procedures.ts';
import { dialledPhone } from '#engine/cases/text/phone.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Applicant, Letterhead } from '#engine/documents/model.ts';
import type { CityBook } from '../../administration/city-book.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { DossierEventRow, DossierRow } from '../../ports/dossiers.ts';
import type { Tx } from '../../ports.ts';
import { pinnedProcedure } from '../dossiers/pinned.ts';
import type { Vault } from '../vault.ts';

export interface FactDeps {
  readonly cities: CityBook;
  readonly vault: Vault;
}

export interface DossierFacts {
  readonly dossier: DossierRow;
  readonly record: CaseRow;
  /** As it was at the receipt. */
  readonly procedure: Procedure;
  readonly city: City;
  readonly events: readonly DossierEventRow[];
}

/** @returns undefined where the case is no dossier */
export async function factsOf({ cities }: FactDeps, tx: Tx, caseId: string): Promise<DossierFacts | undefined> {
  const dossier = await tx.cases.dossiers.byCase(caseId);
  const record = dossier && (await tx.cases.records.byId(caseId));
  if (dossier === undefined || record === undefined) return undefined;
  const { city } = await cities.current(tx);
  const events = await tx.cases.dossiers.eventsOf(caseId);
  return { dossier, record, procedure: await pinnedProcedure(tx, dossier), city, events };
}

export const nobody: Applicant = { name: null, address: null, phone: null, email: null };

/** Whose dossier it is, out of the vault. */
export async function applicantOf(vault: Vault, tx: Tx, { id, vault: entries }: CaseRow): Promise<Applicant> {
  const texts = await vault.read(tx, id, Object.values(entries));
  const text = (meaning: string) => texts.get(entries[meaning] ?? '') ?? null;
  const phone = text('phone');
  return {
    name: text('name'),
    address: text('address'),
    phone: phone === null ? null : dialledPhone(phone),
    email: text('email'),
  };
}

/** Words of a piece of evidence: why, by what law, and what is missing. */
export interface EventWords {
  readonly reason: string | null;
  readonly basis: string | null;
  readonly items: readonly { readonly paper: string; readonly why: string }[];
}

/** Opens the words of one piece of evidence. */
export async function wordsOf(vault: Vault, tx: Tx, { caseId, noteEntry }: DossierEventRow): Promise<EventWords> {
  const text = noteEntry === null ? undefined : (await vault.read(tx, caseId, [noteEntry])).get(noteEntry);
  const said = (text === undefined ? {} : JSON.parse(text)) as Partial<EventWords>;
  return { reason: said.reason ?? null, basis: said.basis ?? null, items: said.items ?? [] };
}

/** Name of an official; null for the applicant and the system. */
export async function displayName(tx: Tx, username: string): Promise<string | null> {
  if (username === '' || username === 'citizen') return null;
  const [account] = await tx.cases.accounts.byUsernames([username]);
  return account?.displayName ?? null;
}

/** Head of a paper of a unit. */
export function letterhead(city: City, unit: string, number: string | null, at: Instant): Letterhead {
  const found = city.units.get(unit);
  return {
    superior: nameOf(city, found?.parent ?? ''),
    agency: found?.name.vi ?? unit,
    number,
    place: placeOf(city, found),
    at,
    timeZone: city.province.timeZone,
  };
}

/** Name of a unit on paper; null for none. */
export function nameOf({ units }: City, code: string): string | null {
  return units.get(code)?.name.vi ?? (code === '' ? null : code);
}

/** Working time in words, as papers say it. */
export function processingWords(duration: string): string {
  const { byDays, days, milliseconds } = parseBusinessDuration(duration);
  const hours = Math.round(milliseconds / 3_600_000);
  const parts = [days > 0 ? `${two(days)} ngày làm việc` : '', hours > 0 ? `${two(hours)} giờ làm việc` : ''];
  const words = parts.filter((part) => part !== '').join(' ');
  return words === '' && byDays ? 'Trong ngày làm việc' : words;
}

/** Of a ward its own name, of a unit of the whole city the city's (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 4). */
function placeOf(city: City, unit: Unit | undefined): string {
  const ward = city.wards.get(unit?.ward ?? '');
  return ward?.shortName ?? city.province.name.vi.replace(/^(Thành phố|Tỉnh)\s+/u, '');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
