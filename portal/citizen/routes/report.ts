import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Receipt } from '#engine/runtime/application/reports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { homePage } from '../pages/home.ts';
import { type Attempt, firstAttempt, reportPage } from '../pages/report.ts';
import { sentPage } from '../pages/sent.ts';
import { field, type Routes, show } from './reader.ts';

const latestMax = 4;
/** The confirmation can be read again (and printed) for so long; the code is nowhere else. */
const receiptMinutes = 15;
const receiptCookie = 'receipt';

export function reportRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  const hide = { schema: { hide: true } };

  scope.get('/', hide, async (request, reply) => {
    const latest = (await doors.application.results.list({})).items.slice(0, latestMax);
    const offered = await doors.application.reports.offered();
    return show(routes, request, reply, { make: (context) => homePage(context, latest, offered) });
  });

  scope.get('/report', hide, async (request, reply) => showForm(routes, request, reply, randomUUID(), firstAttempt));
  scope.post('/report', hide, async (request, reply) => submit(routes, request, reply));
  scope.get('/report/sent', hide, async (request, reply) => {
    const receipt = readReceipt(routes, request);
    return show(routes, request, reply, { make: (context) => sentPage(context, receipt) });
  });
}

async function submit(routes: Routes, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { doors } = routes;
  await doors.limits.take('submit', request.ip);
  const { values, files, faults } = await request.readSubmission();
  const submissionKey = field(values, 'submissionKey') || randomUUID();
  if (faults.length > 0) return showForm(routes, request, reply, submissionKey, { values, faults });
  try {
    const { language } = request;
    const service = wantedIn(request);
    const sent = { submissionKey, language, channel: 'web', values, files } as const;
    const receipt = await doors.application.reports.submit(service === undefined ? sent : { ...sent, service });
    keepReceipt(routes, reply, receipt);
    reply.keepFollow({ code: receipt.trackingCode, secret: receipt.pin ?? lastFour(field(values, 'phone')) });
    return reply.redirect('/report/sent', 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.fields.length === 0) throw error;
    return showForm(routes, request, reply, submissionKey, { values, faults: error.fields });
  }
}

async function showForm(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  attempt: Attempt,
): Promise<FastifyReply> {
  const service = wantedIn(request);
  const intake = await routes.doors.application.reports.intake(service === undefined ? {} : { service });
  return show(routes, request, reply, {
    status: attempt.faults.length > 0 ? 422 : 200,
    islands: ['report', 'map'],
    make: (context) => reportPage(context, intake, { submissionKey: key, service, attempt }),
  });
}

/** The service that the address names, in the page and in what it sends. */
function wantedIn({ query }: FastifyRequest): string | undefined {
  const { service } = query as { readonly service?: unknown };
  return typeof service === 'string' && service.length <= 100 ? service : undefined;
}

function keepReceipt({ doors, site }: Routes, reply: FastifyReply, receipt: Receipt): void {
  const until = doors.now() + receiptMinutes * 60_000;
  const sealed = site.seal(JSON.stringify({ ...receipt, stages: [] }), until);
  const secure = doors.site.publicUrl.startsWith('https:');
  reply.setCookie(receiptCookie, sealed, {
    path: '/report',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: receiptMinutes * 60,
  });
}

function readReceipt({ doors, site }: Routes, request: FastifyRequest): Receipt | undefined {
  const sealed = request.cookies[receiptCookie];
  const text = sealed === undefined ? undefined : site.unseal(sealed, doors.now());
  return text === undefined ? undefined : (JSON.parse(text) as Receipt);
}

function lastFour(phone: string): string {
  return phone.replace(/\D/g, '').slice(-4);
}
