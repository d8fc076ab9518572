/**
 * Units and wards that become others on a day. A *plan* says for each unit that ends who takes it over (several, by ward or
 * category, where it is split), and for each ward that ends into which ward it goes.
 */

import { addDays, isDate } from '../calendars/local-date.ts';
import type { City, Successor } from '../city/city.ts';
import { isInForce } from './units.ts';

export interface ReorganisationPlan {
  readonly units: readonly UnitMove[];
  readonly wards: readonly WardMove[];
}

export interface UnitMove {
  readonly from: string;
  readonly to: readonly Successor[];
  /** Posts that do not go to the one that takes the rest, where there are several. */
  readonly posts?: readonly PostChoice[];
}

export interface PostChoice {
  /** Id of somebody's post at the unit that ends. */
  readonly post: string;
  /** Code of one of those that take over. */
  readonly to: string;
}

export interface WardMove {
  readonly from: string;
  readonly to: string;
}

/** What is wrong with a plan: a rule of the errors' catalogue at its place, e.g. `units.0.to.1`. */
export interface PlanFault {
  readonly path: string;
  readonly rule: PlanRule;
  readonly params: Readonly<Record<string, string>>;
}

export type PlanRule =
  | 'PLAN_EMPTY'
  | 'NOT_A_DATE'
  | 'DATE_IN_PAST'
  | 'PLAN_UNKNOWN_UNIT'
  | 'PLAN_UNKNOWN_WARD'
  | 'PLAN_TWICE'
  | 'PLAN_INTO_ITSELF'
  | 'PLAN_CIRCLE'
  | 'PLAN_NOT_IN_FORCE'
  | 'PLAN_NO_REST'
  | 'PLAN_UNIT_LEFT'
  | 'PLAN_UNKNOWN_POST'
  | 'PLAN_POST_TWICE'
  | 'PLAN_POST_NO_HEIR';

/** @returns the unit where this post of a unit that ends goes on: the chosen one, else the one that takes the rest */
export function postHeir({ to, posts = [] }: UnitMove, post: string): string {
  return posts.find((choice) => choice.post === post)?.to ?? to.at(-1)?.unit ?? '';
}

/** @param postsOf ids of the posts that go over from a unit @returns choices for posts that are none of these */
export function postFaults(
  plan: ReorganisationPlan,
  postsOf: ReadonlyMap<string, ReadonlySet<string>>,
): readonly PlanFault[] {
  return plan.units.flatMap(({ from, posts = [] }, index) =>
    posts.flatMap(({ post }, position) =>
      postsOf.get(from)?.has(post) === true
        ? []
        : [fault(`units.${index}.posts.${position}`, 'PLAN_UNKNOWN_POST', from)],
    ),
  );
}

/**
 * @param day first day of the new order
 * @returns every fault; none: the plan can be carried out as the city is now
 */
export function planFaults(city: City, plan: ReorganisationPlan, day: string, today: string): readonly PlanFault[] {
  if (!isDate(day)) return [{ path: 'day', rule: 'NOT_A_DATE', params: {} }];
  return [
    ...(day < today ? [{ path: 'day', rule: 'DATE_IN_PAST', params: { today } } as const] : []),
    ...(plan.units.length + plan.wards.length === 0
      ? [{ path: 'units', rule: 'PLAN_EMPTY', params: {} } as const]
      : []),
    ...plan.units.flatMap((_, index) => unitFaults(city, plan, { day, index })),
    ...plan.units.flatMap(choiceFaults),
    ...plan.wards.flatMap((_, index) => wardFaults(city, plan, index)),
  ];
}

function unitFaults(
  { units }: City,
  plan: ReorganisationPlan,
  { day, index }: { readonly day: string; readonly index: number },
): readonly PlanFault[] {
  const { from, to } = plan.units[index] as UnitMove;
  const path = `units.${index}`;
  const unit = units.get(from);
  const rest = to.findIndex(({ wards, categories }) => wards.length + categories.length === 0);
  return [
    ...(unit === undefined ? [fault(`${path}.from`, 'PLAN_UNKNOWN_UNIT', from)] : []),
    ...(unit !== undefined && !isInForce(unit, addDays(day, -1))
      ? [fault(`${path}.from`, 'PLAN_NOT_IN_FORCE', from, addDays(day, -1))]
      : []),
    ...(plan.units.findIndex((move) => move.from === from) < index ? [fault(`${path}.from`, 'PLAN_TWICE', from)] : []),
    ...(to.length === 0 || rest !== to.length - 1 ? [fault(`${path}.to`, 'PLAN_NO_REST', from)] : []),
    ...to.flatMap(({ unit: code }, position) => {
      const at = `${path}.to.${position}`;
      const heir = units.get(code);
      if (heir === undefined) return [fault(at, 'PLAN_UNKNOWN_UNIT', code)];
      if (code === from) return [fault(at, 'PLAN_INTO_ITSELF', code)];
      if (plan.units.some((move) => move.from === code)) return [fault(at, 'PLAN_CIRCLE', code)];
      return isInForce(heir, day) ? [] : [fault(at, 'PLAN_NOT_IN_FORCE', code, day)];
    }),
  ];
}

/** A choice must lead to one that takes over, and there is one for each post. */
function choiceFaults({ from, to, posts = [] }: UnitMove, index: number): readonly PlanFault[] {
  return posts.flatMap((choice, position) => {
    const at = `units.${index}.posts.${position}`;
    return [
      ...(to.some(({ unit }) => unit === choice.to) ? [] : [fault(at, 'PLAN_POST_NO_HEIR', choice.to)]),
      ...(posts.findIndex(({ post }) => post === choice.post) < position ? [fault(at, 'PLAN_POST_TWICE', from)] : []),
    ];
  });
}

function wardFaults({ wards, units }: City, plan: ReorganisationPlan, index: number): readonly PlanFault[] {
  const { from, to } = plan.wards[index] as WardMove;
  const path = `wards.${index}`;
  const open = (code: string) => wards.get(code)?.areas.at(-1)?.validTo === null;
  const left = [...units.values()].filter(
    ({ code, ward, validTo }) => ward === from && validTo === null && !plan.units.some((move) => move.from === code),
  );
  return [
    ...[from, to].flatMap((code, end) =>
      open(code) ? [] : [fault(`${path}.${end === 0 ? 'from' : 'to'}`, 'PLAN_UNKNOWN_WARD', code)],
    ),
    ...(from === to ? [fault(`${path}.to`, 'PLAN_INTO_ITSELF', to)] : []),
    ...(plan.wards.findIndex((move) => move.from === from) < index ? [fault(`${path}.from`, 'PLAN_TWICE', from)] : []),
    ...(from !== to && plan.wards.some((move) => move.from === to) ? [fault(`${path}.to`, 'PLAN_CIRCLE', to)] : []),
    ...left.map(({ code }) => fault(`${path}.from`, 'PLAN_UNIT_LEFT', code)),
  ];
}

function fault(path: string, rule: PlanRule, code: string, day = ''): PlanFault {
  return { path, rule, params: { code, day } };
}
