import type { PhotoView } from '../application/common.ts';
import type { FileRow } from '../ports/case-rows.ts';

/** Images as a page shows them. @param base path under which the reader's rights are checked, e.g. `/api/v1/files` */
export function photoViews(files: readonly FileRow[], base: string): readonly PhotoView[] {
  return files.map(({ id, kind, width, height }) => ({
    id,
    kind,
    width,
    height,
    url: `${base}/${id}`,
    thumbnailUrl: `${base}/${id}?variant=thumbnail`,
  }));
}

/** Where officials, and where everybody, find images; reporters get theirs beside their case's page. */
export const photoBase = { actor: '/api/v1/files', published: '/results/photos', reporter: '/follow/photos' } as const;
