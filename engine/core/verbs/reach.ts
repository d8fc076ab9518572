// Where the tokens of a scope are, and which flows they can still come along.
import type { Program } from '../model/program.ts';
import { type Run, scopeOf } from '../run.ts';

/** Whether a token elsewhere has a way to one of `empty`, and none to one of `full`, without passing the gateway. */
export function canStillCome(
  run: Run,
  scope: string,
  gateway: string,
  empty: readonly string[],
  full: readonly string[],
): boolean {
  return tokenPlaces(run, scope, gateway).some((place) => {
    const ahead = flowsAhead(run.program, place, gateway);
    return empty.some((flow) => ahead.has(flow)) && !full.some((flow) => ahead.has(flow));
  });
}

/** Whether a token at `from` can come to `to`, by flows, links and what is on borders. */
export function leadsTo(program: Program, from: string, to: string): boolean {
  const ahead = flowsAhead(program, from, '');
  return program.nodes[to]?.incoming.some((flow) => ahead.has(flow)) ?? false;
}

/** Elements of a scope that hold a token, except before `gateway`. */
function tokenPlaces(run: Run, scope: string, gateway: string): readonly string[] {
  const nodes = Object.values(run.state.nodes).filter((node) => node.scope === scope);
  const parked = Object.keys(scopeOf(run, scope).parked).filter((id) => id !== gateway);
  return [...new Set([...nodes.map((node) => node.element), ...parked])];
}

/** Every flow that a token at `start` can take or come to take, without passing `gateway`. */
export function flowsAhead(program: Program, start: string, gateway: string): ReadonlySet<string> {
  const flows = new Set<string>();
  const seen = new Set<string>();
  const ahead = [start];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const node = program.nodes[id];
    if (node === undefined || seen.has(id) || id === gateway) continue;
    seen.add(id);
    ahead.push(...node.boundaries, ...linksFrom(program, id));
    for (const flow of node.outgoing) {
      flows.add(flow);
      ahead.push(program.flows[flow]?.target ?? '');
    }
  }
  return flows;
}

function linksFrom(program: Program, id: string): readonly string[] {
  const from = program.nodes[id];
  if (from?.type !== 'intermediateThrowEvent' || from.trigger.kind !== 'link') return [];
  const { link } = from.trigger;
  return Object.values(program.nodes).flatMap((node) => {
    const catches = node.type === 'intermediateCatchEvent' && node.scope === from.scope;
    return catches && node.trigger.kind === 'link' && node.trigger.link === link ? [node.id] : [];
  });
}
