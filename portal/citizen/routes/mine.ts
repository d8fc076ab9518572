/** "Hồ sơ và phản ánh của tôi": a code to a telephone or an address, or an identity provider; then the list, and each case. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AskedCode } from '#engine/runtime/application/citizens.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { useCaseErrors } from '#engine/runtime/use-cases/errors.ts';
import type { PageContext } from '../page.ts';
import { askPage, codePage, minePage, mineWords } from '../pages/mine.ts';
import { field, type Routes, show } from './reader.ts';

const hide = { schema: { hide: true } };

export function mineRoutes(routes: Routes): void {
  codeRoutes(routes);
  providerRoutes(routes);
  ownRoutes(routes);
}

function codeRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  const { citizens } = doors.application;

  scope.post('/mine', hide, async (request, reply) => {
    const { values } = await request.readSubmission();
    const contact = field(values, 'contact').slice(0, 200);
    const { language } = request;
    const question = { contact, language, former: request.stepToken('citizen-code') };
    await doors.limits.take('code', request.ip);
    const secret = await patiently(() => citizens.askForCode(question));
    if ('fault' in secret) return await showAsk(routes, request, reply, { contact, ...secret });
    return reply.keepStep('citizen-code', secret).redirect('/mine/code', 303);
  });

  scope.get('/mine/code', hide, async (request, reply) => {
    const asked = await citizens.asked(request.stepToken('citizen-code') ?? '');
    return asked === undefined ? reply.redirect('/mine', 303) : showCode(routes, request, reply, { asked });
  });

  scope.post('/mine/code', hide, async (request, reply) => {
    const { values } = await request.readSubmission();
    await doors.limits.take('enter', request.ip);
    const token = request.stepToken('citizen-code') ?? '';
    const asked = await citizens.asked(token);
    const found = await patiently(async () => (await citizens.enterCode(token, field(values, 'code'))) ?? wrong);
    if ('fault' in found) {
      const isOver = asked === undefined || found === over;
      return isOver ? showAsk(routes, request, reply, found) : showCode(routes, request, reply, { asked, ...found });
    }
    await reply.startCitizen(found);
    return reply.endStep('citizen-code').redirect('/mine', 303);
  });
}

function providerRoutes({ scope, doors, ...rest }: Routes): void {
  const { citizens } = doors.application;
  interface To {
    readonly Params: { readonly code: string };
  }
  scope.get<To>('/mine/provider/:code', hide, async (request, reply) => {
    const { url, ...secret } = await citizens.toProvider(request.params.code, request.ip);
    return reply.keepStep('citizen-provider', secret).redirect(url, 303);
  });

  scope.get<To>('/mine/provider/:code/back', hide, async (request, reply) => {
    const token = request.stepToken('citizen-provider') ?? '';
    const found = await patiently(() => citizens.fromProvider(token, request.params.code, request.url));
    reply.endStep('citizen-provider');
    if ('fault' in found) return showAsk({ scope, doors, ...rest }, request, reply, found);
    await reply.startCitizen(found);
    return reply.redirect('/mine', 303);
  });
}

function ownRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  const { citizens } = doors.application;

  scope.get<{ Querystring: { before?: string; out?: string } }>('/mine', hide, async (request, reply) => {
    const { citizen } = request;
    const { before, out } = request.query;
    if (citizen === null) return await showAsk(routes, request, reply, { signedOut: out === '1' });
    const own = await citizens.cases(citizen, typeof before === 'string' ? before : undefined);
    return show(routes, request, reply, { make: (context) => minePage(context, citizen, own) });
  });

  scope.post('/mine/open', hide, async (request, reply) => {
    const { values } = await request.readSubmission();
    if (request.citizen === null) return reply.redirect('/mine', 303);
    const key = await citizens.open(request.citizenToken() ?? '', field(values, 'case'));
    if (key === undefined) throw new Refusal('NOT_FOUND', 404);
    return reply.keepFollow(key).redirect('/follow', 303);
  });

  scope.post('/mine/sign-out', hide, async (_request, reply) => {
    await reply.endCitizen();
    return reply.redirect('/mine?out=1', 303);
  });
}

interface Failed {
  readonly status: number;
  readonly fault: (context: PageContext) => string;
}

const wrong: Failed = { status: 401, fault: (context) => mineWords(context)('wrong') };
const over: Failed = { status: 401, fault: (context) => mineWords(context)('over') };

/** The refusals that a person at these pages can do something about are words on them. */
async function patiently<T>(work: () => Promise<T>): Promise<T | Failed> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, status } = error;
    if (code === 'SIGN_IN_OVER') return over;
    if (code === 'NO_CONTACT' || code === 'WAY_CLOSED' || code === 'NO_VERIFIED_CONTACT' || code === 'PROVIDER_REFUSED')
      return { status, fault: ({ language }) => useCaseErrors[code].message[language] };
    if (status !== 429) throw error;
    const minutes = Math.max(1, Math.ceil(Number(error.params['seconds'] ?? 60) / 60));
    return { status, fault: (context) => mineWords(context)('wait', { minutes }) };
  }
}

async function showAsk(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  view: Partial<Failed> & { readonly contact?: string; readonly signedOut?: boolean },
): Promise<FastifyReply> {
  const { contact = '', signedOut = false, status = 200, fault } = view;
  const ways = await routes.doors.application.citizens.ways();
  return show(routes, request, reply, {
    status,
    make: (context) => askPage(context, { ways, contact, signedOut, fault: fault?.(context) ?? null }),
  });
}

function showCode(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  { asked, status = 200, fault }: Partial<Failed> & { readonly asked: AskedCode },
): FastifyReply {
  const make = (context: PageContext) => codePage(context, { asked, fault: fault?.(context) ?? null });
  return show(routes, request, reply, { status, make });
}
