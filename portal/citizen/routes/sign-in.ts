/** Officials sign in: by password, with a second step where the account has one, at a provider, or with a passkey. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HalfSignedIn, SignedIn } from '#engine/runtime/application/accounts.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { callerOf } from '../../http/session.ts';
import type { PageContext } from '../page.ts';
import { codePage, linkPage, type SignInView, signInPage, signInWords } from '../pages/sign-in.ts';
import type { PageSite } from '../site.ts';
import { field, type Routes, show } from './reader.ts';

const hide = { schema: { hide: true } };

export function signInRoutes(routes: Routes): void {
  passwordRoutes(routes);
  codeRoutes(routes);
  providerRoutes(routes);
}

function passwordRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  scope.get<{ Querystring: { next?: string; again?: string } }>('/sign-in', hide, async (request, reply) => {
    const next = safePath(request.query.next);
    const again = request.query.again === '1';
    if (request.member !== null && !again) return reply.redirect(next || '/office', 303);
    const username = again ? (request.member?.username ?? '') : '';
    return showSignIn(routes, request, reply, { next, username, again, fault: () => null });
  });

  scope.post('/sign-in', hide, async (request, reply) => {
    const { values } = await request.readSubmission();
    const [username, next] = [field(values, 'username'), safePath(values['next'])];
    const password = typeof values['password'] === 'string' ? values['password'] : '';
    const { from, agent } = callerOf(request);
    const outcome = await patiently(() => doors.application.accounts.signIn({ username, password }, from, agent));
    if (outcome === undefined || 'fault' in outcome) {
      const failed = outcome ?? { status: 401, fault: (context: PageContext) => signInWords(context)('wrong') };
      return showSignIn(routes, request, reply, { next, username, ...failed });
    }
    return await entered(reply, outcome, next);
  });
}

function codeRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  const { accounts } = doors.application;
  const page = async (request: FastifyRequest, reply: FastifyReply, { next, status = 200, fault }: Shown) => {
    const factors = await accounts.half(request.stepToken('second') ?? '');
    if (factors === undefined) return showSignIn(routes, request, reply, { next, username: '', ...over });
    return show(routes, request, reply, {
      status,
      islands: ['sign-in'],
      make: (context) => codePage(context, { next, factors, fault: fault(context) }),
    });
  };

  scope.get<{ Querystring: { next?: string } }>('/sign-in/code', hide, async (request, reply) =>
    page(request, reply, { next: safePath(request.query.next), fault: () => null }),
  );

  scope.post('/sign-in/code', hide, async (request, reply) => {
    const { values } = await request.readSubmission();
    const next = safePath(values['next']);
    const token = request.stepToken('second') ?? '';
    const outcome = await patiently(() => accounts.enterCode(token, field(values, 'code'), callerOf(request)));
    if (outcome !== undefined && 'token' in outcome) return await entered(reply, outcome, next);
    const failed = outcome ?? { status: 401, fault: (context: PageContext) => signInWords(context)('codeWrong') };
    return await page(request, reply, { next, ...failed });
  });
}

function providerRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  const { accounts } = doors.application;
  interface To {
    readonly Params: { readonly code: string };
    readonly Querystring: { readonly next?: string };
  }
  scope.get<To>('/sign-in/provider/:code', hide, async (request, reply) => {
    const { url, ...secret } = await accounts.toProvider(request.params.code, safePath(request.query.next), request.ip);
    return reply.keepStep('provider', secret).redirect(url, 303);
  });

  scope.get<To>('/sign-in/provider/:code/back', hide, async (request, reply) => {
    const token = request.stepToken('provider') ?? '';
    const found = await patiently(() =>
      accounts.fromProvider(token, request.params.code, request.url, callerOf(request)),
    );
    if ('fault' in found) return showSignIn(routes, request, reply, { next: '', username: '', ...found });
    const { outcome, next } = found;
    if (!('unlinked' in outcome)) return await entered(reply, outcome, next);
    return reply.keepStep('unlinked', outcome).redirect('/sign-in/link', 303);
  });

  const link = (request: FastifyRequest, reply: FastifyReply, { status = 200, fault }: Omit<Shown, 'next'>) =>
    show(routes, request, reply, { status, make: (context) => linkPage(context, { fault: fault(context) }) });

  scope.get('/sign-in/link', hide, async (request, reply) => link(request, reply, { fault: () => null }));

  scope.post('/sign-in/link', hide, async (request, reply) => {
    const { values } = await request.readSubmission();
    const token = request.stepToken('unlinked') ?? '';
    const found = await patiently(() => accounts.linkByCode(token, field(values, 'code'), callerOf(request)));
    if (found === undefined) {
      return link(request, reply, { status: 401, fault: (context) => signInWords(context)('linkWrong') });
    }
    if ('fault' in found) return showSignIn(routes, request, reply, { next: '', username: '', ...found });
    const { outcome, next } = found;
    if ('unlinked' in outcome) throw new Error('a linked identity is not linked');
    return await entered(reply, outcome, next);
  });
}

interface Failed {
  readonly status: number;
  readonly fault: (context: PageContext) => string;
}

interface Shown {
  readonly next: string;
  readonly status?: number;
  readonly fault: (context: PageContext) => string | null;
}

const over: Failed = { status: 401, fault: (context) => signInWords(context)('over') };

/** The refusals that a person at the sign-in page can do something about are words on it. */
async function patiently<T>(work: () => Promise<T>): Promise<T | Failed> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'SIGN_IN_OVER') return over;
    if (error.status !== 429) throw error;
    const minutes = Math.max(1, Math.ceil(Number(error.params['seconds'] ?? 60) / 60));
    return { status: 429, fault: (context) => signInWords(context)('wait', { minutes }) };
  }
}

async function entered(reply: FastifyReply, outcome: SignedIn | HalfSignedIn, next: string): Promise<FastifyReply> {
  if (outcome.actor === undefined) {
    return reply.keepStep('second', outcome).redirect(`/sign-in/code?next=${encodeURIComponent(next)}`, 303);
  }
  await reply.startSession(outcome);
  return reply.redirect(next || '/office', 303);
}

function showSignIn(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  view: Pick<SignInView, 'next' | 'username'> & Partial<Pick<SignInView, 'again'>> & Shown,
): FastifyReply {
  const { next, username, again = false, fault, status = 200 } = view;
  const { providers } = routes.doors.application.accounts;
  return show(routes, request, reply, {
    status,
    islands: ['sign-in'],
    make: (context) =>
      signInPage(context, {
        ...{ next, username, again },
        fault: fault(context),
        providers: providers.map(({ code, name }) => ({ code, name: name[context.language] })),
        demo: demoOf(routes.site, context),
      }),
  });
}

function demoOf({ demo, city }: PageSite, { language }: PageContext): SignInView['demo'] {
  if (demo === null) return null;
  const roles = city()?.roles;
  const accounts = demo.accounts.map((account) => ({
    ...account,
    role: roles?.get(account.role)?.name[language] ?? account.role,
  }));
  return { password: demo.password, accounts };
}

/** A path of our own, never another site's. */
function safePath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : '';
}
