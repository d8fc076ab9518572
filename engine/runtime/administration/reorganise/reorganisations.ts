/** Reorganisations as those who keep the organisation plan, confirm and follow them. */
import type { City } from '#engine/cases/city/city.ts';
import { type PlanFault, planFaults, type ReorganisationPlan } from '#engine/cases/organisation/reorganisation.ts';
import { reorganiseTexts } from '#engine/cases/organisation/reorganise-texts.ts';
import type { Json } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type {
  ReorganisationDetail,
  ReorganisationDraft,
  Reorganisations,
  ReorganisationView,
} from '../../application/reorganisations.ts';
import type { ReorganisationRow } from '../../ports/reorganisation.ts';
import type { Tx } from '../../ports.ts';
import { Refusal } from '../../refusal.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { isUuid } from '../../use-cases/ids.ts';
import { unitOf } from '../../use-cases/names.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { keepersOf } from '../city/rights.ts';
import { checkedCity, noteOf } from '../city/save-texts.ts';
import { todayIn } from '../city/unit-views.ts';
import { reorganisationErrors } from './errors.ts';
import { chosenPosts, unknownPosts } from './posts.ts';
import { previewOf } from './preview.ts';

const shownMax = 100;

export function reorganisations(context: Context): Reorganisations {
  const keepers = keepersOf(context, 'organisation');
  const allowed = <T>(actor: Actor, work: (tx: Tx, city: City) => Promise<T>): Promise<T> =>
    keepers(actor, async (tx) => work(tx, (await context.cities.current(tx)).city));
  return {
    all: (actor) => allowed(actor, async (tx) => (await tx.cases.reorganisations.all(shownMax)).map(viewOf)),
    preview: (actor, draft) =>
      allowed(actor, async (tx, city) => {
        await mustBeSound(context, tx, city, draft);
        return await previewOf(context, tx, city, draft);
      }),
    confirm: (actor, draft) =>
      allowed(actor, async (tx, city) => {
        await mustBeSound(context, tx, city, draft);
        return viewOf(await write(context, tx, actor, draft));
      }),
    one: (actor, id) => allowed(actor, async (tx, city) => detailOf(tx, city, await known(tx, id))),
    cancel: (actor, id) =>
      allowed(actor, async (tx) => {
        const row = await known(tx, id);
        const now = context.clock();
        const cancelled = { state: 'cancelled', endedAt: now } as const;
        const planned = { id, state: 'planned', phase: '' } as const;
        if (row.state !== 'planned' || !(await tx.cases.reorganisations.move(planned, cancelled))) {
          throw new Refusal('REORGANISATION_BEGUN', reorganisationErrors.REORGANISATION_BEGUN.status);
        }
        const event = { actor: actor.username, action: 'reorganisation.cancel', subject: `reorganisation:${id}` };
        await audit(context, tx, event, now);
      }),
  };
}

/** The plan by itself, and the city as it would become. @throws Refusal 422 with every fault at its place */
async function mustBeSound(context: Context, tx: Tx, city: City, { plan, day }: ReorganisationDraft): Promise<void> {
  const own = planFaults(city, plan, day, todayIn(context, city));
  const faults = own.length > 0 ? own : await unknownPosts(tx, plan, day);
  if (faults.length > 0) throw planRefusal(faults);
  await cityAfter(tx, plan, day);
}

/** The texts as they would become, checked as a whole. @throws Refusal 422 `CITY_HAS_FAULTS` */
export async function cityAfter(
  tx: Tx,
  plan: ReorganisationPlan,
  day: string,
): Promise<Readonly<Record<string, string>>> {
  const rows = await tx.cases.reference.all();
  const texts = reorganiseTexts(Object.fromEntries(rows.map(({ kind, content }) => [kind, content])), plan, day);
  const changed = Object.entries(texts).map(([file, content]) => ({
    file: file as 'units.json',
    content: content as string,
  }));
  checkedCity(rows, changed);
  return Object.fromEntries(changed.map(({ file, content }) => [file, content]));
}

export function planRefusal(faults: readonly PlanFault[]): Refusal {
  return new Refusal('PLAN_NOT_SOUND', reorganisationErrors.PLAN_NOT_SOUND.status, { count: faults.length }, faults);
}

async function write(
  context: Context,
  tx: Tx,
  actor: Actor,
  { plan, day, note }: ReorganisationDraft,
): Promise<ReorganisationRow> {
  const now = context.clock();
  const row: ReorganisationRow = {
    id: context.newId(now),
    state: 'planned',
    phase: '',
    effectiveDay: day,
    content: plan as unknown as Json,
    note: noteOf(note),
    report: [],
    createdAt: now,
    createdBy: actor.username,
    startedAt: null,
    endedAt: null,
  };
  await tx.cases.reorganisations.insert(row);
  const data = { day, units: plan.units.map(({ from }) => from), wards: plan.wards.map(({ from }) => from) };
  const event = { actor: actor.username, action: 'reorganisation.confirm', subject: `reorganisation:${row.id}`, data };
  await audit(context, tx, event, now);
  return row;
}

async function known(tx: Tx, id: string): Promise<ReorganisationRow> {
  const row = isUuid(id) ? await tx.cases.reorganisations.byId(id) : undefined;
  if (row === undefined) throw refusal('NOT_FOUND');
  return row;
}

export function planOf(row: ReorganisationRow): ReorganisationPlan {
  return row.content as unknown as ReorganisationPlan;
}

function viewOf(row: ReorganisationRow): ReorganisationView {
  const { id, state, effectiveDay: day, note, createdAt, createdBy, startedAt, endedAt } = row;
  const { units, wards } = planOf(row);
  return { id, state, day, note, units: units.length, wards: wards.length, createdAt, createdBy, startedAt, endedAt };
}

async function detailOf(tx: Tx, city: City, row: ReorganisationRow): Promise<ReorganisationDetail> {
  const plan = planOf(row);
  const from = plan.units.map((move) => move.from);
  const tables = tx.cases.reorganisations;
  const [counts, stays, cases, tasks] = [
    await tables.counts(row.id),
    await tables.stays(row.id, shownMax),
    await tables.casesBy(from),
    await tables.tasksBy(from),
  ];
  const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
  return {
    ...viewOf(row),
    plan,
    posts: await chosenPosts(tx, city, plan),
    moved: counts.map(({ kind, fromUnit, toUnit, count }) => ({
      ...{ kind, count },
      from: unitOf(city, fromUnit),
      to: unitOf(city, toUnit),
    })),
    stays: stays.map(({ kind, subject, outcome }) => ({ kind, subject, code: outcome })),
    left: { cases: sum(cases.filter(({ state }) => state === 'open')), tasks: sum(tasks) },
    faults: row.report as unknown as ReorganisationDetail['faults'],
  };
}
