/**
 * Carries out reorganisations whose day has come, in slices. First, in one transaction, the city becomes what it will be and
 * people get their posts; then open cases, each in a transaction of its own that first notes it as moved; then tasks that
 * other units had in cases of theirs. A process may be killed at any instant: what is noted is done, what is not is not.
 */
import { addDays, localDate } from '#engine/cases/calendars/local-date.ts';
import {
  planFaults,
  postHeir,
  type ReorganisationPlan,
  type UnitMove,
} from '#engine/cases/organisation/reorganisation.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { DutyRun } from '../../duties/duty.ts';
import type { PostRow } from '../../ports/case-rows.ts';
import type { PersonRow } from '../../ports/organisation.ts';
import type { Places, ReorganisationRow } from '../../ports/reorganisation.ts';
import type { Tx } from '../../ports.ts';
import { Refusal } from '../../refusal.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import type { CityFile } from '../city/save-texts.ts';
import { writeTexts } from '../city/save-texts.ts';
import { reorganisationErrors } from './errors.ts';
import { moveCase, moveDossier, moveLooseTask } from './move-case.ts';
import { postsGoingOver } from './posts.ts';
import { cityAfter, planOf, planRefusal } from './reorganisations.ts';

/** In one slice: a second or so. */
const casesAtOnce = 50;
/** Below every id. */
const nobody = '00000000-0000-0000-0000-000000000000';

export async function reorganiseSome(context: Context): Promise<DutyRun> {
  const due = await context.store.transaction(async (tx) => {
    const { city } = await context.cities.current(tx);
    return await tx.cases.reorganisations.due(localDate(city.province.timeZone, context.clock()));
  });
  const [row] = due;
  if (row === undefined) return { done: 0 };
  const done = await slice(context, row);
  return { done, more: true };
}

async function slice(context: Context, row: ReorganisationRow): Promise<number> {
  if (row.state === 'planned') return await begin(context, row);
  if (row.phase.startsWith('cases')) return await someCases(context, row);
  if (row.phase.startsWith('dossiers')) return await someDossiers(context, row);
  return await someTasks(context, row);
}

