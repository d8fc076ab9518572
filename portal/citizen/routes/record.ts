/** Fetching one's own record, for who has shown the second factor of a request that was granted. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FileContent } from '#engine/runtime/application/files.ts';
import type { OwnRecord } from '#engine/runtime/application/own-record.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { recordDocument } from '../record/document.ts';
import { type ZippedFile, zip } from '../record/zip.ts';
import { type Routes, readerOf } from './reader.ts';

export function recordRoutes(routes: Routes): void {
  const { scope, doors, site } = routes;
  // By a form: what is counted and written down is asked for by a press, never by a link that somebody else has sent.
  scope.post('/follow/record', { schema: { hide: true } }, async (request, reply) => {
    const { follow } = request;
    if (follow === null) return reply.redirect('/follow', 303);
    await doors.limits.take('follow', request.ip);
    const record = await doors.application.ownRecords.fetch(follow.code, follow.secret);
    if (record === undefined) throw new Refusal('NOT_FOUND', 404);
    const reader = readerOf(request, site, doors.site.demo);
    return await send(reply, record, recordDocument(reader, record));
  });
}

async function send(reply: FastifyReply, record: OwnRecord, page: string): Promise<FastifyReply> {
  const { files, ...data } = record;
  const text = (name: string, content: string): ZippedFile => ({
    name,
    read: async () => Buffer.from(content, 'utf8'),
  });
  const photos = files.map(({ name, content }) => ({
    name: `photos/${name}`,
    read: () => wholeOf(content),
  }));
  const names = files.map(({ name }) => name);
  const json = `${JSON.stringify({ ...data, files: names }, null, 2)}\n`;
  return await reply
    .type('application/zip')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${record.request}.zip"`)
    .send(Readable.from(zip([text('index.html', page), text('data.json', json), ...photos])));
}

async function wholeOf(content: FileContent): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await content.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}
