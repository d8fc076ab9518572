/** The demo's jointly handled case: what its lead asks of others, and who of them has answered. */
import { isoDate } from '#engine/cases/calendars/civil-date.ts';
import { zoneOf } from '#engine/cases/calendars/zone.ts';
import type { Actor } from '../../application/common.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Context } from '../context.ts';
import { ask } from '../parts/ask.ts';
import { leadDue } from '../parts/view.ts';
import { complete } from '../tasks/complete.ts';
import type { PlannedPart } from './seed-plan.ts';

/** Finds somebody who may do an open task of the case that fits. */
export type FindWork = (
  context: Context,
  fits: (task: TaskRow) => boolean,
) => Promise<{ readonly task: TaskRow; readonly actor: Actor } | undefined>;

/** @param later when those answer who have */
export async function seedParts(
  context: Context,
  later: Context,
  parts: readonly PlannedPart[],
  find: FindWork,
): Promise<void> {
  for (const [index, { answer, unit, ...part }] of parts.entries()) {
    const lead = await find(context, (task) => task.part === '');
    if (lead === undefined) return;
    const due = await dueText(context, lead.task);
    if (due === null) return;
    const submissionKey = `seed-part-${index}-${lead.task.id}`;
    await ask(context)(lead.actor, lead.task.id, { ...part, units: [unit], due, submissionKey });
    if (answer !== undefined) await answerPart(later, { unit, answer }, find);
  }
}

async function answerPart(
  context: Context,
  { unit, answer }: { readonly unit: string; readonly answer: string },
  find: FindWork,
): Promise<void> {
  const own = await find(context, (task) => task.part !== '' && task.unit === unit);
  if (own === undefined) return;
  const values = { outcome: 'done', partAnswer: answer };
  await complete(context)(own.actor, own.task.id, { values, files: [], submissionKey: `seed-${own.task.id}` });
}

/** As late as the lead itself; null where its time is over. */
async function dueText(context: Context, task: TaskRow): Promise<string | null> {
  return await context.store.transaction(async (tx) => {
    const record = await tx.cases.records.byId(task.caseId ?? '');
    const at = record === undefined ? null : leadDue(task, record);
    if (at === null || at <= context.clock()) return null;
    const { city } = await context.cities.current(tx);
    const { day, minutes } = zoneOf(city.province.timeZone).localOf(at);
    const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
    return `${isoDate(day)}T${two(minutes / 60)}:${two(minutes % 60)}`;
  });
}
