// What the citizen is told against what happens: a stage that says that the case has ended, from which it goes on.
import type { FlowNode, Program } from '../../model/program.ts';
import { type Finding, type Rule, stepParams } from '../finding.ts';
import { linked } from '../happenings.ts';

/** Told where the stage is entered; a step that no case comes to is told as such. */
export const endedGoesOn: Rule = ({ program, vertices, complete }, { ends }) => {
  if (ends.size === 0) return [];
  const entered = new Set(vertices.flatMap(({ edges }) => edges.flatMap((edge) => edge.entered)));
  return Object.values(program.nodes).flatMap((node): readonly Finding[] => {
    const ending = node.stage?.kind === 'literal' && ends.has(String(node.stage.value));
    if (!ending || (complete && !entered.has(node.id))) return [];
    const next = goesOnTo(program, node, ends);
    if (next.length === 0) return [];
    const nextEn = listed(next.map(({ name, english = name }) => english));
    const params = { ...stepParams(node), next: listed(next.map(({ name }) => name)), nextEn };
    return [{ code: 'ENDED_GOES_ON', element: node.id, params, at: null }];
  });
};

const namesMax = 4;

function listed(steps: readonly string[]): string {
  const names = [...new Set(steps.map((name) => `“${name}”`))];
  return [...names.slice(0, namesMax), ...(names.length > namesMax ? ['…'] : [])].join(', ');
}

/** The nearest steps that wait for somebody, or tell the citizen something else, inside of it and behind it. */
function goesOnTo(program: Program, start: FlowNode, ends: ReadonlySet<string>): readonly FlowNode[] {
  if (waits(start)) return [start];
  const inside = Object.values(program.nodes).filter(
    ({ scope, incoming }) => scope === start.id && incoming.length === 0,
  );
  const ahead: string[] = [...(inside.length > 0 ? inside.map(({ id }) => id) : waysOut(program, start))];
  const seen = new Set<string>([start.id]);
  const found: FlowNode[] = [];
  for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
    const node = program.nodes[id];
    if (node === undefined || seen.has(id)) continue;
    seen.add(id);
    if (waits(node) || tellsOther(node, ends)) found.push(node);
    else ahead.push(...begunIn(program, node), ...waysOut(program, node));
  }
  return found;
}

function waits({ type }: FlowNode): boolean {
  return /^(user|manual|receive)Task$|^(intermediateCatchEvent|callActivity|eventBasedGateway)$/.test(type);
}

function tellsOther({ stage }: FlowNode, ends: ReadonlySet<string>): boolean {
  return stage !== null && !(stage.kind === 'literal' && ends.has(String(stage.value)));
}

function begunIn(program: Program, node: FlowNode): readonly string[] {
  if (!/subProcess$/i.test(node.type)) return [];
  return Object.values(program.nodes).flatMap(({ id, scope, incoming }) =>
    scope === node.id && incoming.length === 0 ? id : [],
  );
}

/** Flows and events on the border; from an end inside a sub-process, the ways out of that. */
function waysOut(program: Program, node: FlowNode): readonly string[] {
  const around = node.outgoing.length === 0 ? program.nodes[node.scope] : undefined;
  const targets = node.outgoing.map((flow) => program.flows[flow]?.target ?? '');
  const outward = around === undefined ? [] : waysOut(program, around);
  return [...targets, ...node.boundaries, ...linked(program, node), ...outward];
}
