/** Where the tokens of an instance stand and what each waits for: for a person, and for what an operation changes. */
import type { Program } from '#engine/core/model/program.ts';
import type { NodeInstance, State } from '#engine/core/state.ts';
import type { Outcome, OutcomeLine, TokenView, Waiting } from '../../application/operations.ts';
import { elementName } from '../step-names.ts';

export function tokensOf(program: Program, state: State): readonly TokenView[] {
  const nodes = Object.values(state.nodes).map(
    (node): TokenView => ({
      node: node.id,
      element: node.element,
      name: elementName(program, node.element),
      waitsFor: waitingOf(state, node),
    }),
  );
  const parked = Object.values(state.scopes).flatMap((scope) =>
    Object.entries(scope.parked).flatMap(([gateway, flows]) =>
      Object.entries(flows).flatMap(([flow, count]) =>
        Array.from({ length: count }, (_, index): TokenView => {
          const node = `${scope.id} ${flow} ${index + 1}`;
          return { node, element: gateway, name: elementName(program, gateway), waitsFor: 'join' };
        }),
      ),
    ),
  );
  return [...nodes, ...parked];
}

/** What is gone and what is new between two moments of one instance. */
export function changeOf(
  before: readonly TokenView[],
  after: readonly TokenView[],
): Pick<Outcome, 'closes' | 'opens' | 'stuck'> {
  const without = (all: readonly TokenView[], others: readonly TokenView[]): readonly OutcomeLine[] => {
    const known = new Set(others.map(({ node, waitsFor }) => `${node} ${waitsFor}`));
    return all.filter(({ node, waitsFor }) => !known.has(`${node} ${waitsFor}`)).map(lineOf);
  };
  const stuck = after.filter(({ waitsFor }) => waitsFor === 'incident').map(lineOf);
  return { closes: without(before, after), opens: without(after, before), stuck };
}

function lineOf({ element, name, waitsFor }: TokenView): OutcomeLine {
  return { element, name, waitsFor };
}

function waitingOf(state: State, node: NodeInstance): Waiting {
  if (node.incident !== undefined) return 'incident';
  if (node.task !== undefined) return 'task';
  if (node.job !== undefined) return 'job';
  if (node.call !== undefined) return 'call';
  return Object.values(state.scopes).some((scope) => scope.node === node.id) ? 'inside' : 'event';
}
