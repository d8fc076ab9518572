import type { PublishedResult, Results } from '../../application/results.ts';
import type { PublicationPhotoRow } from '../../ports/publication-versions.ts';
import type { Context } from '../context.ts';
import { photoViews } from '../photos.ts';
import { summary } from './list.ts';

/** Of a published result, from the published record alone. */
export function get(context: Context): Results['get'] {
  return async (slug) =>
    await context.store.transaction(async (tx): Promise<PublishedResult | undefined> => {
      const row = await tx.cases.publications.bySlug(slug);
      if (!row) return undefined;
      const { city } = await context.cities.current(tx);
      const photos: PublicationPhotoRow[] = [];
      for (const id of row.photos) {
        const photo = await tx.cases.publicationPhotos.byId(id);
        if (photo) photos.push(photo);
      }
      return {
        ...(await summary(tx, city, row)),
        text: row.text,
        answer: row.answer,
        photos: photoViews(photos),
        pairs: pairsOf(photos),
        publishedAt: row.publishedAt,
        correctedAt: row.correctedAt,
        correction: row.correction === '' ? null : row.correction,
      };
    });
}

/** Which of the photos show the same place before and after, by their ids. */
function pairsOf(photos: readonly PublicationPhotoRow[]): PublishedResult['pairs'] {
  return photos.flatMap(({ id, beforeId }) => {
    const before = beforeId === null ? undefined : photos.find(({ sourceId }) => sourceId === beforeId);
    return before === undefined ? [] : [{ before: before.id, after: id }];
  });
}

/** When a result was taken off the public pages, where it was. */
export function withdrawn(context: Context): Results['withdrawn'] {
  return async (slug) =>
    await context.store.transaction(async (tx) => {
      const version = await tx.cases.publicationVersions.bySlug(slug);
      if (version?.state !== 'withdrawn' || version.endedAt === null) return undefined;
      return { at: version.endedAt };
    });
}
