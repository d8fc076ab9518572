// The settings of an imported service: its names, and a stage for each state.
import { json } from './names.ts';
import type { Plan, PlannedState } from './plan.ts';
import { firstStates, isSystemRole } from './source.ts';

/** `pack.json`. */
export function packOf(plan: Plan): string {
  const { service, key, states } = plan;
  const lane = laneOf(plan);
  const order = [...lane, ...states.filter((state) => !lane.includes(state))];
  return json({
    key,
    name: plan.name,
    description: {
      vi: `Nhập từ bảng trạng thái ${service.code} của hệ thống khác.`,
      en: `Imported from the table of states ${service.code} of another system.`,
    },
    process: key,
    startForm: 'report',
    publicIntake: opensToCitizens(plan),
    stages: order.map((state) => stageOf(plan, state, lane)),
    outcomes: [],
  });
}

/** Where the source lets citizens open a case, or act in the state that it begins in. */
function opensToCitizens({ service }: Plan): boolean {
  const { opening, states } = service;
  const first = opening.kind === 'state' ? states.find(({ code }) => code === opening.first)?.actions : opening.actions;
  return first?.some(({ roles }) => roles.some((role) => /^CITIZEN$/i.test(role))) === true;
}

function stageOf(plan: Plan, { source, name }: PlannedState, lane: readonly PlannedState[]) {
  const inLane = lane.some((state) => state.source.code === source.code);
  return {
    code: source.code,
    name,
    text: name,
    visibility: 'public',
    lane: inLane,
    ends: source.terminal || source.actions.length === 0,
    ...(!inLane && { after: placeIn(plan, source.code, lane) }),
  };
}

/**
 * The stages that a case is expected to go through: the shortest way by people's actions to an end that is not a refusal.
 * A guess, and told as one.
 */
export function laneOf({ service, states }: Plan): readonly PlannedState[] {
  const byCode = new Map(states.map((state) => [state.source.code, state]));
  const ways = firstStates(service.opening).map((code) => [code]);
  const seen = new Set(ways.flat());
  const isGood = (code: string): boolean => !/REJECT|CANCEL|WITHDRAW|INVALID|DUPLICATE|FAIL/i.test(code);
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const state = byCode.get(way.at(-1) ?? '');
    if (state === undefined) continue;
    const { actions, terminal } = state.source;
    const onward = actions.filter(({ next, roles }) => isGood(next) && !seen.has(next) && !roles.every(isSystemRole));
    if (actions.length === 0 || (terminal && onward.length === 0)) return way.flatMap((code) => byCode.get(code) ?? []);
    for (const { next } of onward) {
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return states.filter(({ source }) => firstStates(service.opening).includes(source.code)).slice(0, 1);
}

/** The stage of the lane after which a state beside it comes. */
function placeIn({ service }: Plan, code: string, lane: readonly PlannedState[]): string {
  const leads = lane.find(({ source }) => source.actions.some(({ next }) => next === code));
  return (leads ?? lane[0])?.source.code ?? service.states[0]?.code ?? code;
}
