// Option to complete and proper completion (van der Aalst 1998): from every state an end can be reached, and nothing is
// left over there. With BPMN's implicit end (§13.5.6) what is left over is a token that waits for ever.
import type { Program } from '../../model/program.ts';
import type { Finding, Rule } from '../finding.ts';
import { type Explored, isEnd, pathTo, type Vertex } from '../graph.ts';
import { flowOfModel, isPause } from '../pauses.ts';

/** Other ways kept beside the shortest. */
const otherWaysMax = 12;

/** States in which nothing can happen any more, but that somebody calls the case off. */
export const stuck: Rule = (explored) => {
  const found = new Map<string, Finding>();
  for (const vertex of explored.vertices) {
    if (!isStuck(vertex)) continue;
    for (const finding of findingsAt(explored, vertex)) {
      const first = found.get(finding.element);
      if (first === undefined) found.set(finding.element, finding);
      else if ((first.also?.length ?? 0) < otherWaysMax && finding.at !== null) {
        found.set(finding.element, { ...first, also: [...(first.also ?? []), finding.at] });
      }
    }
  }
  return [...found.values()];
};

/** States from which an end can never be reached although something can always happen. */
export const neverEnds: Rule = (explored) => {
  if (!explored.complete) return [];
  const good = leadingTo(explored, (vertex) => isEnd(vertex) || vertex.growth !== null || isHalted(vertex));
  const lost = explored.vertices.find((vertex) => vertex.state !== undefined && !good.has(vertex.id));
  if (lost === undefined) return [];
  const places = elementsIn(lost).filter((id) => explored.program.scopes[id] === undefined);
  const [element] = places;
  if (element === undefined) return [];
  return [{ code: 'NEVER_ENDS', element, params: {}, at: { explored, vertex: lost } }];
};

function isStuck(vertex: Vertex): boolean {
  const live = vertex.state !== undefined && vertex.expanded && !isEnd(vertex);
  if (!live || vertex.incidents.length > 0 || !vertex.edges.every(({ rescue }) => rescue)) return false;
  // What waits for a message around it may wait; a token before a join that nothing comes to any more is locked.
  return vertex.edges.length === 0 || parkedIn(vertex).length > 0;
}

/** No way on that was followed: stuck, or every way ends in an incident. Both are told by themselves. */
function isHalted(vertex: Vertex): boolean {
  return vertex.edges.length === 0;
}

function findingsAt(explored: Explored, vertex: Vertex): readonly Finding[] {
  const at = { explored, vertex };
  const joins = firstOf(explored.program, parkedIn(vertex));
  if (joins.length === 0) {
    return elementsIn(vertex)
      .slice(-1)
      .map((element): Finding => ({ code: 'STUCK', element, params: {}, at }));
  }
  const entered = pathTo(explored, vertex).flatMap((edge) => edge.entered);
  const ended = entered.some((id) => explored.program.nodes[id]?.type === 'endEvent');
  return joins.map((element) => ({ code: ended ? 'LEFT_WAITING' : 'STUCK_AT_JOIN', element, params: {}, at }));
}

function parkedIn({ state }: Vertex): readonly string[] {
  return [...new Set(Object.values(state?.scopes ?? {}).flatMap((scope) => Object.keys(scope.parked)))];
}

/** A join that waits for what another holds up is not told: the first in the way is. */
function firstOf(program: Program, joins: readonly string[]): readonly string[] {
  const ahead = new Map(joins.map((join) => [join, behind(program, join)]));
  return joins.filter(
    (join) => !joins.some((other) => other !== join && ahead.get(other)?.has(join) && !ahead.get(join)?.has(other)),
  );
}

/** Elements that can be come to from behind an element. */
function behind(program: Program, element: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const ahead = [element];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    for (const flow of program.nodes[id]?.outgoing ?? []) {
      const target = program.flows[flow]?.target ?? '';
      if (seen.has(target)) continue;
      seen.add(target);
      ahead.push(target);
    }
  }
  return seen;
}

function elementsIn({ state }: Vertex): readonly string[] {
  return [...new Set(Object.values(state?.nodes ?? {}).map(({ element }) => flowOfModel(element)))].filter(
    (id) => !isPause(id),
  );
}

function leadingTo(explored: Explored, wanted: (vertex: Vertex) => boolean): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  for (const { from, to } of explored.vertices.flatMap((vertex) => vertex.edges)) {
    before.set(to, [...(before.get(to) ?? []), from]);
  }
  const good = new Set<number>();
  const ahead = explored.vertices.filter(wanted).map(({ id }) => id);
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (good.has(id)) continue;
    good.add(id);
    ahead.push(...(before.get(id) ?? []));
  }
  return good;
}
