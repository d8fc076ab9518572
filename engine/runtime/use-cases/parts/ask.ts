import { isCivilDate } from '#engine/cases/calendars/civil-date.ts';
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { isLocalTime } from '#engine/cases/calendars/working-time.ts';
import { localDateTime } from '#engine/cases/compose-notice.ts';
import { consentOf, partCalendar } from '#engine/cases/joint/part.ts';
import { isComplainedOf } from '#engine/cases/organisation/conflict.ts';
import { isInForce } from '#engine/cases/organisation/units.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Actor } from '../../application/common.ts';
import type { AskUnits, Parts } from '../../application/parts.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import { caseOf } from '../complete.ts';
import { type Context, hashed } from '../context.ts';
import { unlessDoneMeanwhile } from '../done-meanwhile.ts';
import { unlessOvertaken } from '../overtaken.ts';
import { refusal } from '../refuse.ts';
import { actionableTask } from '../tasks/find-task.ts';
import { notBegun, type PartDraft, sayAsked } from './keep.ts';
import { asking, askMessage, mustCoordinate } from './lead.ts';
import { leadDue, viewOfTask } from './view.ts';

/** More than this are not asked in one breath: each is a task, a notice and a line. */
const unitsMax = 10;
const askedMax = 2_000;

export function ask(context: Context): Parts['ask'] {
  return async (actor, taskId, asked) => {
    const key = `ask:${taskId}:${hashed(context, 'submission', asked.submissionKey)}`;
    const find = (tx: Tx) => actionableTask(context, tx, actor, { action: 'complete', taskId });
    const work = () =>
      unlessOvertaken(context.store, find, () =>
        context.store.step((tx) => write(context, tx, actor, { asked, key, find })),
      );
    await unlessDoneMeanwhile(context, key, work, () => undefined);
    return await context.store.transaction((tx) => viewOfTask(context, tx, actor, taskId));
  };
}

interface Writing {
  readonly asked: AskUnits;
  readonly key: string;
  readonly find: (tx: Tx) => Promise<TaskRow>;
}

async function write(context: Context, tx: Tx, actor: Actor, { asked, key, find }: Writing): Promise<void> {
  if ((await tx.engine.receipts.find(key)) !== undefined) return;
  const task = await find(tx);
  const instance = await context.kernel.hold(tx, task.instanceId);
  const record = await caseOf(tx, task);
  await mustCoordinate(context, tx, actor, record);
  const subscription = task.part === '' ? asking(instance, task) : undefined;
  if (subscription === undefined) throw refusal('PARTS_NOT_HERE');
  const now = context.clock();
  const place = await context.cities.current(tx);
  const about = await tx.cases.conflicts.ofCase(record.id);
  const drafts = draftsOf(context, { asked, task, record, place, actor, about }, now);
  const text = asked.asked.trim();
  const sealed = await context.vault.seal(tx, record.id, { partAsked: text }, now);
  const askedEntry = sealed['partAsked'] ?? '';
  sayAsked(
    tx,
    drafts.map(({ draft }) => ({ ...draft, askedEntry })),
  );
  const parts = drafts.map(({ variables }) => variables);
  const command = { kind: 'message', message: askMessage, subscription, variables: { parts } } as const;
  await context.kernel.execute(tx, task.instanceId, command, now);
  // The process must begin each of them now: what nobody waits for would never end.
  if (notBegun(tx).length > 0) throw refusal('PARTS_NOT_HERE');
  await tx.engine.receipts.insert(key, true, now);
}

interface Asking {
  readonly asked: AskUnits;
  readonly task: TaskRow;
  readonly record: CaseRow;
  readonly place: CityInForce;
  readonly actor: Actor;
  /** Units that the case complains of. */
  readonly about: readonly string[];
}

interface Draft {
  readonly draft: Omit<PartDraft, 'askedEntry'>;
  /** What the process knows of it: codes and times, never what is asked. */
  readonly variables: { readonly [name: string]: Json };
}

