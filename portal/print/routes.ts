/** Papers of dossiers behind their addresses: for officials, and for the applicant who has shown code and four digits. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { registerCells, registerColumns } from '#engine/documents/register.ts';
import { renderRegister } from '#engine/documents/render.ts';
import type { DocumentView, RegisterSpan, WholeRegister } from '#engine/runtime/application/documents.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { byteOrderMark, csvRows } from '#portal/kit/figures/csv.ts';
import { dateTime } from '#portal/kit/format.ts';
import { translator } from '#portal/kit/text.ts';
import { documentTexts } from '#portal/kit/texts/documents.ts';
import type { Routes } from '../citizen/routes/reader.ts';
import { actorOf } from '../http/session.ts';
import { type PaperFrame, paperPage } from './page.ts';

const forms = ['01', '02', '03', '04', '05', '06'] as const;

export function documentRoutes(routes: Routes): void {
  const { scope, doors } = routes;
  const { documents } = doors.application;
  const hide = { schema: { hide: true } };

  scope.get<{ Querystring: Query }>('/documents/register', hide, async (request, reply) => {
    if (request.actor === null) return toSignIn(request, reply);
    const whole = await documents.wholeRegister(request.actor, spanOf(request.query), 'print');
    return printRegister(routes, request, reply, whole);
  });

  scope.get<{ Querystring: Query }>('/documents/register.csv', hide, async (request, reply) => {
    if (request.actor === null) return toSignIn(request, reply);
    const span = spanOf(request.query);
    const whole = await documents.wholeRegister(request.actor, span, 'csv');
    const name = `so-theo-doi-ho-so-${span.from}-${span.to}.csv`;
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(csvOf(whole)));
  });

  scope.get<{ Params: { caseId: string; form: string }; Querystring: Query }>(
    '/documents/:caseId/:form',
    hide,
    async (request, reply) => {
      if (request.actor === null) return toSignIn(request, reply);
      const { caseId } = request.params;
      const form = forms.find((one) => one === request.params.form);
      if (form === undefined) throw new Refusal('NOT_FOUND', 404);
      const event = textIn(request.query, 'event');
      const which = event === undefined ? { form } : { form, event };
      return showPaper(routes, request, reply, await documents.read(actorOf(request), caseId, which));
    },
  );

  scope.get<{ Params: { event: string } }>('/follow/documents/:event', hide, async (request, reply) => {
    const { follow } = request;
    if (follow === null) return reply.redirect('/follow', 303);
    const paper = await documents.readForApplicant(follow, request.params.event);
    if (paper === undefined) throw new Refusal('NOT_FOUND', 404);
    return showPaper(routes, request, reply, paper);
  });
}

function showPaper(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  { form, code, html, issuedAt }: DocumentView,
): FastifyReply {
  const t = translator(documentTexts, request.language);
  const at = dateTime(issuedAt ?? routes.doors.now(), timeZoneOf(routes));
  const facts = t(issuedAt === null ? 'shownNow' : 'issued', { at });
  const { before, behind } = paperPage(frameOf(routes, request, { form, about: code, facts }));
  return asPage(reply).send(before + html + behind);
}

/** Sent as it is read, so that its length costs no memory. */
function printRegister(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  { register, pieces }: WholeRegister,
): FastifyReply {
  const t = translator(documentTexts, request.language);
  const { at, timeZone } = register.head;
  const about = `${register.from} – ${register.to}`;
  const facts = t('registerFacts', { at: dateTime(at, timeZone) });
  const { before, behind } = paperPage(frameOf(routes, request, { form: '07', about, facts }));
  const { begin, lines, end } = renderRegister(register);
  async function* page() {
    yield before + begin;
    for await (const piece of pieces) yield lines(piece);
    yield end + behind;
  }
  return asPage(reply).send(Readable.from(page()));
}

async function* csvOf({ register, pieces }: WholeRegister): AsyncIterable<string> {
  yield byteOrderMark + csvRows([registerColumns]);
  let number = 0;
  for await (const piece of pieces) {
    const rows = piece.map((line, index) => registerCells(line, number + index + 1, register.head.timeZone));
    number += piece.length;
    yield csvRows(rows);
  }
}

function frameOf(
  { doors }: Routes,
  { language }: FastifyRequest,
  frame: Omit<PaperFrame, 'language' | 'scripts'>,
): PaperFrame {
  const script = doors.bundles('portal/citizen/islands/print.ts')?.script;
  return { ...frame, language, scripts: script === undefined ? [] : [script] };
}

function asPage(reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
}

function toSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303);
}

type Query = Readonly<Record<string, unknown>>;

function spanOf(query: Query): RegisterSpan {
  const [unit, procedure, state] = ['unit', 'procedure', 'state'].map((name) => textIn(query, name));
  return {
    from: textIn(query, 'from') ?? '',
    to: textIn(query, 'to') ?? '',
    ...(unit !== undefined && { unit }),
    ...(procedure !== undefined && { procedure }),
    ...((state === 'open' || state === 'closed') && { state }),
  };
}

function textIn(query: Query, name: string): string | undefined {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  return typeof value === 'string' && value !== '' && value.length <= 190 ? value : undefined;
}

function timeZoneOf({ site }: Routes): string {
  return site.city()?.province.timeZone ?? 'UTC';
}
