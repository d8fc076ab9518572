import { isCivilDate } from '#engine/cases/calendars/civil-date.ts';
import { warningsDue, workingMs } from '#engine/cases/clocks/clock.ts';
import { warningsOf } from '#engine/cases/clocks/warning-times.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Deadlines } from '../../application/deadlines.ts';
import type { CaseRow, ClockRow, ExtensionRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import type { Context } from '../context.ts';
import { noteExtension } from '../dossiers/extension-evidence.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { tellReporter } from '../steps/tell-reporter.ts';
import { extensionsMax } from './extensions-max.ts';
import { mustRun } from './pause.ts';
import { caseToChange } from './reach.ts';
import { viewOf } from './view.ts';
import { noteDeed, writeMoves } from './write-clocks.ts';

export function ask(context: Context): Deadlines['ask'] {
  return async (actor, caseId, asked) =>
    await context.store.transaction(async (tx) => {
      const record = await caseToChange(context, tx, actor, { action: 'askExtension', caseId });
      const place = await context.cities.current(tx);
      const now = context.clock();
      const clock = mustRun(await tx.cases.clocks.holdOfCase(caseId), now);
      const max = await extensionsMax(tx, clock, place.city);
      if (clock.extensions >= max) throw refusal('NO_MORE_EXTENSIONS', { max });
      const before = await tx.cases.extensions.ofCase(caseId);
      if (before.some(({ state }) => state === 'asked')) throw refusal('CLOCK_STATE');
      const dueAfter = newDue(asked, clock, place);
      const sealed = await context.vault.seal(tx, caseId, { extensionNote: asked.note.trim() }, now);
      const noteEntry = sealed['extensionNote'] ?? null;
      const decision = { decidedAt: null, decidedBy: '', decisionEntry: null };
      const { newId } = context;
      await tx.cases.extensions.insert({
        id: newId(now),
        caseId,
        clockId: clock.id,
        state: 'asked',
        unit: record.unit,
        reason: asked.reason,
        dueBefore: clock.dueAt,
        dueAfter,
        askedAt: now,
        askedBy: actor.username,
        noteEntry,
        ...decision,
      });
      const data = { reason: asked.reason, dueBefore: clock.dueAt, dueAfter };
      await noteDeed({ newId }, tx, record, { code: 'asked', actor: actor.username, noteEntry, data, now });
      return await viewOf(context, tx, actor, caseId);
    });
}

export function decide(context: Context): Deadlines['decide'] {
  return async (actor, extensionId, { grant, note }) =>
    await context.store.transaction(async (tx) => {
      const extension = isUuid(extensionId) ? await tx.cases.extensions.byId(extensionId) : undefined;
      if (extension === undefined) throw refusal('NOT_FOUND');
      const what = { action: 'decideExtension', caseId: extension.caseId } as const;
      const record = await caseToChange(context, tx, actor, what);
      // Who asks does not decide.
      if (extension.askedBy === actor.username) throw refusal('EXTENSION_OWN');
      if (note.trim() === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'note', rule: 'required' }]);
      const now = context.clock();
      const sealed = await context.vault.seal(tx, record.id, { extensionNote: note.trim() }, now);
      const decisionEntry = sealed['extensionNote'] ?? null;
      const state = grant ? 'granted' : 'refused';
      const decision = { state, decidedAt: now, decidedBy: actor.username, decisionEntry } as const;
      if (!(await tx.cases.extensions.decide(extension.id, decision))) throw refusal('EXTENSION_DECIDED');
      if (grant) {
        await putOff(context, tx, record, { ...extension, ...decision }, now);
        await noteExtension(context, tx, { ...extension, ...decision }, now);
      }
      const { reason, dueBefore, dueAfter } = extension;
      const code = grant ? 'extended' : 'refused';
      const data = { reason, dueBefore, dueAfter };
      await noteDeed(context, tx, record, { code, actor: actor.username, noteEntry: decisionEntry, data, now });
      return await viewOf(context, tx, actor, record.id);
    });
}

