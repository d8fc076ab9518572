/** Covered copies of a case's photos: the copy is made before anything is written, and swept where no row names it. */
import type { Instant, Json } from '#engine/core/values.ts';
import type { CoveredPhoto, Covering, PixelBox, Publications } from '../../application/publications.ts';
import type { FileRow } from '../../ports/case-rows.ts';
import type { PublicationPhotoRow } from '../../ports/publication-versions.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { isPicture, photoViews } from '../photos.ts';
import { refusal } from '../refuse.ts';
import { caseToPublish, maySeeOriginals } from './rights.ts';

const boxesMax = 60;

export function cover(context: Context): Publications['cover'] {
  return async (actor, caseId, photoId, covering) => {
    const find = async (tx: Tx) => {
      const record = await caseToPublish(context, tx, actor, { action: 'prepare', caseId });
      const files = (await tx.cases.files.ofCase(record.id)).filter(isPicture);
      const source = files.find(({ id }) => id === photoId);
      if (source === undefined || !(await maySeeOriginals(context, tx, actor, record))) throw refusal('NOT_FOUND');
      return { source, files };
    };
    const { source, files } = await context.store.transaction(find);
    mustFit(covering, source, files);
    if (await context.files.waits(source.id)) throw refusal('FILE_BEING_CHECKED', { seconds: 10 });
    const now = context.clock();
    const made = await context.files.cover(source.id, covering.boxes, context.newId(now));
    if (made === undefined) throw refusal('NOT_FOUND');
    const row: PublicationPhotoRow = {
      ...made,
      caseId,
      sourceId: source.id,
      kind: source.kind,
      beforeId: covering.before,
      boxes: covering.boxes,
      madeBy: actor.username,
      createdAt: now,
    };
    await context.store.transaction(async (tx) => {
      await find(tx);
      await tx.cases.publicationPhotos.insert(row);
      const data = { source: source.id, copy: row.id, sha256: row.sha256, boxes: row.boxes.length };
      const event = { actor: actor.username, action: 'publication.cover', subject: `case:${caseId}`, data };
      await audit(context, tx, event, now);
    });
    return { ...viewOf(source, row, actor.displayName), chosen: false, isPublic: false };
  };
}

/**
 * The newest copy of each photo, by the photo.
 * @param until when the version was handed to the second person: copies made since are not what was read
 */
export function newestCopies(
  rows: readonly PublicationPhotoRow[],
  until = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, PublicationPhotoRow> {
  return new Map(rows.filter(({ createdAt }) => createdAt <= until).map((row) => [row.sourceId, row]));
}

/**
 * Ids of the copies that become public for photos that were chosen, in the order of the case.
 * @param until as for {@link newestCopies} @returns besides, which of the chosen nobody has looked at
 */
export async function copiesFor(
  tx: Tx,
  caseId: string,
  chosen: readonly string[],
  until?: Instant,
): Promise<{ readonly copies: readonly string[]; readonly missing: number }> {
  const wanted = new Set(chosen);
  const files = (await tx.cases.files.ofCase(caseId)).filter(({ id }) => wanted.has(id));
  const newest = newestCopies(await tx.cases.publicationPhotos.ofCase(caseId), until);
  const copies = files.flatMap(({ id }) => newest.get(id)?.id ?? []);
  return { copies, missing: files.length - copies.length };
}

/** A list of ids, or boxes that were ticked. */
export function chosenIds(chosen: Json | undefined): readonly string[] {
  if (Array.isArray(chosen)) return chosen.filter((id) => typeof id === 'string');
  if (typeof chosen === 'string') return [chosen];
  if (typeof chosen !== 'object' || chosen === null) return [];
  return Object.entries(chosen).flatMap(([id, on]) => (on === true ? [id] : []));
}

export function viewOf(
  source: FileRow,
  copy: PublicationPhotoRow | undefined,
  madeBy: string,
): Pick<CoveredPhoto, 'source' | 'copy'> {
  const [shown] = photoViews([source]);
  const [covered] = copy === undefined ? [] : photoViews([copy]);
  if (shown === undefined) throw new TypeError('A photo has a view.');
  const made = copy && covered && { photo: covered, boxes: copy.boxes, before: copy.beforeId, madeBy };
  return { source: shown, copy: made ?? null };
}

function mustFit({ boxes, before }: Covering, source: FileRow, files: readonly FileRow[]): void {
  const inside = ({ x, y, width, height }: PixelBox) =>
    [x, y, width, height].every(Number.isInteger) &&
    x >= 0 &&
    y >= 0 &&
    width > 0 &&
    height > 0 &&
    x + width <= source.width &&
    y + height <= source.height;
  if (boxes.length > boxesMax) {
    throw refusal('INVALID_FIELDS', {}, [{ path: 'boxes', rule: 'maxCount', params: { max: boxesMax } }]);
  }
  const wrong = boxes.findIndex((box) => !inside(box));
  if (wrong >= 0) throw refusal('INVALID_FIELDS', {}, [{ path: `boxes.${wrong}`, rule: 'boxOutside' }]);
  const paired = before === null || (before !== source.id && files.some(({ id }) => id === before));
  if (!paired) throw refusal('INVALID_FIELDS', {}, [{ path: 'before', rule: 'option' }]);
}
