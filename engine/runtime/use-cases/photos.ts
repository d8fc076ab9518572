import type { Instant } from '#engine/core/values.ts';
import type { PhotoView } from '../application/common.ts';
import type { TaskDetail } from '../application/tasks.ts';
import type { FileRow } from '../ports/case-rows.ts';

/** Where the entry of the vault with the times stands in the row of a case. */
export const photoTimesEntry = 'photoTimes';

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

/** When photos were taken by their own word. @param sealed the entry {@link photoTimesEntry} of a case, opened */
export function photoTimes(sealed: string | null): TaskDetail['photoTimes'] {
  const times = JSON.parse(sealed ?? '{}') as Readonly<Record<string, Instant>>;
  return Object.entries(times).map(([photo, takenAt]) => ({ photo, takenAt }));
}

/** Whether a file is a picture: only pictures are covered and become public. */
export function isPicture({ mediaType }: Pick<FileRow, 'mediaType'>): boolean {
  return mediaType.startsWith('image/');
}