/** @throws Refusal 422 by field */
function newDue(
  asked: { readonly reason: string; readonly until: string; readonly note: string },
  clock: ClockRow & { readonly dueAt: Instant },
  { city, workingTime }: CityInForce,
): Instant {
  const faults: FieldFault[] = [];
  if (!city.extensionReasons.has(asked.reason)) faults.push({ path: 'reason', rule: 'required' });
  if (asked.note.trim() === '') faults.push({ path: 'note', rule: 'required' });
  const dueAfter = isCivilDate(asked.until)
    ? workingTime.due(clock.startedAt, asked.until, clock.calendar, 'elapsed')
    : Number.NaN;
  if (!(dueAfter > clock.dueAt)) faults.push({ path: 'until', rule: 'range' });
  if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
  return dueAfter;
}

/** The case's clock, and those of steps that were due with it, are due later; the reporter is told before the old date. */
async function putOff(context: Context, tx: Tx, record: CaseRow, extension: ExtensionRow, now: Instant): Promise<void> {
  const place = await context.cities.current(tx);
  const clocks = (await tx.cases.clocks.holdOfCase(record.id)).filter(({ endedAt }) => endedAt === null);
  const main = clocks.find(({ id }) => id === extension.clockId);
  if (main === undefined || main.dueAt === null || main.state !== 'running') throw refusal('CLOCK_STATE');
  const apology = place.city.slaClasses.get(main.sla)?.apology;
  if (main.dueAt < now && apology?.beforeDue === true) throw refusal('CLOCK_LATE');
  const { dueAfter } = extension;
  if (dueAfter <= main.dueAt) throw refusal('CLOCK_STATE');
  const with_ = clocks.filter(({ id, name, dueAt }) => id !== main.id && name === 'step' && dueAt === main.dueAt);
  const moves = [main, ...with_].map((before) => ({ before, after: extended(before, dueAfter, place, now) }));
  const { reason, decidedBy: actor, decisionEntry: noteEntry } = extension;
  await writeMoves(context, tx, record, moves, {
    kind: 'extended',
    reason,
    actor,
    noteEntry,
    fileId: null,
    place,
    now,
  });
  await apologise(
    context,
    tx,
    { ...record, dueAt: dueAfter },
    { extension, message: apology?.message ?? '', place, now },
  );
}

/** Warnings begin anew; those that the time used up so far has passed are not given again. */
function extended(clock: ClockRow, dueAt: Instant, place: CityInForce, now: Instant): ClockRow {
  const { city, workingTime } = place;
  const more = workingMs(clock.dueAt ?? dueAt, dueAt, clock.calendar, workingTime);
  const counted = { extensions: clock.extensions + 1, round: clock.round + 1, warned: 0 };
  const after = { ...clock, ...counted, dueAt, allowedMs: clock.allowedMs + more };
  const passed = warningsDue(after, warningsOf(after, city), now, workingTime).now?.at ?? 0;
  return { ...after, warned: passed };
}

async function apologise(
  context: Context,
  tx: Tx,
  record: CaseRow,
  {
    extension,
    message,
    place,
    now,
  }: {
    readonly extension: ExtensionRow;
    readonly message: string;
    readonly place: CityInForce;
    readonly now: Instant;
  },
): Promise<void> {
  const { messages } = await context.library.version(tx, record.serviceVersionId);
  const template = messages.get(message);
  if (template === undefined) return;
  const inputs = extension.decisionEntry === null ? {} : { lydo: { $vault: extension.decisionEntry } };
  const { id: caseId, instanceId, serviceVersionId } = record;
  const job = { instanceId, caseId, serviceVersionId, job: extension.id, element: '', inputs, variables: {} };
  await tellReporter(context, tx, { job, record, template, place, now });
}
