import type { City } from '#engine/cases/city/city.ts';
import { isLate } from '#engine/cases/clocks/late.ts';
import { fold } from '#engine/cases/text/fold.ts';
import type { ResultPage, ResultQuery, ResultSummary, Results } from '../../application/results.ts';
import type { PublicationRow } from '../../ports/case-rows.ts';
import type { PublicationQuery } from '../../ports/cases.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { isUuid } from '../ids.ts';
import { namedIn, namedOrNull } from '../names.ts';
import { photoViews } from '../photos.ts';

const pageSize = 20;
const wordsMax = 8;
/** So many results are counted; of more it is said that there are more. */
const totalMax = 1_000;

export function list(context: Context): Results['list'] {
  return async (query) =>
    await context.store.transaction(async (tx): Promise<ResultPage> => {
      const { city } = await context.cities.current(tx);
      const { rows, total } = await tx.cases.publications.page({
        ...conditions(query),
        limit: pageSize + 1,
        countMax: totalMax + 1,
      });
      const shown = rows.slice(0, pageSize);
      const last = shown.at(-1);
      const items: ResultSummary[] = [];
      for (const row of shown) items.push(await summary(tx, city, row));
      const counted = { total: Math.min(total, totalMax), more: total > totalMax };
      return { items, ...counted, next: rows.length > pageSize && last ? toCursor([last.publishedAt, last.id]) : null };
    });
}

/** From the published record alone: nothing of the case itself is read, photos included. */
export async function summary(tx: Tx, city: City, row: PublicationRow): Promise<ResultSummary> {
  const [first] = row.photos;
  const file = first === undefined ? undefined : await tx.cases.publicationPhotos.byId(first);
  return {
    slug: row.slug,
    registerNumber: row.registerNumber,
    title: row.title,
    category: namedIn(city.categories, row.category),
    ward: namedOrNull(city.wards, row.ward),
    unit: namedIn(city.units, row.unit),
    receivedAt: row.receivedAt,
    handledAt: row.handledAt,
    dueAt: row.dueAt,
    late: isLate(row.dueAt, row.handledAt),
    rating: row.rating,
    photo: file ? (photoViews([file])[0] ?? null) : null,
  };
}

function conditions(query: ResultQuery): Omit<PublicationQuery, 'limit' | 'countMax'> {
  const [publishedAt, id] = fromCursor(query.after) ?? [];
  const after =
    typeof publishedAt === 'number' && typeof id === 'string' && isUuid(id) ? { publishedAt, id } : undefined;
  return {
    ...(query.category && { category: query.category }),
    ...(query.ward && { ward: query.ward }),
    words: fold(query.q ?? '')
      .split(' ')
      .filter(Boolean)
      .slice(0, wordsMax),
    ...(after && { after }),
  };
}
