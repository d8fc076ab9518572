/** Another version of what is public: one prepares it, another decides; and taking off what must not be public, at once. */

import { findPersonalData } from '#engine/cases/personal-data/find.ts';
import type { Action } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { Correction, PublicationDecision, Publications } from '../../application/publications.ts';
import type { CaseRow, PublicationRow } from '../../ports/case-rows.ts';
import type { PublicationVersionRow } from '../../ports/publication-versions.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import type { Context } from '../context.ts';
import { faultRules } from '../publication-faults.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { dutiesApart } from '../tasks/kept-apart.ts';
import { copiesFor } from './photos.ts';
import { caseToPublish, maySeeOriginals } from './rights.ts';
import { faultsIn, knowledgeOf } from './texts.ts';
import { keepEarlier, keepVersion, makeCurrent, searchOf, tellVersion } from './versions.ts';

const reasonLength = { min: 5, max: 500 } as const;
const waitingMax = 200;

export function correct(context: Context): Publications['correct'] {
  return async (actor, caseId, correction) => {
    await context.store.step(async (tx) => {
      const record = await caseToPublish(context, tx, actor, { action: 'redact', caseId });
      if (!(await maySeeOriginals(context, tx, actor, record))) throw refusal('NOT_FOUND');
      if (isDestroyed(record)) throw refusal('CASE_DESTROYED');
      const current = await currentOf(tx, record);
      const { copies, missing } = await copiesFor(tx, caseId, correction.photos);
      const faults = await faultsOf(context, tx, record, correction);
      if (missing > 0) faults.push({ path: 'photos', rule: 'photoNotCovered', params: { n: missing } });
      if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
      await keepEarlier(context, tx, record, current);
      const versions = await tx.cases.publicationVersions.ofCase(caseId);
      if (versions.some(({ state }) => state === 'prepared')) throw refusal('CORRECTION_WAITS');
      const { city } = await context.cities.current(tx);
      const withoutPhotos = city.categories.get(record.category)?.publication === 'withoutPhotos';
      const now = context.clock();
      const row = await keepVersion(context, tx, {
        record,
        slug: current.slug,
        texts: trimmed(correction),
        photos: withoutPhotos ? [] : copies,
        publicNote: correction.publicNote.trim(),
        reason: correction.reason.trim(),
        preparedBy: actor.username,
        now,
      });
      await tellVersion(context, tx, row, { action: 'publication.correct', by: actor.username, now });
    });
  };
}

export function decide(context: Context): Publications['decide'] {
  return async (actor, caseId, decision) => {
    await context.store.step(async (tx) => {
      const record = await caseToPublish(context, tx, actor, { action: 'approvePublication', caseId });
      const versions = await tx.cases.publicationVersions.ofCase(caseId);
      const version = versions.find(({ number, state }) => number === decision.version && state === 'prepared');
      if (version === undefined) throw refusal('CORRECTION_DECIDED');
      await mustBeSecond(context, tx, actor, record, version);
      await (decision.approve ? approve : refuse)(context, tx, actor, { record, version, decision });
    });
  };
}

interface Deciding {
  readonly record: CaseRow;
  readonly version: PublicationVersionRow;
  readonly decision: PublicationDecision;
}

async function approve(context: Context, tx: Tx, actor: Actor, { record, version }: Deciding): Promise<void> {
  const current = await currentOf(tx, record);
  const { entries } = version;
  const opened = await context.vault.read(tx, record.id, Object.values(entries));
  const text = (id: string) => opened.get(id) ?? '';
  const texts = { title: text(entries.title), text: text(entries.text), answer: text(entries.answer) };
  const now = context.clock();
  const publication: PublicationRow = {
    ...current,
    ...texts,
    photos: version.photos,
    search: searchOf(record.registerNumber, texts),
    correctedAt: now,
    correction: version.publicNote,
  };
  if (!(await makeCurrent(context, tx, version, { publication, by: actor.username, now }))) {
    throw refusal('CORRECTION_DECIDED');
  }
  await line(context, tx, record, { code: 'corrected', actor: actor.username, noteEntry: version.noteEntry });
}

async function refuse(context: Context, tx: Tx, actor: Actor, { record, version, decision }: Deciding): Promise<void> {
  const reason = reasonIn(decision.reason);
  const now = context.clock();
  const noteEntry = (await context.vault.seal(tx, record.id, { reason }, now))['reason'] ?? null;
  const by = actor.username;
  const change = { state: 'refused', noteEntry, decidedBy: by, decidedAt: now } as const;
  if (!(await tx.cases.publicationVersions.move(version.id, 'prepared', change))) throw refusal('CORRECTION_DECIDED');
  await tellVersion(context, tx, version, { action: 'publication.refuse', by, now });
}

