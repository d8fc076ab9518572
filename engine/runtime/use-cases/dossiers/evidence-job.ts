/**
 * The built-in job `evidence`: a step of the process puts on record what was done with the dossier, by whom and when, in
 * the transaction of the step. It also holds the rules that no diagram can be drawn around: who drafts does not sign, and
 * a late result is not signed without an apology.
 */

import { isCivilDate } from '#engine/cases/calendars/civil-date.ts';
import { localDateTime } from '#engine/cases/compose-notice.ts';
import type { Procedure } from '#engine/cases/dossiers/procedures.ts';
import { slaPromise } from '#engine/cases/projection.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { CityBook, CityInForce } from '../../administration/city-book.ts';
import { JobFailure } from '../../kernel/job-failure.ts';
import type { BuiltInJob, BuiltInJobInput } from '../../kernel.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { DossierEventKind, DossierEventRow, DossierRow } from '../../ports/dossiers.ts';
import type { Tx } from '../../ports.ts';
import { caseClockName } from '../clock-view.ts';
import { refusal } from '../refuse.ts';
import { clocksOf } from '../steps/case-clocks.ts';
import { saidOf } from '../steps/hand-over.ts';
import { openValues } from '../steps/vault-values.ts';
import { addEvidence, type Evidence, type EvidenceDeps, type EvidenceWords } from './evidence.ts';
import { pinnedProcedure } from './pinned.ts';

export interface EvidenceJobDeps extends EvidenceDeps {
  readonly cities: CityBook;
}

interface At {
  readonly deps: EvidenceJobDeps;
  readonly job: BuiltInJobInput;
  readonly record: CaseRow;
  readonly dossier: DossierRow;
  readonly procedure: Procedure;
  readonly place: CityInForce;
  readonly actor: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly now: Instant;
}

interface Found {
  readonly evidence?: Partial<Evidence>;
  /** Variables that the process goes on with. */
  readonly answer?: { readonly [name: string]: Json };
}

type Kind = Exclude<DossierEventKind, 'received' | 'extended' | 'apologised'>;

export function evidenceJob(deps: EvidenceJobDeps): BuiltInJob {
  return async (tx, job, now) => {
    const kind = String(job.inputs['kind']);
    const find = Object.hasOwn(kinds, kind) ? kinds[kind as Kind] : undefined;
    if (find === undefined)
      throw new JobFailure(`There is no evidence "${kind}"; known: ${Object.keys(kinds).join(', ')}.`, false);
    const record = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    const dossier = record && (await tx.cases.dossiers.byCase(record.id));
    if (!record || !dossier)
      throw new JobFailure('Evidence is of a dossier; this case was not received as one.', false);
    const at: At = {
      deps,
      job,
      record,
      dossier,
      procedure: await pinnedProcedure(tx, dossier),
      place: await deps.cities.current(tx),
      actor: saidOf(tx, record.id)?.actor ?? '',
      texts: await openValues(deps.vault, tx, record.id, job.inputs),
      now,
    };
    const { evidence = {}, answer = {} } = await find(tx, at);
    const { actor } = at;
    const line = { caseId: record.id, kind: kind as Kind, actor, unit: record.unit, element: job.element, ...evidence };
    await addEvidence(deps, tx, line, now);
    const kept = job.variables['promiseKept'] === true || kind === at.procedure.clockEnds;
    return { promiseKept: kept, ...answer };
  };
}

const kinds: { readonly [kind in Kind]: (tx: Tx, at: At) => Found | Promise<Found> } = {
  accepted: (_tx, at) => accepted(at),
  supplementAsked: (_tx, { texts, job }) => ({
    evidence: {
      data: { papers: chosen(job.inputs['missing']) },
      words: words(texts, { reason: 'why', basis: 'basis' }),
    },
  }),
  supplemented: (_tx, at) => supplemented(at),
  refused: async (tx, at) => {
    await mustNotBeOwn(tx, at);
    return {
      evidence: { unit: at.dossier.competentUnit, words: words(at.texts, { reason: 'reason', basis: 'basis' }) },
    };
  },
  stopped: async (tx, at) => {
    const events = await tx.cases.dossiers.eventsOf(at.record.id);
    if (events.some(({ kind }) => kind === 'issued')) throw refusal('DOSSIER_OVER');
    const { by = '' } = at.texts;
    return { evidence: { data: { what: by }, words: words(at.texts, { reason: 'reason', basis: 'basis' }) } };
  },
  submitted: (_tx, { texts }) => ({ evidence: { data: { what: texts['what'] ?? 'result' } } }),
  signed,
  numbered: (_tx, { texts, dossier }) => ({
    evidence: { unit: dossier.recordsUnit, number: texts['number'] ?? '', symbol: texts['symbol'] ?? '' },
  }),
  issued: (_tx, { job, dossier }) => ({
    evidence: { unit: dossier.recordsUnit, fileId: firstFile(job.inputs['files']) },
  }),
  handedOver: (_tx, { texts, dossier }) => ({
    evidence: {
      unit: dossier.receivingUnit,
      data: { how: texts['how'] ?? 'counter' },
      words: words(texts, { to: 'to', authorisation: 'authorisation' }),
    },
  }),
};

