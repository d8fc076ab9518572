/** A plan while it is made. */
import type { ReorganisationPlan, UnitMove } from '#engine/cases/organisation/reorganisation.ts';
import type { UnitList } from '#engine/runtime/application/organisation.ts';
import type { ReorganisationPreview } from '#engine/runtime/application/reorganisations.ts';

export const emptyPlan: ReorganisationPlan = { units: [], wards: [] };

/** A unit as the one that takes the rest. */
export function restTo(unit: string): UnitMove['to'] {
  return [{ unit, wards: [], categories: [] }];
}

/** A ward goes into another: each of its units into the one with the same part, where there is one. */
export function withWard(plan: ReorganisationPlan, list: UnitList, from: string, to: string): ReorganisationPlan {
  const open = (ward: string) => list.units.filter((unit) => unit.ward === ward && unit.validTo === null);
  const takers = open(to);
  const moves = open(from)
    .filter(({ code }) => !plan.units.some((move) => move.from === code))
    .map(({ code, kind }): UnitMove => {
      const same =
        takers.find((unit) => unit.code === code.replace(from, to)) ?? takers.find((unit) => unit.kind === kind);
      return { from: code, to: restTo(same?.code ?? '') };
    });
  return { units: [...plan.units, ...moves], wards: [...plan.wards, { from, to }] };
}

export function withMove(plan: ReorganisationPlan, index: number, move: UnitMove | null): ReorganisationPlan {
  const units = plan.units.flatMap((one, at) => (at === index ? (move === null ? [] : stillChosen(one, move)) : one));
  return { ...plan, units };
}

/** A choice for a post falls with the unit that it leads to, or is made for. */
function stillChosen(before: UnitMove, { posts = [], ...move }: UnitMove): UnitMove {
  const good = before.from === move.from ? posts.filter(({ to }) => move.to.some(({ unit }) => unit === to)) : [];
  return { ...move, posts: good };
}

export function withPost(plan: ReorganisationPlan, from: string, post: string, to: string): ReorganisationPlan {
  const chosen = (move: UnitMove): UnitMove => {
    const others = (move.posts ?? []).filter((one) => one.post !== post);
    return { ...move, posts: to === move.to.at(-1)?.unit ? others : [...others, { post, to }] };
  };
  return { ...plan, units: plan.units.map((move) => (move.from === from ? chosen(move) : move)) };
}

/** The preview is asked for without choices, and then only those are kept whose post it still shows: people leave. */
export function withoutPosts(plan: ReorganisationPlan): ReorganisationPlan {
  return { ...plan, units: plan.units.map(({ from, to }) => ({ from, to })) };
}

export function withShownPosts(plan: ReorganisationPlan, { moves }: ReorganisationPreview): ReorganisationPlan {
  const shown = new Set(moves.flatMap(({ posts }) => posts.map(({ post }) => post)));
  const kept = ({ from, to, posts = [] }: UnitMove) => ({
    from,
    to,
    posts: posts.filter(({ post }) => shown.has(post)),
  });
  return { ...plan, units: plan.units.map(kept) };
}
