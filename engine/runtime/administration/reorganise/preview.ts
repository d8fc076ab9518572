/** What a plan would move, counted from what is there now; nothing is written. */
import type { City } from '#engine/cases/city/city.ts';
import type { UnitMove } from '#engine/cases/organisation/reorganisation.ts';
import { takesOver } from '#engine/cases/organisation/units.ts';
import type { MovePreview, ReorganisationDraft, ReorganisationPreview } from '../../application/reorganisations.ts';
import type { CasesBy } from '../../ports/reorganisation.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { namedIn, unitOf } from '../../use-cases/names.ts';
import { type UsesOf, usesIn } from '../city/used-by.ts';
import { plannedPosts } from './posts.ts';

type Counted = Omit<CasesBy, 'state'>;

export async function previewOf(
  context: Context,
  tx: Tx,
  city: City,
  { plan, day }: Pick<ReorganisationDraft, 'plan' | 'day'>,
): Promise<ReorganisationPreview> {
  const from = plan.units.map((move) => move.from);
  const { reorganisations } = tx.cases;
  const [cases, tasks] = [await reorganisations.casesBy(from), await reorganisations.tasksBy(from)];
  const usesOf = await usesIn(context, tx, city);
  const moves: MovePreview[] = [];
  for (const move of plan.units) {
    const posts = await plannedPosts(tx, city, move, day);
    moves.push({ ...movePreview(city, move, { cases, tasks, usesOf }), ...posts });
  }
  const wards = [];
  for (const { from: code, to } of plan.wards) {
    const openCases = await reorganisations.openCasesInWard(code);
    const streets = city.streets.filter(({ parts }) => parts.some(({ ward }) => ward === code)).length;
    wards.push({ from: namedIn(city.wards, code), to: namedIn(city.wards, to), openCases, streets });
  }
  return { moves, wards };
}

function movePreview(
  city: City,
  move: UnitMove,
  found: {
    readonly cases: readonly CasesBy[];
    readonly tasks: readonly Counted[];
    readonly usesOf: UsesOf;
  },
): Omit<MovePreview, 'posts' | 'closedPosts'> {
  const own = found.cases.filter(({ unit }) => unit === move.from);
  const open = own.filter(({ state }) => state === 'open');
  const tasks = found.tasks.filter(({ unit }) => unit === move.from);
  const { uses } = found.usesOf({ unit: move.from });
  return {
    from: unitOf(city, move.from),
    to: move.to.map((_, index) => ({
      unit: unitOf(city, move.to[index]?.unit ?? ''),
      openCases: sumOf(open, move, index),
      openTasks: sumOf(tasks, move, index),
    })),
    categories: uses.filter(({ kind }) => kind === 'category').length,
    rules: uses.filter(({ kind }) => kind === 'routing' || kind === 'process').length,
    unitsBelow: uses.filter(({ kind }) => kind === 'unit').length,
    closedCases: own.reduce((sum, { state, count }) => sum + (state === 'open' ? 0 : count), 0),
  };
}

/** How many of them the unit at this place of the move takes over: each goes to the first that fits. */
function sumOf(rows: readonly Counted[], { to }: UnitMove, index: number): number {
  return rows.reduce((sum, row) => (to.findIndex((one) => takesOver(one, row)) === index ? sum + row.count : sum), 0);
}
