import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { RateLimit } from '#engine/runtime/use-cases/application.ts';
import type { Doors } from '../doors.ts';
import { answers, submissionBody, uuid } from '../schemas/common.ts';
import {
  foundPlaces,
  fullProgress,
  intake,
  placePreview,
  previewQuestion,
  publicProgress,
  receipt,
  reporterAnswer,
  reportSubmission,
  serviceKey,
  suggestions,
  typedText,
} from '../schemas/reports.ts';
import type { Api } from './api.ts';
import { readApiSubmission } from './submission.ts';

const params = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) });
const tags = ['reports'];

export function registerReports(api: Api, { application: { reports }, limits }: Doors): void {
  const querystring = Type.Object({
    service: Type.Optional(serviceKey),
    category: Type.Optional(Type.String({ maxLength: 100 })),
  });
  const form = { summary: 'What a report needs', tags, querystring, response: answers(intake) };
  api.get('/intake', { schema: form }, async (request) => reports.intake(request.query));

  const places = { summary: 'Look for an address', tags, body: typedText, response: answers(foundPlaces) };
  api.post('/intake/places', { schema: places }, async (request) => {
    // Officials look for one address after the other, a whole office behind one of the net.
    if (request.actor === null) await within(limits, 'preview', request);
    return await reports.places(request.body.text);
  });

  const suggest = { summary: 'What a text may be about', tags, body: typedText, response: answers(suggestions) };
  api.post('/intake/suggestions', { schema: suggest }, async (request) => {
    await within(limits, 'preview', request);
    return await reports.suggest(request.body.text);
  });

  const preview = { summary: 'Who would get a report', tags, body: previewQuestion, response: answers(placePreview) };
  api.post('/intake/preview', { schema: preview }, async (request) => {
    await within(limits, 'preview', request);
    return await reports.preview(request.body);
  });

  const follow = { summary: 'The public stages of a report', tags, params, response: answers(publicProgress) };
  api.get('/reports/:code', { schema: follow }, async (request) => {
    await within(limits, 'follow', request);
    return found(await reports.follow(request.params.code));
  });

  const body = Type.Object({ secret: Type.String({ minLength: 1, maxLength: 20 }) }, { additionalProperties: false });
  const full = { summary: 'Everything, with the second factor', tags, params, body, response: answers(fullProgress) };
  api.post('/reports/:code/full', { schema: full }, async (request, reply) => {
    await within(limits, 'follow', request);
    const progress = found(await reports.followFull(request.params.code, request.body.secret));
    reply.keepFollow({ code: request.params.code, secret: request.body.secret });
    return progress;
  });
}

/** Reporting takes photos, so it lives where multipart is read. */
export function registerReportSubmission(api: Api, { application: { reports }, limits }: Doors): void {
  const submit = {
    summary: 'Report a problem',
    tags,
    body: submissionBody(reportSubmission),
    response: answers(receipt),
  };
  api.post('/reports', { schema: submit }, async (request) => {
    await within(limits, 'submit', request);
    const { values, submissionKey, files, language, service } = await readApiSubmission(request);
    const told = language === 'en' || language === 'vi' ? language : request.language;
    const sent = { values, submissionKey, files, language: told, channel: 'api' } as const;
    return await reports.submit(service === undefined ? sent : { ...sent, service });
  });
}

/** What waits for the reporter (rating, further details), with code and second factor in the form. */
export function registerReportAnswer(api: Api, { application: { reports }, limits }: Doors): void {
  const answer = {
    summary: 'Answer what waits for the reporter',
    tags,
    params: Type.Object({ ...params.properties, taskId: uuid }),
    body: submissionBody(reporterAnswer),
    response: answers(fullProgress),
  };
  api.post('/reports/:code/tasks/:taskId/complete', { schema: answer }, async (request) => {
    await limits.take('answer', request.ip);
    const { secret, values, submissionKey, files } = await readApiSubmission(request);
    const { code, taskId } = request.params;
    return await reports.answer({ code, secret: secret ?? '', taskId, values, submissionKey, files });
  });
}

/** The limit of the caller's address; a system with a token has a limit of its own. */
async function within(
  limits: RateLimit,
  kind: 'submit' | 'preview' | 'follow',
  request: FastifyRequest,
): Promise<void> {
  if (request.actor === null || !('service' in request.actor)) await limits.take(kind, request.ip);
}

/** Unknown and wrong look the same. */
function found<T>(progress: T | undefined): T {
  if (progress === undefined) throw new Refusal('NOT_FOUND', 404);
  return progress;
}
