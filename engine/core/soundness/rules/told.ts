// Ways on which the citizen is told nothing: neither a message nor a stage at which the case has ended for them; and ways
// on which officials go on working after the last word. Held against every state, so parallel branches count together.
import type { FlowNode, Program } from '../../model/program.ts';
import type { Finding, Rule, SoundnessCode, Witness } from '../finding.ts';
import type { Edge, Explored } from '../graph.ts';

/** `silent`: nothing was told yet; `told`: nobody has worked since; `stale`: an official has. */
type Standing = 'silent' | 'told' | 'stale';

/** A state with what the citizen knows by then, and how it was come to. */
interface Point {
  readonly vertex: number;
  readonly standing: Standing;
  readonly by: { readonly edge: Edge; readonly from: Point } | null;
}

const codes = { silent: 'CITIZEN_NOT_TOLD', stale: 'RESULT_NOT_TOLD', told: null } as const satisfies Record<
  Standing,
  SoundnessCode | null
>;

export const citizenNotTold: Rule = (explored, { telling }) => {
  const tells = telling.get(explored.program.process);
  if (tells === undefined) return [];
  const findings = new Map<string, Finding>();
  for (const point of pointsOf(explored, tells)) {
    const code = codes[point.standing];
    if (code === null || explored.vertices[point.vertex]?.state?.life !== 'completed') continue;
    const way = wayTo(point);
    const element = endOf(explored.program, way);
    const key = `${code} ${element}`;
    if (findings.has(key)) continue;
    const at = witnessOf(explored, way);
    if (at !== null) findings.set(key, { code, element, params: {}, at });
  }
  return [...findings.values()];
};

/** Breadth first, so that the first way to each is a shortest one. */
function pointsOf({ program, vertices }: Explored, tells: ReadonlySet<string>): readonly Point[] {
  const points: Point[] = [{ vertex: 0, standing: 'silent', by: null }];
  const seen = new Set([keyOf(0, 'silent')]);
  // Points are added while this runs: the list is the queue.
  for (const point of points) {
    for (const edge of vertices[point.vertex]?.edges ?? []) {
      const standing = standingAfter(program, edge, tells, point.standing);
      const key = keyOf(edge.to, standing);
      if (seen.has(key)) continue;
      seen.add(key);
      points.push({ vertex: edge.to, standing, by: { edge, from: point } });
    }
  }
  return points;
}

function standingAfter(program: Program, edge: Edge, tells: ReadonlySet<string>, before: Standing): Standing {
  const { happening, entered } = edge;
  const worked = happening.kind === 'complete' && isOfficials(program.nodes[happening.element]);
  if (entered.some((element) => tells.has(element))) return 'told';
  return worked && before === 'told' ? 'stale' : before;
}

function isOfficials(node: FlowNode | undefined): boolean {
  if (node?.type !== 'userTask' && node?.type !== 'manualTask') return false;
  return !(node.role?.kind === 'literal' && node.role.value === 'citizen');
}

function wayTo(point: Point): readonly Edge[] {
  const way: Edge[] = [];
  for (let { by } = point; by !== null; by = by.from.by) way.push(by.edge);
  return way.reverse();
}

function endOf({ nodes, process }: Program, way: readonly Edge[]): string {
  return way.flatMap(({ entered }) => entered).findLast((id) => nodes[id]?.type === 'endEvent') ?? process;
}

function witnessOf(explored: Explored, onward: readonly Edge[]): Witness | null {
  const [vertex] = explored.vertices;
  return vertex === undefined ? null : { explored, vertex, onward };
}

function keyOf(vertex: number, standing: Standing): string {
  return `${vertex} ${standing}`;
}
