/** Which steps of the process use a stage or a way to end, by the engine's own reading of the diagram. */
import { type Localised, localisedName } from '#engine/cases/text/localised.ts';
import type { Expression, FlowNode, Program } from '#engine/core/model/program.ts';

export interface UsingStep {
  readonly element: string;
  readonly name: Localised;
}

/** Steps at which a case comes to the stage. */
export function usesOfStage(programs: readonly Program[], code: string): readonly UsingStep[] {
  return stepsWhere(programs, ({ stage }) => stage !== null && says(stage, code));
}

/** Steps that end the case so: they set the variable `outcome`. */
export function usesOfOutcome(programs: readonly Program[], code: string): readonly UsingStep[] {
  return stepsWhere(programs, (node) => {
    if ('outputs' in node && node.outputs.some(({ name, value }) => name === 'outcome' && says(value, code)))
      return true;
    return node.type === 'scriptTask' && node.result === 'outcome' && says(node.script, code);
  });
}

/** Steps that make a result public (docs/publication.md). */
export function publishingSteps(
  programs: readonly Program[],
): readonly (UsingStep & { readonly stage: string | null })[] {
  return programs.flatMap(({ nodes }) =>
    Object.values(nodes).flatMap((node) => {
      if (!('jobType' in node) || !says(node.jobType, 'publish')) return [];
      const stage = node.stage?.kind === 'literal' ? node.stage.value : null;
      return { element: node.id, name: localisedName(node), stage };
    }),
  );
}

function stepsWhere(programs: readonly Program[], uses: (node: FlowNode) => boolean): readonly UsingStep[] {
  return programs.flatMap(({ nodes }) =>
    Object.values(nodes)
      .filter(uses)
      .map((node) => ({ element: node.id, name: localisedName(node) })),
  );
}

/** A formula uses what it names in quotes. */
function says(expression: Expression, code: string): boolean {
  return expression.kind === 'literal' ? expression.value === code : expression.source.includes(JSON.stringify(code));
}
