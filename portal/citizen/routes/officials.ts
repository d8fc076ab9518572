import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '#engine/runtime/application/accounts.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { PageContext } from '../page.ts';
import { mailboxPage, type SignInView, signInPage } from '../pages/officials.ts';
import type { PageSite } from '../site.ts';
import { field, type Routes, show } from './reader.ts';

const mailboxMax = 50;

export function officialRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  const hide = { schema: { hide: true } };

  scope.get<{ Querystring: { next?: string } }>('/sign-in', hide, async (request, reply) => {
    const next = safePath(request.query.next);
    if (request.actor !== null) return reply.redirect(next || '/office', 303);
    return showSignIn(routes, request, reply, { next, username: '', fault: () => null });
  });

  scope.post('/sign-in', hide, async (request, reply) => {
    const { values } = await request.readSubmission();
    const [username, next] = [field(values, 'username'), safePath(values['next'])];
    const password = typeof values['password'] === 'string' ? values['password'] : '';
    const outcome = await signIn(routes, { username, password }, request.ip);
    if ('token' in outcome) return reply.startSession(outcome).redirect(next || '/office', 303);
    return showSignIn(routes, request, reply, { next, username, ...outcome });
  });

  scope.get('/mailbox', hide, async (request, reply) => {
    const { mailbox } = doors.application;
    if (!mailbox.enabled) throw new Refusal('NOT_FOUND', 404);
    const messages = await mailbox.list(mailboxMax);
    return show(routes, request, reply, { make: (context) => mailboxPage(context, messages) });
  });
}

interface Failed {
  readonly status: number;
  readonly fault: (context: PageContext) => string;
}

async function signIn(
  { doors }: Routes,
  credentials: { username: string; password: string },
  from: string,
): Promise<SignedIn | Failed> {
  try {
    const session = await doors.application.accounts.signIn(credentials, from);
    return session ?? { status: 401, fault: ({ t }) => t('signInWrong') };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 429) throw error;
    const minutes = Math.max(1, Math.ceil(Number(error.params['seconds'] ?? 60) / 60));
    return { status: 429, fault: ({ t }) => t('signInWait', { minutes }) };
  }
}

function showSignIn(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  view: Pick<SignInView, 'next' | 'username'> & {
    readonly status?: number;
    readonly fault: (context: PageContext) => string | null;
  },
): FastifyReply {
  const { next, username, fault, status = 200 } = view;
  return show(routes, request, reply, {
    status,
    make: (context) =>
      signInPage(context, { next, username, fault: fault(context), demo: demoOf(routes.site, context) }),
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
