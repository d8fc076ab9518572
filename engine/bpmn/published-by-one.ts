// Results that become public with nobody but their author having seen them: a way to the built-in job `publish` on
// which no step is kept apart from others (`wardflow:apartFrom`). A warning: small wards may have one person for it.
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { type Problem, problem } from './problems.ts';

/** @returns a warning at every step that publishes and that can be reached so */
export function publishedByOne(path: string, program: Program): readonly Problem[] {
  return Object.values(program.nodes)
    .filter((node) => publishes(node) && comesUnseen(program, node.id))
    .map(({ id }) => problem('PUBLISHED_BY_ONE', path, id));
}

function publishes(node: FlowNode): boolean {
  return 'jobType' in node && node.jobType.kind === 'literal' && node.jobType.value === 'publish';
}

/** Backwards from a step: is there a beginning of the process that is reached past all steps that are kept apart? */
function comesUnseen(program: Program, step: string): boolean {
  const seen = new Set<string>();
  const ahead = [step];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const before = beforeOf(program, id);
    if (before.length === 0) return true;
    ahead.push(...before.filter((one) => !isApart(program, one)));
  }
  return false;
}

/** What is done before a node begins; a boundary event leaves its activity undone, and is before what follows it. */
function beforeOf(program: Program, id: string): readonly string[] {
  const { nodes, flows, scopes } = program;
  const node = nodes[id];
  const of = node?.type === 'boundaryEvent' ? node.attachedTo : id;
  const sources = Object.values(flows).flatMap(({ source, target }) => (target === of ? [source] : []));
  if (sources.length > 0 || node === undefined) return sources;
  // The first of a sub-process: what is before that.
  return scopes[node.scope]?.parent === null ? [] : beforeOf(program, node.scope);
}

/** A step that others may not do, or a sub-process with one. */
function isApart({ nodes, scopes }: Program, id: string): boolean {
  const isIn = (scope: string | null | undefined): boolean =>
    scope !== null && scope !== undefined && (scope === id || isIn(scopes[scope]?.parent));
  return Object.values(nodes).some(
    (node) => 'apartFrom' in node && (node.apartFrom ?? []).length > 0 && (node.id === id || isIn(node.scope)),
  );
}
