import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dialledPhone } from '#engine/cases/text/phone.ts';
import type { NearbyCase, NearbyQuestion } from '#engine/runtime/application/duplicates.ts';
import type { Receipt } from '#engine/runtime/application/reports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { rowStep } from '#forms/plain/grid.ts';
import { turnPage } from '#forms/plain/wizard.ts';
import { validateSubmission } from '#forms/validate.ts';
import { rulesOf } from '#portal/kit/form-rules.ts';
import { renderPart } from '../page.ts';
import { nearbyPanel } from '../pages/duplicates.ts';
import { homePage } from '../pages/home.ts';
import { type Attempt, firstAttempt, questionFields, reportPage } from '../pages/report.ts';
import { type Found, nothingFound, stopsMark, stopsOf } from '../pages/report-help.ts';
import { sentPage } from '../pages/sent.ts';
import { showJoin } from './join.ts';
import { field, type Routes, readerOf, show } from './reader.ts';

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

  scope.get('/report', hide, async (request, reply) =>
    showForm(routes, request, reply, { key: randomUUID(), attempt: { ...firstAttempt, values: knownOf(request) } }),
  );
  scope.get('/report/questions', hide, async (request, reply) => showQuestions(routes, request, reply));
  scope.post('/report/nearby', hide, async (request, reply) => showNearby(routes, request, reply));
  scope.post('/report', hide, async (request, reply) => submit(routes, request, reply));
  scope.get('/report/sent', hide, async (request, reply) => {
    const receipt = readReceipt(routes, request);
    return show(routes, request, reply, {
      make: (context) => sentPage(context, receipt, wantedIn(request) !== undefined),
    });
  });
}

/** What was verified already need not be typed again; it can be changed or taken out. */
function knownOf({ citizen }: FastifyRequest): Attempt['values'] {
  const [phone, email] = [citizen?.phone ?? null, citizen?.email ?? null];
  return { ...(phone !== null && { phone: dialledPhone(phone) }), ...(email !== null && { email }) };
}

async function submit(routes: Routes, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { doors } = routes;
  const { values: posted, files, faults } = await request.readSubmission();
  const values = withPlace(posted);
  const submissionKey = field(values, 'submissionKey') || randomUUID();
  const shown = { key: submissionKey, attempt: { values, faults } };
  const joined = field(values, 'join');
  if (joined !== '') return showJoin(routes, request, reply, joined, values);
  const helped = await help(routes, request, values, files.length > 0);
  if (helped !== undefined) return showForm(routes, request, reply, { ...shown, ...helped });
  await doors.limits.take('submit', request.ip);
  if (faults.length > 0) return showForm(routes, request, reply, shown);
  try {
    const { language } = request;
    const service = wantedIn(request);
    const sent = { submissionKey, language, channel: 'web', values, files } as const;
    const receipt = await doors.application.reports.submit(service === undefined ? sent : { ...sent, service });
    keepReceipt(routes, reply, receipt);
    reply.keepFollow({ code: receipt.trackingCode, secret: receipt.pin ?? lastFour(field(values, 'phone')) });
    const which = service === undefined ? '' : `?service=${encodeURIComponent(service)}`;
    return reply.redirect(`/report/sent${which}`, 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.fields.length === 0) throw error;
    return showForm(routes, request, reply, { key: submissionKey, attempt: { values, faults: error.fields } });
  }
}

type Values = Attempt['values'];

/** A place that was chosen from the list stands for the two numbers, unless a pin was set. */
function withPlace(values: Values): Values {
  const [, lon, lat] = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(field(values, 'place')) ?? [];
  if (lon === undefined || lat === undefined || field(values, 'location.lat') !== '') return values;
  return { ...values, 'location.lon': lon, 'location.lat': lat };
}

