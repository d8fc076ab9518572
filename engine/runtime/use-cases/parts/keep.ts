/**
 * Keeps the parts of a jointly handled case true to its process, in the transaction of every step that moves one of their
 * tasks: a part begins with its task, is accepted when somebody takes it, and ends with it. What a step does not tell by
 * itself (the answer, why it was returned) is said beforehand by the use case that makes the step. A step without such a
 * task costs nothing.
 */
import { isOpenPart, type PartMove, type PartState, partLife } from '#engine/cases/joint/part.ts';
import type { Effect, OpenTask } from '#engine/core/effects.ts';
import type { Instant } from '#engine/core/values.ts';
import type { BuiltInJob, Step } from '../../kernel.ts';
import type { TimelineRow } from '../../ports/case-rows.ts';
import type { PartRow } from '../../ports/parts.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { NewId } from '../ids.ts';

/** The job by which the process says that the time for an opinion is over. */
export const consentJobType = 'deemedConsent';

export interface PartDeps {
  readonly newId: NewId;
}

/** A part that is to begin with the step. */
export type PartDraft = Omit<PartRow, 'taskKey' | 'instanceId'>;

/** How a part ends with the step. */
export interface PartEnd {
  readonly move: Extract<PartMove, 'answer' | 'return' | 'withdraw'>;
  readonly by: string;
  readonly outcome?: string;
  readonly noteEntry: string | null;
}

interface Said {
  readonly drafts: Map<string, PartDraft>;
  readonly ends: Map<string, PartEnd>;
}

const said = new WeakMap<Tx, Said>();

/** Parts that the next step of this transaction is to begin. */
export function sayAsked(tx: Tx, drafts: readonly PartDraft[]): void {
  for (const draft of drafts) saidIn(tx).drafts.set(draft.id, draft);
}

/** @returns ids of the parts that have not begun yet */
export function notBegun(tx: Tx): readonly string[] {
  return [...saidIn(tx).drafts.keys()];
}

/** How a part ends when the next step of this transaction closes its task. */
export function sayEnd(tx: Tx, partId: string, end: PartEnd): void {
  saidIn(tx).ends.set(partId, end);
}

/** Follows the tasks of parts through one step. */
export async function keepParts(deps: PartDeps, tx: Tx, step: Step, now: Instant): Promise<void> {
  for (const effect of step.effects) {
    if (effect.kind === 'openTask' && effect.part !== undefined) await begin(deps, tx, { step, effect, now });
    if (effect.kind === 'updateTask' && effect.part !== undefined) await take(tx, effect.part, effect);
    if (effect.kind === 'closeTask' && effect.part !== undefined) await end(deps, tx, { step, effect, now });
  }
}

/** The built-in job `deemedConsent`: nobody has answered, so the unit is taken to agree. */
export function consentJob(deps: PartDeps): BuiltInJob {
  return async (tx, job, now) => {
    const part = await partNamed(tx, job.inputs['part']);
    if (part === undefined || part.caseId !== job.caseId) return {};
    if (!partLife.can(part.state, 'consent')) return {};
    await finish(deps, tx, { part, move: 'consent', by: '', outcome: '', noteEntry: null, element: job.element, now });
    return {};
  };
}

async function begin(
  { newId }: PartDeps,
  tx: Tx,
  { step, effect, now }: { readonly step: Step; readonly effect: OpenTask; readonly now: Instant },
): Promise<void> {
  const { drafts } = saidIn(tx);
  const draft = drafts.get(effect.part ?? '');
  if (draft === undefined) return;
  drafts.delete(draft.id);
  const part: PartRow = { ...draft, instanceId: step.instanceId, taskKey: effect.task };
  await tx.cases.parts.insert([part]);
  const line = { code: 'asked', element: effect.element, actor: part.askedBy, unit: part.unit } as const;
  await tx.cases.timeline.append([lineOf(newId(now), part, { ...line, noteEntry: part.askedEntry, at: now })]);
}

async function take(tx: Tx, id: string, { state, unit }: Extract<Effect, { kind: 'updateTask' }>): Promise<void> {
  const part = await partNamed(tx, id);
  if (part === undefined) return;
  const move = state === 'reserved' || state === 'inProgress' ? 'accept' : state === 'ready' ? 'release' : null;
  const next: PartState = (move === null ? undefined : partLife.next(part.state, move)) ?? part.state;
  const change = {
    ...(next !== part.state && { state: next }),
    // A unit that was closed is followed by its successor.
    ...(unit !== undefined && unit !== part.unit && { unit }),
  };
  if (Object.keys(change).length > 0) await tx.cases.parts.update(part.id, change);
}

/** A task that ends without a word of anybody was taken back, unless this very step says that silence is consent. */
async function end(
  deps: PartDeps,
  tx: Tx,
  {
    step,
    effect,
    now,
  }: { readonly step: Step; readonly effect: Extract<Effect, { kind: 'closeTask' }>; readonly now: Instant },
): Promise<void> {
  const part = await partNamed(tx, effect.part);
  if (part === undefined || !isOpenPart(part)) return;
  const told = saidIn(tx).ends.get(part.id);
  const consents = step.effects.some(
    (one) => one.kind === 'createJob' && one.type === consentJobType && one.inputs['part'] === part.id,
  );
  if (told === undefined && consents) return;
  const usual = effect.state === 'completed' ? 'answer' : 'withdraw';
  const { move, by, outcome = '', noteEntry } = told ?? { move: usual, by: effect.by ?? '', noteEntry: null };
  await finish(deps, tx, { part, move, by, outcome, noteEntry, element: '', now });
}

interface Finish {
  readonly part: PartRow;
  readonly move: Exclude<PartMove, 'accept' | 'release'>;
  readonly by: string;
  readonly outcome: string;
  readonly noteEntry: string | null;
  readonly element: string;
  readonly now: Instant;
}

async function finish(deps: PartDeps, tx: Tx, { part, move, by, outcome, noteEntry, element, now }: Finish) {
  const state = partLife.next(part.state, move);
  if (state === undefined) throw new Error(`part ${part.id} cannot ${move} from ${part.state}`);
  await tx.cases.parts.update(part.id, { state, endedAt: now, endedBy: by, outcome, answerEntry: noteEntry });
  // The rule stands in the line, so that it is told as it was even when the city has another one by then.
  const code = state === 'consented' ? `consented:${part.consentRule}` : state;
  const line = lineOf(deps.newId(now), part, { code, element, actor: by, unit: part.unit, noteEntry, at: now });
  await tx.cases.timeline.append([line]);
  const data = { part: part.id, unit: part.unit, kind: part.kind, outcome, rule: part.consentRule };
  await audit(deps, tx, { actor: by, action: `part.${state}`, subject: `case:${part.caseId}`, data }, now);
}

function lineOf(
  id: string,
  { caseId }: Pick<PartRow, 'caseId'>,
  line: Pick<TimelineRow, 'code' | 'element' | 'actor' | 'unit' | 'noteEntry' | 'at'>,
): TimelineRow {
  return { id, caseId, kind: 'part', ...line };
}

/** A task may name a part that nobody has asked for (a model that makes up its own): it is a task like any other then. */
async function partNamed(tx: Tx, id: unknown): Promise<PartRow | undefined> {
  return typeof id === 'string' && uuid.test(id) ? await tx.cases.parts.byId(id) : undefined;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function saidIn(tx: Tx): Said {
  const found = said.get(tx) ?? { drafts: new Map(), ends: new Map() };
  said.set(tx, found);
  return found;
}
