import { Refusal } from '#engine/runtime/refusal.ts';
import { mailboxPage } from '../pages/officials.ts';
import { type Routes, show } from './reader.ts';
import { signInRoutes } from './sign-in.ts';

const mailboxMax = 50;

export function officialRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  signInRoutes(routes);
  scope.get('/mailbox', { schema: { hide: true } }, async (request, reply) => {
    const { mailbox } = doors.application;
    if (!mailbox.enabled) throw new Refusal('NOT_FOUND', 404);
    const messages = await mailbox.list(mailboxMax);
    return show(routes, request, reply, { make: (context) => mailboxPage(context, messages) });
  });
}
