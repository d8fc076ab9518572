/** Keeps the case true to its process: after every step, in its transaction. What changes is decided by `engine/cases`. */
import { type ProjectionContext, projectCase, slaPromise } from '#engine/cases/projection.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityBook } from '../../administration/city-book.ts';
import type { Step, StepListener } from '../../kernel.ts';
import type { CaseRow, TimelineRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { NewId } from '../ids.ts';
import type { Library } from '../library.ts';
import { keepParts } from '../parts/keep.ts';
import type { Vault } from '../vault.ts';
import { keepHolder } from './hand-over.ts';
import { keepClock } from './keep-clock.ts';

export interface ListenerDeps {
  readonly newId: NewId;
  readonly cities: CityBook;
  readonly library: Library;
  readonly vault: Vault;
}

export function caseListener(deps: ListenerDeps): StepListener {
  return async (tx, step, now) => {
    const before = step.caseId === null ? undefined : await tx.cases.records.byId(step.caseId);
    if (!before) return;
    const place = await deps.cities.current(tx);
    const { pack } = await deps.library.version(tx, step.serviceVersionId);
    const context = { city: place.city, pack, time: place.workingTime, receivedAt: before.receivedAt, now };
    const changes = changesOf(before, step, context);
    const promised = { ...before, ...changes };
    const promise = step.isSecondary ? undefined : slaPromise(step.variables['sla'], place.city, promised.unit);
    const dueAt = await keepClock(deps, tx, { record: promised, previous: before, step, promise, place, now });
    const after = { ...promised, dueAt };
    const { dueAt: _promised, ...others } = changes;
    // A due date that somebody else has moved meanwhile is not put back by a step that does not speak of it.
    await tx.cases.records.update(before.id, { ...others, ...(dueAt !== before.dueAt && { dueAt }) });
    await tx.cases.timeline.append(timelineOf(deps, step, after, now));
    await keepHolder(deps, tx, { step, before, after, now });
    await keepParts(deps, tx, step, now);
    await describeTasks(tx, step, before, after);
    if (after.rating !== null && after.rating !== before.rating)
      await tx.cases.publications.rate(after.id, after.rating);
    if (after.stage !== before.stage || after.state !== before.state) {
      const data = { stage: after.stage, state: after.state };
      await audit(deps, tx, { actor: '', action: 'case.stage', subject: `case:${after.id}`, data }, now);
    }
  };
}

/** What a process knows is its own matter until it comes out: one that another began shows only the stage. */
function changesOf(before: CaseRow, step: Step, context: ProjectionContext): Partial<CaseRow> {
  if (!step.isSecondary) return { ...projectCase(before, step, context), ...ratingOf(step, before) };
  const stages = step.effects.flatMap((effect) => (effect.kind === 'stage' ? [effect.stage] : []));
  return stages.length === 0 ? {} : { stage: stages.at(-1) ?? before.stage };
}

function ratingOf(step: Step, before: CaseRow): Pick<CaseRow, 'rating'> {
  const rating = Number(step.variables['rating'] ?? Number.NaN);
  return { rating: Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : before.rating };
}

function timelineOf(deps: ListenerDeps, step: Step, record: CaseRow, now: Instant): readonly TimelineRow[] {
  return step.effects.flatMap((effect): TimelineRow[] => {
    if (effect.kind !== 'stage') return [];
    const line = { kind: 'stage', code: effect.stage, element: effect.element, actor: '' } as const;
    return [{ ...line, id: deps.newId(now), caseId: record.id, at: now, unit: record.unit, noteEntry: null }];
  });
}

async function describeTasks(tx: Tx, step: Step, before: CaseRow, after: CaseRow): Promise<void> {
  const opened = step.effects.some((effect) => effect.kind === 'openTask');
  const changed = (['ward', 'category', 'confidentiality', 'urgent'] as const).some(
    (column) => before[column] !== after[column],
  );
  if (!opened && !changed) return;
  const { ward, category, confidentiality, urgent } = after;
  await tx.engine.tasks.describe(after.id, { ward, category, confidentiality, urgent });
}