/** @throws Refusal 422 with every fault */
function draftsOf(context: Context, asking: Asking, now: Instant): readonly Draft[] {
  const { asked, place } = asking;
  const faults = [...faultsOf(asking, now)];
  if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
  const dues = new Map(asked.units.map((unit) => [unit, dueOf(asking, unit, now)]));
  const wrong = dueFault(asking, [...dues], now);
  if (wrong !== undefined) throw refusal('INVALID_FIELDS', {}, [wrong]);
  return [...dues].map(([unit, dueAt]) => draftOf(context.newId(now), asking, { unit, dueAt, place }, now));
}

function* faultsOf({ asked, record, about, place: { city } }: Asking, now: Instant): Iterable<FieldFault> {
  const today = localDate(city.province.timeZone, now);
  if (asked.units.length === 0) yield { path: 'units', rule: 'required' };
  if (asked.units.length > unitsMax || new Set(asked.units).size < asked.units.length) {
    yield { path: 'units', rule: 'UNITS_TOO_MANY', params: { max: unitsMax } };
  }
  for (const code of asked.units) {
    const unit = city.units.get(code);
    if (isComplainedOf(city.units, code, about)) yield { path: 'units', rule: 'UNIT_COMPLAINED_OF' };
    else if (code === record.unit) yield { path: 'units', rule: 'UNIT_IS_LEAD' };
    else if (unit === undefined || !isInForce(unit, today))
      yield { path: 'units', rule: 'UNIT_NOT_IN_FORCE', params: { unit: code } };
  }
  const length = asked.asked.trim().length;
  if (length === 0) yield { path: 'asked', rule: 'required' };
  if (length > askedMax) yield { path: 'asked', rule: 'maxLength', params: { max: askedMax } };
  if (!isCivilDate(asked.due) && !isLocalTime(asked.due)) yield { path: 'due', rule: 'required' };
  if (asked.kind === 'opinion' && city.handling.opinions === null) yield { path: 'kind', rule: 'NO_CONSENT_RULE' };
}

function dueOf({ asked, record, place: { city, workingTime } }: Asking, unit: string, now: Instant): Instant {
  return workingTime.due(now, asked.due, partCalendar(city, record.sla, unit), 'elapsed');
}

/** A part that ends after the lead's own time would make the lead late; one whose time is over cannot be done. */
function dueFault(
  { task, record, place: { city } }: Asking,
  dues: readonly (readonly [string, Instant])[],
  now: Instant,
): FieldFault | undefined {
  const latest = leadDue(task, record);
  const zone = city.province.timeZone;
  const over = dues.find(([, dueAt]) => dueAt <= now);
  if (over !== undefined) return { path: 'due', rule: 'PART_DUE_PAST' };
  const beyond = dues.find(([, dueAt]) => latest !== null && dueAt > latest);
  if (beyond === undefined) return undefined;
  const [unit, dueAt] = beyond;
  const params = {
    ...(city.units.get(unit)?.name ?? { vi: unit, en: unit }),
    due: localDateTime(dueAt, zone),
    latest: localDateTime(latest ?? dueAt, zone),
  };
  return { path: 'due', rule: 'PART_DUE_AFTER_LEAD', params };
}

function draftOf(
  id: string,
  { asked, task, record, actor }: Asking,
  {
    unit,
    dueAt,
    place: { city, workingTime: time },
  }: { readonly unit: string; readonly dueAt: Instant; readonly place: CityInForce },
  now: Instant,
): Draft {
  const consent =
    asked.kind === 'opinion' ? consentOf({ city, time }, { unit, category: record.category, at: now, dueAt }) : null;
  const { kind, required } = asked;
  const zone = city.province.timeZone;
  return {
    draft: {
      ...{ id, caseId: record.id, leadTask: task.key, leadUnit: record.unit, unit, kind, required, state: 'open' },
      ...{ askedBy: actor.username, askedAt: now, dueAt },
      consentAt: consent?.at ?? null,
      consentRule: consent === null ? '' : `${consent.after} ${consent.dayCount}`,
      ...{ endedAt: null, endedBy: '', outcome: '', answerEntry: null, reminded: 0, remindedAt: null },
    },
    variables: {
      ...{ id, unit, kind, due: asked.due, dueText: localDateTime(dueAt, zone) },
      calendar: partCalendar(city, record.sla, unit),
      unitName: city.units.get(unit)?.name.vi ?? unit,
      consentAt: consent === null ? null : new Date(consent.at).toISOString(),
    },
  };
}
