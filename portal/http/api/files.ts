import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { FileContent, FileVariant, Range } from '#engine/runtime/application/files.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import { oneOf, uuid } from '../schemas/common.ts';
import type { Api } from './api.ts';

interface Allowed {
  readonly content: FileContent;
  readonly published: boolean;
}

export function registerFiles(api: Api, doors: Doors): void {
  const schema = {
    summary: 'A photo: published, or under the rights of the official or reporter who asks',
    tags: ['files'],
    params: Type.Object({ id: uuid }),
    querystring: Type.Object({ variant: Type.Optional(oneOf('full', 'thumbnail')) }),
  };
  api.get('/files/:id', { schema }, async (request, reply) => {
    const allowed = await find(doors, request, request.params.id, request.query.variant ?? 'full');
    if (allowed === undefined) throw new Refusal('NOT_FOUND', 404);
    return await send(request, reply, allowed);
  });
}

/** The narrowest right comes last: what everybody may see is answered as such, whoever asks. */
async function find(
  { application: { files } }: Doors,
  request: FastifyRequest,
  id: string,
  variant: FileVariant,
): Promise<Allowed | undefined> {
  const open = await files.published(id, variant);
  if (open !== undefined) return { content: open, published: true };
  const { actor, follow } = request;
  const official = actor === null ? undefined : await files.forActor(actor, id, variant);
  if (official !== undefined) return { content: official, published: false };
  const own = follow === null ? undefined : await files.forReporter(follow.code, follow.secret, id, variant);
  return own === undefined ? undefined : { content: own, published: false };
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { content, published }: Allowed,
): Promise<FastifyReply> {
  const etag = `"${content.sha256}"`;
  const isVideo = content.mediaType.startsWith('video/');
  reply
    .header('etag', etag)
    .header('vary', 'cookie')
    .header('cache-control', published ? 'public, no-cache' : 'private, no-cache')
    .header('content-security-policy', `default-src 'none';${isVideo ? " media-src 'self';" : ''} sandbox`)
    .header('accept-ranges', 'bytes')
    .header('content-disposition', `inline; filename="${isVideo ? 'video.mp4' : 'photo.jpg'}"`);
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  const range = rangeOf(request, etag, content.bytes);
  if (range === 'outside') return reply.status(416).header('content-range', `bytes */${content.bytes}`).send();
  const bytes = Readable.from(await content.open(range));
  reply
    .type(content.mediaType)
    .header('content-length', range === undefined ? content.bytes : range.to - range.from + 1);
  if (range !== undefined) {
    reply.status(206).header('content-range', `bytes ${range.from}-${range.to}/${content.bytes}`);
  }
  return reply.send(bytes);
}

/**
 * The one range that is asked for (RFC 9110, section 14): players ask for the end of a video before its beginning.
 * @returns undefined where all of it is wanted, several ranges or another version of it
 */
function rangeOf({ headers }: FastifyRequest, etag: string, bytes: number): Range | 'outside' | undefined {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '');
  const [, first = '', last = ''] = asked ?? [];
  if (first === '' && last === '') return undefined;
  if (headers['if-range'] !== undefined && headers['if-range'] !== etag) return undefined;
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return from > to ? 'outside' : { from, to };
}
