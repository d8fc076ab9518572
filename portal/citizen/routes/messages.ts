import { Refusal } from '#engine/runtime/refusal.ts';
import { showCase } from './follow.ts';
import { field, type Routes } from './reader.ts';

/** The reporter answers a message of the office; what was wrong comes back with what was typed. */
export function messageRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  scope.post('/follow/message', { schema: { hide: true } }, async (request, reply) => {
    if (request.follow === null) return reply.redirect('/follow', 303);
    await doors.limits.take('answer', request.ip);
    const { values, files, faults } = await request.readSubmission();
    if (faults.length > 0) return showCase(routes, request, reply, { messageAttempt: { values, faults } });
    try {
      const text = field(values, 'text');
      const submissionKey = field(values, 'submissionKey');
      await doors.application.relay.answer({ ...request.follow, text, files, submissionKey });
      return reply.redirect('/follow?answered=1', 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.fields.length === 0) throw error;
      return showCase(routes, request, reply, { messageAttempt: { values, faults: error.fields } });
    }
  });
}