export function withdraw(context: Context): Publications['withdraw'] {
  return async (actor, caseId, { reason: typed }) => {
    await context.store.step(async (tx) => {
      const record = await caseToPublish(context, tx, actor, { action: 'withdraw', caseId });
      const reason = reasonIn(typed);
      const current = await currentOf(tx, record);
      const now = context.clock();
      // Of a destroyed case nothing can be sealed any more: what is public goes all the same.
      const lost = isDestroyed(record);
      if (!lost) await keepEarlier(context, tx, record, current);
      const noteEntry = lost ? null : ((await context.vault.seal(tx, caseId, { reason }, now))['reason'] ?? null);
      const ended = { noteEntry, endedBy: actor.username, endedAt: now };
      for (const version of await tx.cases.publicationVersions.ofCase(caseId)) {
        // What waits was to replace what is gone now.
        if (version.state === 'prepared') {
          await tx.cases.publicationVersions.move(version.id, 'prepared', { ...ended, state: 'refused' });
        }
        if (version.state !== 'current') continue;
        await tx.cases.publicationVersions.move(version.id, 'current', { ...ended, state: 'withdrawn' });
        await tellVersion(context, tx, version, { action: 'publication.withdraw', by: actor.username, now });
      }
      await tx.cases.publications.remove(caseId);
      if (!lost) await line(context, tx, record, { code: 'withdrawn', actor: actor.username, noteEntry });
    });
  };
}

export function waiting(context: Context): Publications['waiting'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const within = async (action: Action) => await scopeOf(context, tx, actor, { action, subject: 'Case' });
      const scopes = [await within('approvePublication'), await within('read')];
      const rows = await tx.cases.publicationVersions.prepared(scopes, waitingMax);
      const found: Awaited<ReturnType<Publications['waiting']>>[number][] = [];
      for (const { caseId, entries, preparedBy, preparedAt } of rows) {
        const record = await tx.cases.records.byId(caseId);
        if (record === undefined) continue;
        const title = (await context.vault.read(tx, caseId, [entries.title])).get(entries.title) ?? '';
        const by = (await tx.cases.accounts.byUsername(preparedBy))?.displayName ?? preparedBy;
        found.push({ caseId, registerNumber: record.registerNumber, title, preparedBy: by, preparedAt });
      }
      return found;
    });
}

async function currentOf(tx: Tx, record: CaseRow): Promise<PublicationRow> {
  const current = await tx.cases.publications.byCase(record.id);
  if (current === undefined) throw refusal('NOT_PUBLIC');
  return current;
}

/** Neither who has prepared it nor who did what the process keeps apart from publishing: the handling of the case. */
async function mustBeSecond(
  context: Context,
  tx: Tx,
  actor: Actor,
  record: CaseRow,
  { preparedBy }: PublicationVersionRow,
): Promise<void> {
  if (preparedBy === actor.username) throw refusal('DUTIES_KEPT_APART');
  const steps = await dutiesApart(context, tx, record.serviceVersionId);
  const tasks = await tx.engine.tasks.ofCase(record.id);
  const done = tasks.some(({ element, closedBy }) => closedBy === actor.username && steps.has(element));
  if (done) throw refusal('DUTIES_KEPT_APART');
}

async function faultsOf(context: Context, tx: Tx, record: CaseRow, correction: Correction): Promise<FieldFault[]> {
  const known = await knowledgeOf(context, tx, record);
  const reason = reasonFault(correction.reason);
  const note = correction.publicNote.trim();
  return [
    ...faultsIn(trimmed(correction), correction.kept, known),
    ...(reason === undefined ? [] : [reason]),
    ...(note.length > reasonLength.max
      ? [{ path: 'publicNote', rule: 'maxLength', params: { max: reasonLength.max } }]
      : []),
    ...findPersonalData(note, known).map(({ kind, text }) => ({
      path: 'publicNote',
      rule: faultRules[kind],
      params: { found: text },
    })),
  ];
}

function isDestroyed({ state }: CaseRow): boolean {
  return state === 'erased';
}

function trimmed({ title, text, answer }: Correction) {
  return { title: title.trim(), text: text.trim(), answer: answer.trim() };
}

function reasonFault(typed: string): FieldFault | undefined {
  const { length } = typed.trim();
  const { min, max } = reasonLength;
  if (length === 0) return { path: 'reason', rule: 'required' };
  if (length < min) return { path: 'reason', rule: 'minLength', params: { min } };
  return length > max ? { path: 'reason', rule: 'maxLength', params: { max } } : undefined;
}

function reasonIn(typed: string): string {
  const fault = reasonFault(typed);
  if (fault !== undefined) throw refusal('INVALID_FIELDS', {}, [fault]);
  return typed.trim();
}

/** What lies in the archive comes back for it, as for every other act, and goes there again by itself. */
async function line(
  context: Context,
  tx: Tx,
  record: CaseRow,
  { code, actor, noteEntry }: { readonly code: string; readonly actor: string; readonly noteEntry: string | null },
): Promise<void> {
  await tx.cases.archive.bringBack(record.id);
  const now = context.clock();
  const row = {
    id: context.newId(now),
    caseId: record.id,
    at: now,
    kind: 'published',
    code: `version:${code}`,
  } as const;
  await tx.cases.timeline.append([{ ...row, element: '', actor, unit: record.unit, noteEntry }]);
}
