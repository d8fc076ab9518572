/** Reading JSON with limits: bytes by the route's body limit, depth here, no `__proto__`, no U+0000, no other content type. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#engine/runtime/refusal.ts';

/** Levels of lists and objects within one another. */
export const jsonDepthMax = 64;

export function registerJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // A command without a body, sent by a client that names the type all the same.
    if (body === '') return done(null, undefined);
    // U+0000 ends a text for SQL and is in no text that a person writes.
    const unfit = depthOf(body as string) > jsonDepthMax || (body as string).includes('\\u0000');
    if (unfit) return done(new Refusal('BAD_REQUEST', 400));
    return parse(request, body as string, done);
  });
}

/** Deepest level of brackets outside of strings, found without parsing. */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (inString) {
      if (sign === '\\') at++;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, ++depth);
    else if (sign === '}' || sign === ']') depth--;
  }
  return deepest;
}
