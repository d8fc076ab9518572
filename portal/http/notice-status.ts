/**
 * What became of an SMS, as Twilio reports it: a form, signed with the account's token over our public address and all
 * fields (twilio.com/docs/usage/security#validating-requests). Repeated and late reports change nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { Refusal } from '#engine/runtime/refusal.ts';
import { registerUrlencoded } from './submission.ts';

export interface NoticeStatus {
  readonly authToken: string;
  readonly report: (noticeId: string, said: { readonly status: string; readonly providerId: string }) => Promise<void>;
}

export const noticeStatusPath = '/api/v1/notices/status';

/** @param publicUrl the address that the provider was given, without a trailing slash */
export function noticeStatusRoutes({ authToken, report }: NoticeStatus, publicUrl: string): FastifyPluginAsync {
  return async (scope: FastifyInstance) => {
    await registerUrlencoded(scope);
    scope.post(noticeStatusPath, { schema: { hide: true } }, async (request, reply) => {
      const fields = textsOf(request.body);
      const expected = signatureOf(authToken, `${publicUrl}${request.url}`, fields);
      if (!same(expected, String(request.headers['x-twilio-signature'] ?? ''))) throw new Refusal('CROSS_SITE', 403);
      const { notice } = request.query as { readonly notice?: unknown };
      const said = { status: fields.get('MessageStatus') ?? '', providerId: fields.get('MessageSid') ?? '' };
      if (typeof notice === 'string') await report(notice, said);
      return reply.status(204).send();
    });
  };
}

/** @param url exactly as the provider called it, query included */
export function signatureOf(authToken: string, url: string, fields: ReadonlyMap<string, string>): string {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = url + sorted.map(([name, value]) => name + value).join('');
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}

function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function textsOf(body: unknown): ReadonlyMap<string, string> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  if (entries.some(([, value]) => typeof value !== 'string')) throw new Refusal('BAD_REQUEST', 400);
  return new Map(entries as [string, string][]);
}
