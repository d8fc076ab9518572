import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { normaliseDossierCode } from '#engine/cases/dossiers/code-pattern.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { sessionIn } from '#engine/runtime/use-cases/reports/own-secret.ts';
import { rowStep } from '#forms/plain/grid.ts';
import type { FollowKey } from '../../http/doors.ts';
import { type FollowView, followPage, isRegisterNumber } from '../pages/follow.ts';
import type { Attempt } from '../pages/report.ts';
import { field, type Routes, show } from './reader.ts';

/** Following: what was shown stays in a sealed cookie for half an hour, so that no code ever stands in an address. */
export function followRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  const hide = { schema: { hide: true } };

  scope.get<{ Querystring: { answered?: string; stopped?: string; code?: string } }>(
    '/follow',
    hide,
    async (request, reply) => {
      const { answered, stopped, code } = request.query;
      const said = { answered: answered === '1', stopped: stopped === '1' };
      if (typeof code !== 'string') return showCase(routes, request, reply, said);
      // A link from a message: the code moves from the address into the sealed cookie at once.
      return openCase(routes, request, reply, { code: code.slice(0, 80), secret: '' });
    },
  );

  scope.post('/follow', hide, async (request, reply) => {
    const { values } = await request.readSubmission();
    return openCase(routes, request, reply, { code: field(values, 'code'), secret: field(values, 'secret') });
  });

  scope.post('/follow/stop', hide, async (request, reply) => {
    if (request.follow === null) return reply.redirect('/follow', 303);
    await doors.limits.take('follow', request.ip);
    const { code, secret } = request.follow;
    await doors.application.duplicates.stop(code);
    // A follower's code has ended with it; a reporter's shows their case as before.
    const left = await isKnown(routes, code, secret);
    return (left ? reply : reply.keepFollow(null)).redirect('/follow?stopped=1', 303);
  });

  scope.post('/follow/forget', hide, async (_request, reply) => reply.keepFollow(null).redirect('/follow', 303));

  scope.post('/follow/answer', hide, async (request, reply) => {
    if (request.follow === null) return reply.redirect('/follow', 303);
    await doors.limits.take('answer', request.ip);
    const { values, files, faults } = await request.readSubmission();
    const taskId = field(values, 'taskId');
    const attempt = (wrong: Attempt['faults']) => ({ taskId, values, faults: wrong });
    const changed = await rowsChanged(routes, request.follow, taskId, values);
    if (changed !== undefined) {
      return showCase(routes, request, reply, { attempt: { taskId, values: changed, faults: [] } });
    }
    if (faults.length > 0) return showCase(routes, request, reply, { attempt: attempt(faults) });
    try {
      await doors.application.reports.answer({
        ...request.follow,
        taskId,
        values,
        files,
        submissionKey: field(values, 'submissionKey'),
      });
      return reply.redirect('/follow?answered=1', 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.fields.length === 0) throw error;
      return showCase(routes, request, reply, { attempt: attempt(error.fields) });
    }
  });
}

/** A row more or less in a form that is being filled in, without a script. */
async function rowsChanged(
  { doors }: Routes,
  { code, secret }: FollowKey,
  taskId: string,
  values: Attempt['values'],
): Promise<Attempt['values'] | undefined> {
  const step = field(values, 'step');
  if (step === '') return undefined;
  const full = await doors.application.reports.followFull(code, secret);
  const task = full?.tasks.find((one) => one.taskId === taskId);
  return task === undefined ? undefined : rowStep(task.form, values, step);
}

/** Shows a case that is known, and keeps what was shown; says the same whatever was wrong. */
async function openCase(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  key: FollowKey,
): Promise<FastifyReply> {
  await routes.doors.limits.take('follow', request.ip);
  // The code of a dossier counts up from day to day: alone it opens nothing, whether there is one or not.
  if (key.secret === '' && normaliseDossierCode(key.code) !== undefined && !isRegisterNumber(key.code)) {
    const view = { ...nothing(key.code), needsSecret: true };
    return show(routes, request, reply, { status: 200, make: (context) => followPage(context, view) });
  }
  if (await isKnown(routes, key.code, key.secret)) return reply.keepFollow(key).redirect('/follow', 303);
  const view = { ...nothing(key.code), unknown: true };
  return show(routes, request, reply, { status: 404, make: (context) => followPage(context, view) });
}

async function isKnown({ doors }: Routes, code: string, secret: string): Promise<boolean> {
  const { reports } = doors.application;
  const full = secret === '' ? undefined : await reports.followFull(code, secret);
  const found = full ?? (await reports.follow(code));
  // Who only follows has no second factor; what was typed there opens nothing more.
  return full !== undefined || (found !== undefined && (secret === '' || found.reader === 'follower'));
}

/** The case whose code is kept in this browser. @param more what was just done, or was wrong */
export async function showCase(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  more: Partial<FollowView>,
): Promise<FastifyReply> {
  const { reports, documents, ownRecords } = routes.doors.application;
  const key = request.follow;
  const full = key === null || key.secret === '' ? undefined : await reports.followFull(key.code, key.secret);
  const own = key !== null && sessionIn(key.secret) !== undefined;
  const papers = key === null || full === undefined ? undefined : await documents.listForApplicant(key);
  // The session is over: what it has opened is shut, down to the public stages.
  if (own && full === undefined) return reply.keepFollow(null).redirect('/mine', 303);
  const progress = full ?? (key === null ? undefined : await reports.follow(key.code));
  const record = key === null || full === undefined ? undefined : await ownRecords.offered(key.code, key.secret);
  const known = { progress, full, papers: papers ?? [], own, record };
  const view: FollowView = { ...nothing(key?.code ?? ''), ...known, submissionKey: randomUUID(), ...more };
  const wrong = [more.attempt, more.messageAttempt].some((one) => (one?.faults.length ?? 0) > 0);
  const status = wrong ? 422 : 200;
  return show(routes, request, reply, { status, make: (context) => followPage(context, view) });
}

function nothing(code: string): FollowView {
  return {
    code,
    unknown: false,
    needsSecret: false,
    progress: undefined,
    full: undefined,
    papers: [],
    record: undefined,
    answered: false,
    own: false,
    stopped: false,
    submissionKey: '',
  };
}