/** Steps on the way, without a script: what the button asked for. Danger is shown before a report is sent, once. */
async function help(
  { doors }: Routes,
  request: FastifyRequest,
  values: Values,
  photosLost: boolean,
): Promise<Pick<Shown, 'attempt' | 'found'> | undefined> {
  const { reports } = doors.application;
  const [step, pick] = [field(values, 'step'), field(values, 'pick')];
  const chosen = pick === '' ? values : { ...values, category: pick };
  const attempt = { values: chosen, faults: [] };
  const stops = stopsOf((await reports.intake()).categories, chosen);
  const found = { ...nothingFound, photosLost, stops };
  if (step === 'compute' || step.startsWith('row-')) {
    await doors.limits.take('preview', request.ip);
    const { form } = await reports.intake(askedIn(request, values));
    return { attempt: { values: rowStep(form, values, step) ?? values, faults: [] }, found };
  }
  const { form } = await reports.intake(askedIn(request, values));
  const turned = turnPage(form, values, (all) => validateSubmission(form, all, [], rulesOf(form)).faults);
  if (turned !== undefined) return { attempt: turned, found };
  if (pick !== '' || step === 'questions') return { attempt, found };
  if (step === 'places' || step === 'suggest') {
    await doors.limits.take('preview', request.ip);
    const typed = field(values, step === 'places' ? 'address' : 'description');
    if (step === 'places') return { attempt, found: { ...found, places: await reports.places(typed) } };
    return { attempt, found: { ...found, suggested: await reports.suggest(typed) } };
  }
  const nearby = wantedIn(request) === undefined ? await unseenNearby(doors, request, values) : [];
  const danger = stops.length > 0 && stopsMark(stops) !== field(values, 'stopsSeen');
  return danger || nearby.length > 0 ? { attempt, found: { ...found, nearby } } : undefined;
}

/** What may be the same and was not shown yet; it is shown once, then the report may be sent. */
async function unseenNearby(
  { application, limits }: Routes['doors'],
  request: FastifyRequest,
  values: Values,
): Promise<readonly NearbyCase[]> {
  const question = questionOf(values);
  if (question === undefined) return [];
  await limits.take('preview', request.ip);
  const found = await application.duplicates.nearby(question);
  const seen = new Set(field(values, 'duplicatesSeen').split(' '));
  return found.every(({ registerNumber }) => seen.has(registerNumber)) ? [] : found;
}

/** @returns undefined where there is no place yet, or none on earth */
function questionOf(values: Values): NearbyQuestion | undefined {
  // People type numbers with a comma here.
  const [lon = Number.NaN, lat = Number.NaN] = ['lon', 'lat'].map((part) =>
    Number(field(values, `location.${part}`).replace(',', '.') || 'none'),
  );
  const isPlace = Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  if (!isPlace) return undefined;
  return {
    point: { lon, lat },
    category: field(values, 'category'),
    text: field(values, 'description').slice(0, 5000),
  };
}

interface Shown {
  readonly key: string;
  readonly attempt: Attempt;
  readonly found?: Found;
}

async function showForm(
  routes: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  { key, attempt, found }: Shown,
): Promise<FastifyReply> {
  const service = wantedIn(request);
  const intake = await routes.doors.application.reports.intake(askedIn(request, attempt.values));
  const stops = stopsOf(intake.categories, attempt.values);
  return show(routes, request, reply, {
    status: attempt.faults.length > 0 ? 422 : 200,
    islands: ['report', 'map'],
    make: (context) =>
      reportPage(context, intake, { submissionKey: key, service, attempt, found: found ?? { ...nothingFound, stops } }),
  });
}

/** Which form it is: the service's, with the questions of the category. */
function askedIn(request: FastifyRequest, values: Values): { readonly service?: string; readonly category?: string } {
  const service = wantedIn(request);
  const category = field(values, 'category');
  return { ...(service !== undefined && { service }), ...(category !== '' && { category }) };
}

/** What may be the same, for the script of the form: while it is being written, so that photos are kept. */
async function showNearby(routes: Routes, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await routes.doors.limits.take('preview', request.ip);
  const { values } = await request.readSubmission();
  const question = questionOf(withPlace(values));
  const nearby = question === undefined ? [] : await routes.doors.application.duplicates.nearby(question);
  const context = readerOf(request, routes.site, routes.doors.site.demo);
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(renderPart(nearbyPanel(context, nearby, { sent: false, photosLost: false })));
}

/** The questions of a category, for the script of the form. */
async function showQuestions(routes: Routes, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { category } = request.query as { readonly category?: unknown };
  const code = typeof category === 'string' && category.length <= 100 ? category : '';
  const intake = await routes.doors.application.reports.intake({ category: code });
  const context = readerOf(request, routes.site, routes.doors.site.demo);
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(renderPart(questionFields(context, intake)));
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