/** The city, the posts and the state of the reorganisation: all of it, or nothing. */
async function begin(context: Context, row: ReorganisationRow): Promise<number> {
  try {
    return await context.store.transaction(async (tx) => {
      const now = context.clock();
      const running = { state: 'running', phase: 'cases', startedAt: now } as const;
      if (!(await tx.cases.reorganisations.move(row, running))) return 0;
      await changeTexts(context, tx, row);
      return await movePosts(context, tx, row, now);
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    await stop(context, row, error);
    return 0;
  }
}

/** The city has changed since the plan was confirmed: somebody must look at it again. */
async function stop(context: Context, row: ReorganisationRow, refused: Refusal): Promise<void> {
  const report: Json = refused.fields.map(({ path, rule, params = {} }) => {
    const message = Object.hasOwn(reorganisationErrors, rule)
      ? reorganisationErrors[rule as keyof typeof reorganisationErrors].message
      : { vi: String(params['vi'] ?? rule), en: String(params['en'] ?? rule) };
    const filled = (text: string) => text.replace(/\{(\w+)\}/g, (hole, name) => String(params[name] ?? hole));
    return { path, message: { vi: filled(message.vi), en: filled(message.en) } };
  });
  await context.store.transaction(async (tx) => {
    const now = context.clock();
    if (!(await tx.cases.reorganisations.move(row, { state: 'stopped', report, endedAt: now }))) return;
    await audit(context, tx, { actor: '', action: 'reorganisation.stop', subject: `reorganisation:${row.id}` }, now);
  });
}

async function changeTexts(context: Context, tx: Tx, row: ReorganisationRow): Promise<void> {
  const { city } = await context.cities.current(tx);
  const plan = planOf(row);
  // Its day is today or was before: only what has changed since may stand against it.
  const faults = planFaults(city, plan, row.effectiveDay, row.effectiveDay);
  if (faults.length > 0) throw planRefusal(faults);
  const texts = await cityAfter(tx, plan, row.effectiveDay);
  const revisions = new Map((await tx.cases.reference.all()).map(({ kind, revision }) => [kind, revision]));
  const changes = Object.entries(texts).map(([file, content]) => ({
    file: file as CityFile,
    content,
    revision: revisions.get(file) ?? 0,
  }));
  await writeTexts(context, tx, { texts: changes, note: row.note, by: row.createdBy });
}

/** A post ends with the unit; the same role begins at the chosen one that takes over, or at the one that takes the rest. */
async function movePosts(context: Context, tx: Tx, row: ReorganisationRow, now: Instant): Promise<number> {
  const { reorganisations } = tx.cases;
  let count = 0;
  for (const move of planOf(row).units) count += await movePostsOf(context, tx, { row, move }, now);
  for (const { from, to } of planOf(row).wards) await reorganisations.moveResponsibilityWard(from, to);
  const event = {
    actor: row.createdBy,
    action: 'reorganisation.begin',
    subject: `reorganisation:${row.id}`,
    data: { posts: count },
  };
  await audit(context, tx, event, now);
  return count;
}

async function movePostsOf(
  context: Context,
  tx: Tx,
  { row, move }: { readonly row: ReorganisationRow; readonly move: UnitMove },
  now: Instant,
): Promise<number> {
  const { reorganisations } = tx.cases;
  const item = { reorganisationId: row.id, kind: 'post', fromUnit: move.from, movedAt: now } as const;
  const going = await postsGoingOver(tx, move.from, row.effectiveDay);
  for (const { person, post } of going) {
    const heir = postHeir(move, post.id);
    const next = await movePost(context, tx, { person, post, heir, day: row.effectiveDay }, now);
    await reorganisations.moveResponsibilities(post.id, next);
    await absencesFollow(tx, person.id, { from: post.id, to: next, day: row.effectiveDay });
    await reorganisations.note({ ...item, toUnit: heir, subject: post.id, outcome: '' });
  }
  // Somebody chose where these go, and they have ended since: the report says so.
  for (const { post, to } of move.posts ?? []) {
    if (going.some((one) => one.post.id === post)) continue;
    await reorganisations.note({ ...item, toUnit: to, subject: post, outcome: 'POST_ENDED' });
  }
  return going.length;
}

/** Who stands in for a post, or has it by delegation, keeps it; until the day it is the old one still. */
async function absencesFollow(
  tx: Tx,
  accountId: string,
  { from, to, day }: { readonly from: string; readonly to: string; readonly day: string },
): Promise<void> {
  const { organisation } = tx.cases;
  for (const { id, posts } of await organisation.absencesFrom(day, accountId)) {
    if (posts.includes(from) && !posts.includes(to)) await organisation.limitAbsence(id, [...posts, to]);
  }
}

interface PostMove {
  readonly person: PersonRow;
  readonly post: PostRow;
  readonly heir: string;
  readonly day: string;
}

/** @returns id of the post at the unit that follows: a new one, or the one that the person has there already */
async function movePost(
  context: Context,
  tx: Tx,
  { person, post, heir, day }: PostMove,
  now: Instant,
): Promise<string> {
  const { organisation } = tx.cases;
  const begun = post.validFrom === '' || post.validFrom < day;
  if (begun) await organisation.updatePost(post.id, { validTo: addDays(day, -1) });
  else await organisation.deletePost(post.id);
  const known = person.posts.find(
    ({ unit, role, validTo }) => unit === heir && role === post.role && (validTo === '' || validTo >= day),
  );
  if (known !== undefined) return known.id;
  const id = context.newId(now);
  const validFrom = begun ? day : post.validFrom;
  const { role, validTo } = post;
  await organisation.insertPosts([{ id, accountId: person.id, role, unit: heir, validFrom, validTo }]);
  return id;
}

async function someCases(context: Context, row: ReorganisationRow): Promise<number> {
  const plan = planOf(row);
  const after = row.phase.slice('cases '.length) || nobody;
  const ids = await context.store.transaction((tx) =>
    tx.cases.reorganisations.openCasesOf(placesOf(plan), after, casesAtOnce),
  );
  for (const id of ids) await tried(context, row, id);
  const phase = ids.length < casesAtOnce ? 'dossiers' : `cases ${ids.at(-1)}`;
  await context.store.transaction((tx) => tx.cases.reorganisations.move(row, { phase }));
  return ids.length;
}

/** Dossiers whose desk, signatory or records clerk goes over; their cases may stay where they are. */
async function someDossiers(context: Context, row: ReorganisationRow): Promise<number> {
  const plan = planOf(row);
  const after = row.phase.slice('dossiers '.length) || nobody;
  return await context.store.transaction(async (tx) => {
    const some = await tx.cases.dossiers.openOf(placesOf(plan), after, casesAtOnce);
    for (const dossier of some) await moveDossier(tx, plan, dossier);
    const phase = some.length < casesAtOnce ? 'tasks' : `dossiers ${some.at(-1)?.caseId}`;
    await tx.cases.reorganisations.move(row, { phase });
    return some.length;
  });
}

function placesOf(plan: ReorganisationPlan): Places {
  return { units: plan.units.map(({ from }) => from), wards: plan.wards.map(({ from }) => from) };
}

/** What cannot be moved is told in the report; it holds up nothing else. */
async function tried(context: Context, row: ReorganisationRow, caseId: string): Promise<void> {
  try {
    await context.store.transaction((tx) => moveCase(context, tx, { row, plan: planOf(row), caseId }));
  } catch (error) {
    if (error instanceof Refusal && error.status >= 500) throw error;
    const outcome = error instanceof Refusal ? error.code : 'INTERNAL';
    if (!(error instanceof Refusal))
      context.onFault?.({ jobId: row.id, instanceId: caseId, element: 'reorganise', error });
    const item = { reorganisationId: row.id, kind: 'case', subject: caseId, fromUnit: '', toUnit: '' } as const;
    await context.store.transaction((tx) =>
      tx.cases.reorganisations.note({ ...item, outcome, movedAt: context.clock() }),
    );
  }
}

/** Parts that these units had in cases of others. When none is left it is done. */
async function someTasks(context: Context, row: ReorganisationRow): Promise<number> {
  const units = planOf(row).units.map(({ from }) => from);
  const ids = await context.store.transaction((tx) => tx.cases.reorganisations.openTasksOf(units, casesAtOnce));
  let moved = 0;
  for (const id of ids) {
    if (await context.store.transaction((tx) => moveLooseTask(context, tx, { row, plan: planOf(row), taskId: id })))
      moved += 1;
  }
  if (ids.length === casesAtOnce && moved > 0) return moved;
  await context.store.transaction(async (tx) => {
    const now = context.clock();
    if (!(await tx.cases.reorganisations.move(row, { state: 'done', phase: 'done', endedAt: now }))) return;
    await audit(context, tx, { actor: '', action: 'reorganisation.end', subject: `reorganisation:${row.id}` }, now);
  });
  return moved;
}
