/** A form that somebody sent: judged by the pinned version of the form, then split into variables, vault and files. */

import type { City } from '#engine/cases/city/city.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { FormValue } from '#forms/coerce.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { type Submission, validateSubmission } from '#forms/validate.ts';
import type { StagedFile } from '../application/common.ts';
import type { FileRow } from '../ports/case-rows.ts';
import type { IngestedFile } from '../ports/files.ts';
import type { Tx } from '../ports.ts';
import { isInDoubt } from './certain.ts';
import type { Context } from './context.ts';
import { noteReceived, originalEntryName, originalKeyBytes } from './files/received.ts';
import { type Choices, ruleContext } from './form-context.ts';
import { refusal } from './refuse.ts';

export interface Sent {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly StagedFile[];
}

/** An image on disk that no row names yet, with the field it came in and the name it had. */
export interface TakenImage extends IngestedFile {
  readonly field: string;
  readonly originalName: string;
  /** By which what was sent is sealed; null: it is not kept. */
  readonly originalKey: Uint8Array | null;
}

/** @throws Refusal 422 `INVALID_FIELDS` with one fault per wrong field */
export function judgeSubmission(
  form: FormDefinition,
  sent: Sent,
  place: { readonly city: City; readonly choices: Choices; readonly at: Instant },
): Submission<StagedFile> {
  const judged = validateSubmission(form, sent.values, sent.files, ruleContext(place.city, place.choices, place.at));
  if (judged.faults.length > 0) throw refusal('INVALID_FIELDS', {}, judged.faults);
  return judged;
}

/**
 * Re-encodes the photos of a judged submission.
 * @param evidence whether they are kept as they were sent too ({@link keepsOriginals})
 * @throws Refusal where one is no image; none of them is left then
 */
export async function takeImages(
  context: Context,
  { judged, evidence }: { readonly judged: Submission<StagedFile>; readonly evidence: boolean },
  now: Instant,
): Promise<readonly TakenImage[]> {
  const staged = Object.values(judged.files).flat();
  if (staged.length > context.config.photosMax) throw refusal('TOO_MANY_PHOTOS', { max: context.config.photosMax });
  const taken: TakenImage[] = [];
  try {
    for (const file of staged) {
      const { field, originalName } = file;
      // Whoever destroys the case's key in the vault destroys this one, and with it what was sent.
      const originalKey = evidence ? context.random(originalKeyBytes) : undefined;
      const ingested = await context.files.ingest(file, context.newId(now), originalKey);
      taken.push({ ...ingested, field, originalName, originalKey: originalKey ?? null });
    }
    return taken;
  } catch (error) {
    await dropImages(context, taken);
    throw error;
  }
}

/** Forgets images whose transaction did not come about; what a crash leaves is swept later. */
export async function dropImages(context: Context, images: readonly TakenImage[]): Promise<void> {
  for (const { id } of images) await context.files.remove(id);
}

/**
 * Forgets those that no row names. Where nobody can tell whether the rows were written, all of them stay: what is not
 * needed is swept later.
 * @param error why they may not have been written; left out: they were not
 */
export async function dropUnfiled(context: Context, images: readonly TakenImage[], error?: unknown): Promise<void> {
  if (images.length === 0 || isInDoubt(error)) return;
  const ids = images.map(({ id }) => id);
  const filed = await context.store.transaction((tx) => tx.cases.files.known(ids)).catch(() => ids);
  await dropImages(
    context,
    images.filter(({ id }) => !filed.includes(id)),
  );
}

/** Where a submission belongs. */
export interface Filing {
  readonly caseId: string;
  readonly kind: FileRow['kind'];
  /** Another unit's part that is answered; left out: it is the case's own. */
  readonly partId?: string | null;
  readonly images: readonly TakenImage[];
  readonly now: Instant;
}

export interface Filed {
  /** For the process: references in place of what is personal. */
  readonly variables: Readonly<Record<string, Json>>;
  /** Vault entries by field. */
  readonly entries: Readonly<Record<string, string>>;
}

/** Writes what is personal into the vault and the files' rows. */
export async function fileSubmission(
  context: Context,
  tx: Tx,
  judged: Submission<StagedFile>,
  { caseId, kind, partId = null, images, now }: Filing,
): Promise<Filed> {
  const personal = Object.entries(judged.personal).map(([key, value]): [string, string] => [key, asText(value)]);
  const names = images.map((image): [string, string] => [`file.${image.id}`, image.originalName]);
  const keys = images.flatMap(({ id, originalKey }): [string, string][] =>
    originalKey === null ? [] : [[originalEntryName(id), Buffer.from(originalKey).toString('base64')]],
  );
  const entries = await context.vault.seal(tx, caseId, Object.fromEntries([...personal, ...names, ...keys]), now);
  const position = (await tx.cases.files.ofCase(caseId)).length;
  const rows = images.map(({ id, mediaType, width, height, bytes, sha256, received }, index): FileRow => {
    const facts = { id, caseId, kind, partId, mediaType, width, height, bytes, sha256 };
    return {
      ...facts,
      position: position + index,
      nameEntry: entries[`file.${id}`] ?? null,
      createdAt: now,
      receivedType: received.mediaType,
      receivedBytes: received.bytes,
      receivedSha256: received.sha256,
      originalEntry: entries[originalEntryName(id)] ?? null,
    };
  });
  await tx.cases.files.insert(rows);
  await noteReceived(context, tx, rows, now);
  const own = Object.fromEntries(personal.map(([key]) => [key, entries[key] ?? '']));
  const references = Object.entries(own).map(([key, id]): [string, Json] => [key, { $vault: id }]);
  const photos = Object.keys(judged.files).map((field): [string, Json] => [
    field,
    images.filter((image) => image.field === field).map((image) => image.id),
  ]);
  const variables = { ...(judged.values as Record<string, Json>), ...Object.fromEntries([...references, ...photos]) };
  return { variables, entries: own };
}

function asText(value: FormValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
