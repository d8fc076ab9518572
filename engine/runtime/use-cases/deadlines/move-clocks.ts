/**
 * After a change of the calendars the due dates follow: clocks that were computed by another state of the calendars, page
 * after page by key, one transaction each. A process that is killed leaves pages that have moved and pages that will.
 */
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../../duties/duty.ts';
import type { CaseRow, ClockRow } from '../../ports/case-rows.ts';
import { type ClockPlace, clocksBegin } from '../../ports/cases.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { tellReporter } from '../steps/tell-reporter.ts';
import { movedDue } from './moved-due.ts';
import { pausesOf } from './pauses.ts';
import { noteDeed, writeMoves } from './write-clocks.ts';

const pageSize = 200;
/** Names the state of the calendars by which all clocks are due. */
const mark = 'calendars-followed';
/**
 * So long after a change it is looked again: a step that began before it and is kept after it brings a clock of the old
 * state, and a clock that is looked at earlier than before has jumped over the place in the order.
 */
const settleMs = 5 * 60_000;

export async function moveClocks(context: Context, now: Instant): Promise<DutyRun> {
  const { store, cities } = context;
  const stamp = await store.transaction(async (tx) => {
    const { stamp: current } = await cities.current(tx);
    const known = await tx.engine.marks.get(mark);
    if (known?.content !== current) return { current, isNew: true };
    return now < known.at + settleMs ? { current, isNew: false } : undefined;
  });
  if (stamp === undefined) return { done: 0 };
  let place: ClockPlace | undefined = clocksBegin;
  let done = 0;
  while (place !== undefined) {
    const after: ClockPlace = place;
    const page = await store.transaction((tx) => movePage(context, tx, after, now));
    done += page.moved;
    place = page.last;
  }
  const { current: content, isNew } = stamp;
  if (isNew) await store.transaction((tx) => tx.engine.marks.put({ name: mark, content, at: now }));
  return { done };
}

async function movePage(
  context: Context,
  tx: Tx,
  after: ClockPlace,
  now: Instant,
): Promise<{ readonly moved: number; readonly last: ClockPlace | undefined }> {
  const place = await context.cities.current(tx);
  const clocks = await tx.cases.clocks.holdOutdated(place.stamp, after, pageSize);
  const pauses = await pausesOf(tx, clocks);
  const records = new Map(
    (await tx.cases.records.byIds([...new Set(clocks.map(({ caseId }) => caseId))])).map((one) => [one.id, one]),
  );
  let moved = 0;
  for (const clock of clocks) {
    const record = records.get(clock.caseId);
    const due = record && movedDue(clock, pauses.get(clock.id) ?? [], place.workingTime, now);
    if (record === undefined || due === undefined) {
      await tx.cases.clocks.updateHeld(clock.id, { revision: place.stamp });
      continue;
    }
    moved += 1;
    const deed = { actor: '', noteEntry: null, now } as const;
    const change = [{ before: clock, after: { ...clock, ...due, revision: place.stamp } }];
    await writeMoves(context, tx, record, change, { ...deed, kind: 'moved', reason: '', fileId: null, place });
    if (clock.name === 'case') await tell(context, tx, { record, clock, due: due.dueAt, now });
  }
  const last = clocks.length === pageSize ? clocks.at(-1) : undefined;
  return { moved, last: last && { nextAt: last.nextAt ?? now, id: last.id } };
}

/** The timeline, the audit, and the reporter where the class asks for it. */
async function tell(
  context: Context,
  tx: Tx,
  moved: { readonly record: CaseRow; readonly clock: ClockRow; readonly due: Instant | null; readonly now: Instant },
): Promise<void> {
  const { record, clock, due, now } = moved;
  const data = { dueBefore: clock.dueAt, dueAfter: due };
  await noteDeed(context, tx, record, { code: 'moved', actor: '', noteEntry: null, data, now });
  const place = await context.cities.current(tx);
  const code = place.city.slaClasses.get(clock.sla)?.apology.moved ?? '';
  // Of a clock that stands still no date can be given yet.
  if (clock.state === 'paused') return;
  const template = (await context.library.version(tx, record.serviceVersionId)).messages.get(code);
  if (template === undefined) return;
  const { id: caseId, instanceId, serviceVersionId } = record;
  const job = {
    instanceId,
    caseId,
    serviceVersionId,
    job: `moved:${place.stamp}`,
    element: '',
    inputs: {},
    variables: {},
  };
  await tellReporter(context, tx, { job, record: { ...record, dueAt: due }, template, place, now });
}
