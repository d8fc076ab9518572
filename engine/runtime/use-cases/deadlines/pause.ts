import { dayOf, isCivilDate } from '#engine/cases/calendars/civil-date.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Deadlines, PauseClock } from '../../application/deadlines.ts';
import type { ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { caseToChange } from './reach.ts';
import { resumedMoves } from './resume.ts';
import { viewOf } from './view.ts';
import { noteDeed, writeMoves } from './write-clocks.ts';

/** A pause that nobody ends goes on no longer than this. */
const daysMax = 90;

/** All clocks of the case that run stand still, those of its open steps too, until a day that is said beforehand. */
export function pause(context: Context): Deadlines['pause'] {
  return async (actor, caseId, asked) =>
    await context.store.transaction(async (tx) => {
      const record = await caseToChange(context, tx, actor, { action: 'pauseClock', caseId });
      const place = await context.cities.current(tx);
      const now = context.clock();
      const until = pauseEnd(asked, place, now, await evidenceFiles(tx, caseId));
      const clocks = (await tx.cases.clocks.holdOfCase(caseId)).filter(({ endedAt }) => endedAt === null);
      mustRun(clocks, now);
      const { newId, vault } = context;
      const words = JSON.stringify({ note: asked.note.trim(), evidence: asked.evidence.trim() });
      const noteEntry = (await vault.seal(tx, caseId, { clockNote: words }, now))['clockNote'] ?? null;
      const moves = clocks
        .filter(({ state }) => state === 'running')
        .map((before) => ({
          before,
          // The sweep lets it go on when the pause is over, whoever forgets it.
          after: { ...before, state: 'paused', pausedAt: now, pausedBy: 'official', nextAt: until } as const,
        }));
      const deed = {
        kind: 'paused',
        reason: asked.reason,
        actor: actor.username,
        noteEntry,
        fileId: asked.fileId,
      } as const;
      await writeMoves({ newId }, tx, record, moves, { ...deed, place, now });
      const data = { reason: asked.reason, until };
      await noteDeed({ newId }, tx, record, { ...deed, code: 'paused', noteEntry: null, data, now });
      return await viewOf(context, tx, actor, caseId);
    });
}

/** The clocks of the case go on, due as much working time later as they stood still. */
export function resume(context: Context): Deadlines['resume'] {
  return async (actor, caseId, { note }) =>
    await context.store.transaction(async (tx) => {
      const record = await caseToChange(context, tx, actor, { action: 'pauseClock', caseId });
      const place = await context.cities.current(tx);
      const now = context.clock();
      const moves = resumedMoves(await tx.cases.clocks.holdOfCase(caseId), record, place, now);
      if (moves.length === 0) throw refusal('CLOCK_STATE');
      const { newId, vault } = context;
      const words = JSON.stringify({ note: note.trim(), evidence: '' });
      const sealed = note.trim() === '' ? {} : await vault.seal(tx, caseId, { clockNote: words }, now);
      const deed = {
        kind: 'resumed',
        reason: '',
        actor: actor.username,
        noteEntry: sealed['clockNote'] ?? null,
      } as const;
      await writeMoves({ newId }, tx, record, moves, { ...deed, fileId: null, place, now });
      await noteDeed({ newId }, tx, record, { ...deed, code: 'resumed', noteEntry: null, data: {}, now });
      return await viewOf(context, tx, actor, caseId);
    });
}

async function evidenceFiles(tx: Tx, caseId: string): Promise<ReadonlySet<string>> {
  return new Set((await tx.cases.files.ofCase(caseId)).map(({ id }) => id));
}

/** @returns when the pause is over @throws Refusal 422 by field */
function pauseEnd(asked: PauseClock, place: CityInForce, now: Instant, files: ReadonlySet<string>): Instant {
  const { zone } = place.workingTime;
  const today = zone.localOf(now).day;
  const day = isCivilDate(asked.until) ? dayOf(asked.until) : Number.NaN;
  const faults: FieldFault[] = [];
  if (!place.city.pauseReasons.has(asked.reason)) faults.push({ path: 'reason', rule: 'required' });
  if (!(day >= today && day <= today + daysMax)) faults.push({ path: 'until', rule: 'range' });
  if (asked.evidence.trim() === '' && asked.fileId === null) faults.push({ path: 'evidence', rule: 'required' });
  if (asked.fileId !== null && !files.has(asked.fileId)) faults.push({ path: 'fileId', rule: 'notFound' });
  if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
  return zone.instantAt(day + 1, 0);
}

/** @throws Refusal 409 where the clock of the case is late already, is paused, or has ended */
export function mustRun(clocks: readonly ClockRow[], now: Instant): ClockRow & { readonly dueAt: Instant } {
  const main = clocks.findLast(({ name, endedAt }) => name === 'case' && endedAt === null);
  if (main === undefined || main.state !== 'running' || main.dueAt === null) throw refusal('CLOCK_STATE');
  if (main.dueAt < now) throw refusal('CLOCK_LATE');
  return { ...main, dueAt: main.dueAt };
}
