import type { PhotoView } from '../application/common.ts';
import type { FileRow } from '../ports/case-rows.ts';

/** Where images are found; the reader's rights are checked there, whoever the reader is. */
const base = '/api/v1/files';

/** Images as a page shows them. */
export function photoViews(
  files: readonly Pick<FileRow, 'id' | 'kind' | 'mediaType' | 'width' | 'height'>[],
): readonly PhotoView[] {
  return files.map(({ id, kind, mediaType, width, height }) => ({
    id,
    kind,
    mediaType,
    width,
    height,
    url: `${base}/${id}`,
    thumbnailUrl: `${base}/${id}?variant=thumbnail`,
  }));
}

/** Whether a file is a picture: only pictures are covered and become public. */
export function isPicture({ mediaType }: Pick<FileRow, 'mediaType'>): boolean {
  return mediaType.startsWith('image/');
}
