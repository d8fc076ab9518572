/** Changes of clocks that do not come from a step: the rows, what follows for tasks and the case, and who did it and why. */
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { CaseRow, ClockChange, ClockEventRow, ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { warnedNext } from './warned-next.ts';

export interface ClockMove {
  readonly before: ClockRow;
  readonly after: ClockRow;
}

export interface Deed {
  readonly kind: ClockEventRow['kind'];
  /** Code of the reason; '' for none. */
  readonly reason: string;
  /** Account; '' for the product itself. */
  readonly actor: string;
  readonly noteEntry: string | null;
  readonly fileId: string | null;
  readonly place: CityInForce;
  readonly now: Instant;
}

/** Writes what differs of clocks that are held. */
export async function writeMoves(
  context: Pick<Context, 'newId'>,
  tx: Tx,
  record: Pick<CaseRow, 'id' | 'dueAt'>,
  moves: readonly ClockMove[],
  deed: Deed,
): Promise<void> {
  const { kind, reason, actor, noteEntry, fileId, place, now } = deed;
  const events: ClockEventRow[] = [];
  for (const { before, after: moved } of moves) {
    const after = { ...moved, nextAt: moved.nextAt === before.nextAt ? warnedNext(moved, place, now) : moved.nextAt };
    await tx.cases.clocks.updateHeld(before.id, differing(before, after));
    if (after.instanceId !== null) {
      // While its clock stands still a task is not late.
      await tx.engine.tasks.setDue(after.instanceId, after.taskKey, after.state === 'paused' ? null : after.dueAt);
    }
    if (after.name === 'case' && after.dueAt !== record.dueAt) {
      await tx.cases.records.update(record.id, { dueAt: after.dueAt });
    }
    const due = { dueBefore: before.dueAt, dueAfter: after.dueAt, revision: place.stamp };
    const why = { kind, reason, actor, noteEntry, fileId };
    events.push({ id: context.newId(now), caseId: record.id, clockId: before.id, at: now, ...why, ...due });
  }
  await tx.cases.clocks.addEvents(events);
}

/** The line of the timeline and that of the audit. */
export async function noteDeed(
  context: Pick<Context, 'newId'>,
  tx: Tx,
  record: Pick<CaseRow, 'id' | 'unit'>,
  {
    code,
    data,
    ...deed
  }: Pick<Deed, 'actor' | 'noteEntry' | 'now'> & {
    readonly code: string;
    readonly data: Readonly<Record<string, string | number | null>>;
  },
): Promise<void> {
  const { actor, noteEntry, now } = deed;
  const line = { kind: 'clock', code, element: '', actor, unit: record.unit, noteEntry } as const;
  await tx.cases.timeline.append([{ id: context.newId(now), caseId: record.id, at: now, ...line }]);
  await audit(context, tx, { actor, action: `clock.${code}`, subject: `case:${record.id}`, data }, now);
}

function differing(before: ClockRow, after: ClockRow): ClockChange {
  const entries = Object.entries(after).filter(([key, value]) => before[key as keyof ClockRow] !== value);
  return Object.fromEntries(entries) as ClockChange;
}
