/** Evidence as it was sent: never shown by a page, only handed out as a file to who has the right and says why. */
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, uuid } from '../schemas/common.ts';
import { caseOriginals, readOriginal } from '../schemas/originals.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['files'];

export function registerOriginals(api: Api, { application: { originals } }: Doors): void {
  const all = {
    summary: 'What is kept of a case as it was sent, and who has read it',
    tags,
    querystring: Type.Object({ number: Type.String({ minLength: 1, maxLength: 100 }) }),
    response: answers(caseOriginals),
  };
  api.get('/originals', { schema: all }, async (request) => originals.ofCase(actorOf(request), request.query.number));

  const one = {
    summary: 'Read an original, for a reason that is kept; the answer is the file itself',
    tags,
    params: Type.Object({ id: uuid }),
    body: readOriginal,
  };
  api.post('/originals/:id', { schema: one }, async (request, reply) => {
    const { id } = request.params;
    const { fileName, bytes, content } = await originals.read(actorOf(request), id, request.body.reason);
    return reply
      .header('cache-control', 'no-store')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .header('content-length', bytes)
      .type('application/octet-stream')
      .send(Readable.from(content));
  });
}
