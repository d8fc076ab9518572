import { Type } from 'typebox';
import type { Language } from '#engine/runtime/application/common.ts';
import type { BatchItemView, LifeOfInstance } from '#engine/runtime/application/operations.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { fill } from '../../kit/text.ts';
import type { Doors } from '../doors.ts';
import { problemEntry } from '../problem-catalogue.ts';
import { toProblem } from '../problems.ts';
import { answers, noContent, oneOf, orNull, uuid } from '../schemas/common.ts';
import {
  batchItemPage,
  batchItemsQuery,
  batchPage,
  batchRequest,
  batchView,
  holdRequest,
  instanceDetail,
  instancePage,
  instanceQuery,
  key,
  migrationPlan,
  operatedServices,
  operation,
  outcome,
  planRequest,
  reason,
} from '../schemas/operations.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['operations'];
const params = Type.Object({ id: uuid });
const service = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,99}$' });
const serviceParams = Type.Object({ key: service });
const versionParams = Type.Object({ key: service, version: Type.Integer({ minimum: 1 }) });
const closed = { additionalProperties: false } as const;
/** Ten thousand ids. */
const selectionBytesMax = 1024 * 1024;

export function registerOperations(api: Api, { application: { operations } }: Doors): void {
  const list = {
    summary: 'Instances, newest first',
    tags,
    querystring: instanceQuery,
    response: answers(instancePage),
  };
  api.get('/operations/instances', { schema: list }, async (request) => {
    const { state, ...query } = request.query;
    const states = state?.split(',') as LifeOfInstance[] | undefined;
    return await operations.list(actorOf(request), { ...query, ...(states && { states }) });
  });

  const detail = {
    summary: 'One instance with all that it waits for',
    tags,
    params,
    response: answers(instanceDetail),
  };
  api.get('/operations/instances/:id', { schema: detail }, async (request) => {
    const found = await operations.get(actorOf(request), request.params.id);
    const incidents = found.incidents.map((one) => ({ ...one, message: incidentIn(one, request.language) }));
    return { ...found, incidents };
  });

  const asked = Type.Object({ operation }, closed);
  const preview = { summary: 'What an operation would do', tags, params, body: asked, response: answers(outcome) };
  api.post('/operations/instances/:id/preview', { schema: preview }, async (request) =>
    operations.preview(actorOf(request), request.params.id, request.body.operation),
  );

  const body = Type.Object({ operation, reason, key }, closed);
  const perform = { summary: 'Do something to an instance', tags, params, body, response: answers(outcome) };
  api.post('/operations/instances/:id/operations', { schema: perform }, async (request) =>
    operations.perform(actorOf(request), request.params.id, request.body),
  );
}

export function registerOperatedServices(api: Api, { application: { operations } }: Doors): void {
  const list = { summary: 'Services and versions to operate', tags, response: answers(operatedServices) };
  api.get('/operations/services', { schema: list }, async (request) => operations.services(actorOf(request)));

  const drawing = {
    summary: 'The drawing of a process as it was published',
    tags,
    params: versionParams,
    querystring: Type.Object({ process: Type.String({ maxLength: 190 }) }),
    response: answers(Type.Object({ xml: Type.String() })),
  };
  api.get('/operations/services/:key/versions/:version/diagram', { schema: drawing }, async (request) => {
    const { key: named, version } = request.params;
    return await operations.diagram(actorOf(request), named, version, request.query.process);
  });

  const plan = {
    summary: 'How one version goes over into another',
    tags,
    params: serviceParams,
    body: planRequest,
    response: answers(migrationPlan),
  };
  api.post('/operations/services/:key/plan', { schema: plan }, async (request) =>
    operations.plan(actorOf(request), request.params.key, request.body),
  );

  const hold = {
    summary: 'Put a version on hold, or open it again',
    tags,
    params: versionParams,
    body: holdRequest,
    response: answers(Type.Object({ batchId: orNull(Type.String()) })),
  };
  api.post('/operations/services/:key/versions/:version/hold', { schema: hold }, async (request) =>
    operations.hold(actorOf(request), request.params.key, request.params.version, request.body),
  );
}

export function registerBatches(api: Api, { application: { operations } }: Doors): void {
  const begun = answers(Type.Object({ batchId: Type.String() }));
  const create = { summary: 'One operation on many instances', tags, body: batchRequest, response: begun };
  api.post('/operations/batches', { schema: create, bodyLimit: selectionBytesMax }, async (request) =>
    operations.createBatch(actorOf(request), request.body),
  );

  const querystring = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 500 })) });
  const list = { summary: 'Batches, newest first', tags, querystring, response: answers(batchPage) };
  api.get('/operations/batches', { schema: list }, async (request) =>
    operations.batches(actorOf(request), request.query.cursor),
  );

  const detail = { summary: 'A batch with its progress', tags, params, response: answers(batchView) };
  api.get('/operations/batches/:id', { schema: detail }, async (request) =>
    operations.batch(actorOf(request), request.params.id),
  );

  const items = {
    summary: 'What became of each instance of a batch',
    tags,
    params,
    querystring: batchItemsQuery,
    response: answers(batchItemPage),
  };
  api.get('/operations/batches/:id/items', { schema: items }, async (request) => {
    const page = await operations.batchItems(actorOf(request), request.params.id, request.query);
    return { ...page, items: page.items.map((item) => ({ ...item, ...wordsOf(item, request.language) })) };
  });

  const verb = Type.Object({ verb: oneOf('pause', 'resume', 'cancel') }, closed);
  const control = { summary: 'Pause, resume or cancel a batch', tags, params, body: verb, response: noContent };
  api.post('/operations/batches/:id/control', { schema: control }, async (request, reply) => {
    await operations.controlBatch(actorOf(request), request.params.id, request.body.verb);
    return reply.status(204).send(null);
  });

  const undoBody = Type.Object({ reason, key }, closed);
  const undo = { summary: 'Take back what a batch has done', tags, params, body: undoBody, response: begun };
  api.post('/operations/batches/:id/undo', { schema: undo }, async (request) =>
    operations.undoBatch(actorOf(request), request.params.id, request.body),
  );
}

/** A result is kept as a code; it is put into words where it is read. */
function wordsOf({ code, params: given }: BatchItemView, language: Language) {
  const { faults, ...rest } = given as {
    readonly faults?: readonly { element: string; name?: string; rule: string }[];
  };
  const plain = rest as Readonly<Record<string, string | number>>;
  const message = problemEntry(code) === undefined ? '' : toProblem(new Refusal(code, 409, plain), language, '').detail;
  const told = (faults ?? []).map(({ element, name = '', rule }) => ({
    element: name || element,
    message: problemEntry(rule)?.message[language] ?? rule,
  }));
  return { message, faults: told };
}

/** Incidents are kept in English words; what stood in their holes is found again and put into the reader's. */
function incidentIn(
  { code, message }: { readonly code: string; readonly message: string },
  language: Language,
): string {
  const words = problemEntry(code)?.message;
  if (words === undefined || language === 'en') return message;
  const names = [...words.en.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const pattern = words.en
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('([\\s\\S]*)');
  const found = new RegExp(`^${pattern}$`).exec(message);
  if (found === null) return message;
  const holes = Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? '']));
  return fill(words[language], holes);
}
