/**
 * Reads a posted form. File handles come from our multipart parser and from nowhere else: a body that describes files
 * stays a plain value. Files that break a limit are left out and reported at their field, so that a page can show the
 * form again.
 */
import { rm } from 'node:fs/promises';
import formbody from '@fastify/formbody';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { StagedFile } from '#engine/runtime/application/common.ts';
import { type FieldFault, Refusal } from '#engine/runtime/refusal.ts';
import { isVideoFile } from '../files/ingest-video.ts';
import type { Staging, StagingFolder } from '../files/staging.ts';
import type { Submission } from './doors.ts';

export const filesMax = 5;
export const fileBytesMax = 10 * 1024 * 1024;
/** The most that is read of any file; what is no video is refused beyond the limit of photos. */
const videoBytesMax = 50 * 1024 * 1024;
/** More parts than anybody sends by mistake: reading on only costs us. */
const filesReadMax = 20;
/** The fields of a form, and of the rows in its grids (`forms/check-grids.ts`) with a mark for each. */
const fieldsMax = 600;
const fieldBytesMax = 256 * 1024;
/** `key[12].key`, both of 64 letters. */
const fieldNameBytesMax = 150;
const originalNameLengthMax = 200;

/** Forms of pages; for the scope of pages alone, so that the API takes no body that it does not describe. */
export async function registerUrlencoded(scope: FastifyInstance): Promise<void> {
  await scope.register(formbody, { bodyLimit: fieldBytesMax });
}

/** Forms with files; for the scopes whose routes read submissions. */
export async function registerMultipart(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      files: filesReadMax,
      fileSize: videoBytesMax,
      fields: fieldsMax,
      fieldSize: fieldBytesMax,
      fieldNameSize: fieldNameBytesMax,
      parts: filesReadMax + fieldsMax,
    },
  });
}

/** Gives every request `readSubmission()`, and removes what it staged once the response is out or the line broke. */
export function registerSubmissions(server: FastifyInstance, staging: Staging): void {
  const folders = new WeakMap<FastifyRequest, StagingFolder>();
  server.decorateRequest('readSubmission', async function (this: FastifyRequest): Promise<Submission> {
    if (this.isMultipart?.() !== true) return { values: plainBody(this.body), files: [], faults: [] };
    const folder = staging.open();
    folders.set(this, folder);
    return await readParts(this, folder).catch(unlessMalformed);
  });
  server.addHook('onResponse', async (request) => {
    await folders.get(request)?.remove();
  });
  server.addHook('onRequestAbort', async (request) => {
    await folders.get(request)?.remove();
  });
}

async function readParts(request: FastifyRequest, folder: StagingFolder): Promise<Submission> {
  const values = new Map<string, unknown>();
  const files: StagedFile[] = [];
  const faults: FieldFault[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const outcome = await stage(part, folder, files.length);
      if (outcome !== undefined) 'rule' in outcome ? faults.push(outcome) : files.push(outcome);
    } else {
      if (part.valueTruncated || part.fieldnameTruncated) throw new Refusal('BODY_TOO_LARGE', 413);
      addValue(values, part.fieldname, part.value);
    }
  }
  return { values: Object.fromEntries(values), files, faults };
}

/** The parser's own complaints (no boundary, an early end) have no code; faults of the disk and of limits have one. */
function unlessMalformed(error: unknown): never {
  if (error instanceof Error && !('code' in error)) throw new Refusal('BAD_REQUEST', 400);
  throw error;
}

/** @returns the staged file, what is wrong with it, or nothing where the field was left empty */
async function stage(
  part: MultipartFile,
  folder: StagingFolder,
  already: number,
): Promise<StagedFile | FieldFault | undefined> {
  if (already >= filesMax) {
    part.file.resume();
    return { path: part.fieldname, rule: 'TOO_MANY_FILES', params: { max: filesMax } };
  }
  const { path, bytes } = await folder.write(part.file);
  const most = bytes > fileBytesMax && (await isVideoFile(path)) ? videoBytesMax : fileBytesMax;
  if (part.file.truncated || bytes > most) {
    await rm(path, { force: true });
    return { path: part.fieldname, rule: 'FILE_TOO_LARGE', params: { megabytes: most / 1024 / 1024 } };
  }
  if (bytes === 0) return undefined;
  return { field: part.fieldname, originalName: plainName(part.filename), path, bytes };
}

function addValue(values: Map<string, unknown>, name: string, value: unknown): void {
  const before = values.get(name);
  if (before === undefined) values.set(name, value);
  else values.set(name, Array.isArray(before) ? [...before, value] : [before, value]);
}

function plainBody(body: unknown): Readonly<Record<string, unknown>> {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw new Refusal('BAD_REQUEST', 400);
  return { ...body };
}

/** The name without folders and control characters; it is a citizen's data and goes to the vault. */
function plainName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  return last.replace(/\p{Cc}/gu, '').slice(0, originalNameLengthMax);
}
