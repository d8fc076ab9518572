/**
 * What a citizen is shown before sending. Conditions of what everybody may know stand in the query; of what was written
 * only words of the city's own vocabulary are compared, so that nobody finds out by trying what somebody else has said.
 */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { prepareTopics } from '#engine/cases/duplicates/likeness.ts';
import { type Reasons, suggestDuplicates } from '#engine/cases/duplicates/suggest.ts';
import type { Duplicates, NearbyCase } from '../../application/duplicates.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { namedIn, namedOrNull } from '../names.ts';
import { photoViews } from '../photos.ts';
import { pointOf, publicCases, publicStage, vicinityOf } from './near.ts';

/** From so many on it may be said that others have met it too. */
const manyFrom = 5;
/** Distances are told in these steps: who asks from many places learns no more than where about it is. */
const steps = [20, 50, 100, 200, 300, 500] as const;
const numberMax = 40;

export function nearby(context: Context): Duplicates['nearby'] {
  return async ({ point, category, text }) =>
    await context.store.transaction(async (tx) => {
      const { city } = await context.cities.current(tx);
      const now = context.clock();
      const where = vicinityOf(city, point, category, now);
      const rows = await tx.cases.places.nearPublic(where, publicCases(context, city));
      const texts = await textsOf(context, tx, rows);
      const candidates = rows.flatMap((record) => {
        const at = pointOf(record);
        const written = prepareTopics(city, texts.get(record.id) ?? '');
        return at ? [{ record, point: at, category: record.category, at: record.receivedAt, text: written }] : [];
      });
      const report = { point, category, at: now, text: prepareTopics(city, text) };
      const found = suggestDuplicates(city, 'citizen', report, candidates);
      return await Promise.all(
        found.map(({ candidate, reasons }) => viewOf(context, tx, city, candidate.record, reasons)),
      );
    });
}

export function known(context: Context): Duplicates['known'] {
  return async (registerNumber) =>
    await context.store.transaction(async (tx) => {
      const { city } = await context.cities.current(tx);
      const record = await publicCase(context, tx, registerNumber);
      return record && (await viewOf(context, tx, city, record, null));
    });
}

/** A case that everybody may know of, by its number as it was typed. */
export async function publicCase(context: Context, tx: Tx, typed: string): Promise<CaseRow | undefined> {
  const { city } = await context.cities.current(tx);
  const number = typed.trim().toUpperCase().slice(0, numberMax);
  return await tx.cases.places.publicByNumber(number, publicCases(context, city));
}

async function textsOf(context: Context, tx: Tx, rows: readonly CaseRow[]): Promise<ReadonlyMap<string, string>> {
  const wanted = rows.flatMap(({ id, vault }) => (vault['text'] ? [{ caseId: id, entry: vault['text'] }] : []));
  const texts = await context.vault.readAcross(tx, wanted);
  return new Map(wanted.map(({ caseId, entry }) => [caseId, texts.get(entry) ?? '']));
}

async function viewOf(
  context: Context,
  tx: Tx,
  city: City,
  record: CaseRow,
  reasons: Reasons | null,
): Promise<NearbyCase> {
  const publication = await tx.cases.publications.byCase(record.id);
  const [first] = publication?.photos ?? [];
  const file = first === undefined ? undefined : await tx.cases.publicationPhotos.byId(first);
  return {
    registerNumber: record.registerNumber,
    category: namedIn(city.categories, record.category),
    ward: namedOrNull(city.wards, record.ward),
    receivedOn: localDate(city.province.timeZone, record.receivedAt),
    stage: await publicStage(context, tx, record),
    reasons: reasons && { ...reasons, metres: steps.find((step) => reasons.metres <= step) ?? 500, text: 'none' },
    title: publication?.title ?? null,
    photo: file ? (photoViews([file])[0] ?? null) : null,
    resultSlug: publication?.slug ?? null,
    many: record.followers >= manyFrom,
  };
}
