/** Parts as officials see them: all of a case's for its lead, its own for a co-unit. */
import { parseBusinessDuration } from '#engine/cases/calendars/business-duration.ts';
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { consentRule } from '#engine/cases/joint/opinions.ts';
import { isOpenPart } from '#engine/cases/joint/part.ts';
import { isInForce } from '#engine/cases/organisation/units.ts';
import type { Instant } from '#engine/core/values.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Actor, Localised } from '../../application/common.ts';
import type { JointView, Parts, PartView } from '../../application/parts.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { PartRow } from '../../ports/parts.ts';
import type { Tx } from '../../ports.ts';
import { caseOf } from '../complete.ts';
import type { Context } from '../context.ts';
import { mayOnCase } from '../deadlines/reach.ts';
import { namedIn } from '../names.ts';
import { photoViews } from '../photos.ts';
import { refusal } from '../refuse.ts';
import { behalfOf, visibleTask, withinScope } from '../tasks/find-task.ts';
import { asking } from './lead.ts';

export function ofTask(context: Context): Parts['ofTask'] {
  return (actor, taskId) => context.store.transaction((tx) => viewOfTask(context, tx, actor, taskId));
}

/** @throws Refusal 404 where the task is not the actor's to see, or is another unit's part itself */
export async function viewOfTask(context: Context, tx: Tx, actor: Actor, taskId: string): Promise<JointView> {
  const task = await visibleTask(context, tx, actor, taskId);
  if (task.part !== '') throw refusal('NOT_FOUND');
  const record = await caseOf(tx, task);
  const instance = await tx.engine.instances.byId(task.instanceId);
  const possible = task.open && instance !== undefined && asking(instance, task) !== undefined;
  const { city } = await context.cities.current(tx);
  const today = localDate(city.province.timeZone, context.clock());
  const rule = consentRule(city, record.category);
  const mayAsk = possible && (await mayLead(context, tx, actor, task));
  const units = [...city.units.values()].filter((unit) => unit.code !== record.unit && isInForce(unit, today));
  return {
    possible,
    mayAsk,
    units: mayAsk ? units.map(({ code, name }) => ({ code, name })) : [],
    kinds: rule === null ? ['work'] : ['work', 'opinion'],
    latest: leadDue(task, record),
    consentDays: rule === null ? null : parseBusinessDuration(rule.after).days,
    consentBasis: rule?.basis ?? '',
    parts: await partViews(context, tx, record, await tx.cases.parts.ofCase(record.id)),
  };
}

/** By when the lead itself must be done: the case, or the step where that is earlier. */
export function leadDue(task: Pick<TaskRow, 'dueAt'>, record: Pick<CaseRow, 'dueAt'>): Instant | null {
  const dues = [task.dueAt, record.dueAt].filter((dueAt) => dueAt !== null);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** What the parts ask and what came of them, with their texts. */
export async function partViews(
  context: Context,
  tx: Tx,
  record: CaseRow,
  parts: readonly PartRow[],
): Promise<readonly PartView[]> {
  if (parts.length === 0) return [];
  const { city } = await context.cities.current(tx);
  const entries = parts.flatMap(({ askedEntry, answerEntry }) => [
    askedEntry,
    ...((answerEntry ?? '') ? [answerEntry ?? ''] : []),
  ]);
  const texts = await context.vault.read(tx, record.id, entries);
  const tasks = await tx.engine.tasks.ofInstances([...new Set(parts.map(({ instanceId }) => instanceId))]);
  const byPart = new Map(tasks.map((task) => [task.part, task]));
  const photos = await tx.cases.files.ofParts(record.id);
  const forms = await formsOf(context, tx, parts, byPart);
  const people = parts.flatMap((part) => [part.askedBy, part.endedBy, byPart.get(part.id)?.assignee ?? '']);
  const accounts = await tx.cases.accounts.byUsernames([...new Set(people)].filter((name) => name !== ''));
  const names = new Map(accounts.map(({ username, displayName }) => [username, displayName]));
  const nameOf = (username: string) => (username === '' ? null : (names.get(username) ?? username));
  const now = context.clock();
  return parts.map((part) => ({
    ...{ partId: part.id, kind: part.kind, required: part.required, state: part.state },
    ...{
      askedAt: part.askedAt,
      dueAt: dueNow(part, byPart.get(part.id)),
      consentAt: part.consentAt,
      endedAt: part.endedAt,
    },
    ...{ outcome: part.outcome, reminded: part.reminded, remindedAt: part.remindedAt },
    unit: namedIn(city.units, part.unit),
    // Who has the case by now: it may have been handed on.
    lead: namedIn(city.units, record.unit || part.leadUnit),
    outcomeName: outcomeName(forms.get(part.id), part.outcome),
    asked: texts.get(part.askedEntry) ?? '',
    askedBy: nameOf(part.askedBy) ?? '',
    late: (part.endedAt ?? now) > dueNow(part, byPart.get(part.id)),
    consentDays: part.consentRule === '' ? null : parseBusinessDuration(part.consentRule.split(' ')[0] ?? 'P0D').days,
    handler: isOpenPart(part) ? nameOf(byPart.get(part.id)?.assignee ?? '') : null,
    endedBy: nameOf(part.endedBy),
    answer: texts.get(part.answerEntry ?? '') ?? null,
    photos: photoViews(photos.filter(({ partId }) => partId === part.id)),
  }));
}

/** Its clock moves with the calendar and with pauses of the case. */
function dueNow(part: PartRow, task: TaskRow | undefined): Instant {
  return (task?.open === true ? task.dueAt : null) ?? part.dueAt;
}

async function formsOf(
  { library }: Context,
  tx: Tx,
  parts: readonly PartRow[],
  tasks: ReadonlyMap<string, TaskRow>,
): Promise<ReadonlyMap<string, FormDefinition>> {
  const forms = new Map<string, FormDefinition>();
  for (const { id, outcome } of parts) {
    const task = tasks.get(id);
    if (outcome === '' || task === undefined) continue;
    const form = (await library.version(tx, task.serviceVersionId)).forms.get(task.form);
    if (form !== undefined) forms.set(id, form);
  }
  return forms;
}

/** What the answer chosen in the field `outcome` is called there. */
function outcomeName(form: FormDefinition | undefined, outcome: string): Localised | null {
  if (form === undefined) return null;
  const field = [...walkForm(form)].find(({ component }) => component.key === 'outcome')?.component;
  const vi = field?.values?.find(({ value }) => value === outcome)?.label;
  return vi === undefined ? null : { vi, en: form.i18n?.['en']?.[vi] ?? vi };
}

/** Only whether buttons are shown: whoever asks is judged by the query then. */
async function mayLead(context: Context, tx: Tx, actor: Actor, task: TaskRow): Promise<boolean> {
  const { assignee } = task;
  if (assignee !== '' && assignee !== actor.username && assignee !== behalfOf(actor, task)) return false;
  if ((await withinScope(context, tx, actor, { action: 'complete', taskId: task.id })) === undefined) return false;
  return await mayOnCase(context, tx, actor, 'coordinate', task.caseId ?? '');
}
