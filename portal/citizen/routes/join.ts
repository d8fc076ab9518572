/** "Tôi cũng gặp": from the form of a report, from a published result, or from an address that somebody hands on. */
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FollowerReceipt } from '#engine/runtime/application/duplicates.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { type JoinView, joinedPage, joinPage } from '../pages/duplicates.ts';
import type { Attempt } from '../pages/report.ts';
import { field, type Routes, show } from './reader.ts';

const receiptMinutes = 15;
const receiptCookie = 'joined';
const numberMax = 40;

export function joinRoutes(routes: Routes): void {
  const { scope, doors, site } = routes;
  const hide = { schema: { hide: true } };

  scope.get<{ Params: { number: string } }>('/join/:number', hide, async (request, reply) => {
    await doors.limits.take('preview', request.ip);
    return showJoin(routes, request, reply, request.params.number, {});
  });

  scope.get('/join', hide, async (request, reply) => {
    const sealed = request.cookies[receiptCookie];
    const text = sealed === undefined ? undefined : site.unseal(sealed, doors.now());
    const receipt = text === undefined ? undefined : (JSON.parse(text) as FollowerReceipt);
    return show(routes, request, reply, { make: (context) => joinedPage(context, receipt) });
  });

  scope.post('/join', hide, async (request, reply) => {
    await doors.limits.take('join', request.ip);
    const { values } = await request.readSubmission();
    return join(routes, request, reply, values);
  });
}

/** The page on which somebody joins, with the contacts that they have typed already. */
export async function showJoin(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  number: string,
  values: Attempt['values'],
): Promise<FastifyReply> {
  const found = await routes.doors.application.duplicates.known(number.slice(0, numberMax));
  const typed = { phone: field(values, 'phone'), email: field(values, 'email') };
  return answer(routes, request, reply, { ...typed, found, submissionKey: randomUUID(), faults: [] });
}

async function join(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  values: Attempt['values'],
): Promise<FastifyReply> {
  const { application } = routes.doors;
  const registerNumber = field(values, 'number').slice(0, numberMax);
  const typed = { phone: field(values, 'phone'), email: field(values, 'email') };
  const submissionKey = field(values, 'submissionKey') || randomUUID();
  try {
    const joining = { registerNumber, submissionKey, language: request.language, ...typed };
    const receipt = await application.duplicates.join(joining);
    keepReceipt(routes, reply, receipt);
    reply.keepFollow({ code: receipt.trackingCode, secret: '' });
    return reply.redirect('/join', 303);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.fields.length === 0 && error.code !== 'NOT_FOUND')) throw error;
    const found = await application.duplicates.known(registerNumber);
    return answer(routes, request, reply, { ...typed, found, submissionKey, faults: error.fields });
  }
}

function answer(routes: Routes, request: FastifyRequest, reply: FastifyReply, view: JoinView): FastifyReply {
  const status = view.found === undefined ? 404 : view.faults.length > 0 ? 422 : 200;
  return show(routes, request, reply, { status, make: (context) => joinPage(context, view) });
}

/** The code is nowhere else: the page can be read again for a while. */
function keepReceipt({ doors, site }: Routes, reply: FastifyReply, receipt: FollowerReceipt): void {
  const sealed = site.seal(JSON.stringify(receipt), doors.now() + receiptMinutes * 60_000);
  const secure = doors.site.publicUrl.startsWith('https:');
  const how = { path: '/join', httpOnly: true, sameSite: 'lax', secure, maxAge: receiptMinutes * 60 } as const;
  reply.setCookie(receiptCookie, sealed, how);
}
