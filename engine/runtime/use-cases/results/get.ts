import type { PublishedResult, Results } from '../../application/results.ts';
import type { FileRow } from '../../ports/case-rows.ts';
import type { Context } from '../context.ts';
import { photoViews } from '../photos.ts';
import { summary } from './list.ts';

export function get(context: Context): Results['get'] {
  return async (slug) =>
    await context.store.transaction(async (tx): Promise<PublishedResult | undefined> => {
      const row = await tx.cases.publications.bySlug(slug);
      if (!row) return undefined;
      const { city } = await context.cities.current(tx);
      const files: FileRow[] = [];
      for (const id of row.photos) {
        const file = await tx.cases.files.byId(id);
        if (file) files.push(file);
      }
      return {
        ...(await summary(tx, city, row)),
        text: row.text,
        answer: row.answer,
        photos: photoViews(files),
        publishedAt: row.publishedAt,
      };
    });
}