/** The receipt: what is promised counts from this instant, by the procedure as it was at the receipt. */
function accepted({ procedure, dossier, record, place, now }: At): Found {
  const { sla: code, resolve, calendar, dayCount } = procedure.deadline;
  const sla = { class: code, resolve, calendar, dayCount, from: new Date(now).toISOString() };
  const promise = slaPromise(sla, place.city, record.unit);
  const dueAfter = promise === undefined ? null : place.workingTime.due(now, resolve, promise.calendar, dayCount);
  return { evidence: { unit: dossier.receivingUnit, dueAfter }, answer: { accepted: true, sla } };
}

/** Some rules count afresh from the day on which the dossier is complete; else the clock goes on where it stood. */
function supplemented({ procedure, job, actor, dossier, texts, now }: At): Found {
  const { sla } = job.variables;
  const restarts = procedure.supplement.restarts && typeof sla === 'object' && sla !== null && !Array.isArray(sla);
  return {
    evidence: {
      unit: actor === 'citizen' ? '' : dossier.receivingUnit,
      data: { papers: chosen(job.inputs['papers']) },
      words: words(texts, { reason: 'note' }),
    },
    ...(restarts && { answer: { sla: { ...sla, from: new Date(now).toISOString() } } }),
  };
}

/** @throws Refusal 409 where the signer submitted the draft, or the dossier is late and nobody has apologised */
async function signed(tx: Tx, at: At): Promise<Found> {
  await mustNotBeOwn(tx, at);
  const { deps, record, dossier, actor, place, texts, now } = at;
  const unit = dossier.competentUnit;
  const signature: Found = { evidence: { unit, words: words(texts, { reason: 'note' }) } };
  const late = await lateSince(tx, record, now);
  if (late === null) return { ...signature, answer: { apologised: false } };
  const { apologyReason = '', apologyDate = '' } = texts;
  const dueAfter = isCivilDate(apologyDate)
    ? place.workingTime.due(now, apologyDate, at.procedure.deadline.calendar, 'elapsed')
    : Number.NaN;
  const isWhole = apologyReason !== '' && dueAfter >= now;
  if (!isWhole && place.city.dossiers.lateResultNeedsApology) {
    throw refusal('DOSSIER_NEEDS_APOLOGY', { dueAt: localDateTime(late, place.city.province.timeZone) });
  }
  if (!isWhole) return { ...signature, answer: { apologised: false } };
  const apology = { caseId: record.id, kind: 'apologised', actor, unit, element: at.job.element } as const;
  await addEvidence(deps, tx, { ...apology, dueBefore: late, dueAfter, words: { reason: apologyReason } }, now);
  const until = localDateTime(dueAfter, place.city.province.timeZone).slice(0, 10);
  return { ...signature, answer: { apologised: true, apologisedUntil: until } };
}

async function mustNotBeOwn(tx: Tx, { record, actor }: At): Promise<void> {
  const events: readonly DossierEventRow[] = await tx.cases.dossiers.eventsOf(record.id);
  const draft = events.findLast(({ kind }) => kind === 'submitted');
  if (draft !== undefined && actor !== '' && draft.actor === actor) throw refusal('DOSSIER_OWN_DRAFT');
}

async function lateSince(tx: Tx, record: CaseRow, now: Instant): Promise<Instant | null> {
  const clock = (await clocksOf(tx, record.id)).findLast(
    ({ name, endedAt }) => name === caseClockName && endedAt === null,
  );
  return clock?.dueAt !== undefined && clock.dueAt !== null && clock.state !== 'paused' && clock.dueAt < now
    ? clock.dueAt
    : null;
}

function words(
  texts: Readonly<Record<string, string>>,
  from: { readonly [name in keyof EvidenceWords]: string },
): EvidenceWords {
  return Object.fromEntries(Object.entries(from).map(([name, input]) => [name, texts[input] ?? '']));
}

/** Codes of boxes that were ticked, or a list of codes. */
function chosen(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([code, on]) => (on === true ? [code] : []));
}

function firstFile(value: Json | undefined): string | null {
  const [first] = Array.isArray(value) ? value : [];
  return typeof first === 'string' ? first : null;
}
