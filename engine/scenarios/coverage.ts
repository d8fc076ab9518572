// Which elements and flows of a model its scenarios have touched.
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import type { Played } from './run-scenario.ts';

export interface Coverage {
  readonly model: string;
  readonly process: string;
  readonly elements: Share;
  readonly flows: Share;
}

export interface Share {
  readonly touched: number;
  readonly total: number;
  readonly missing: readonly string[];
}

/** @param played of all scenarios; those of one process are taken together. Model paths must be comparable. */
export function coverageOf(played: readonly Played[]): readonly Coverage[] {
  const byModel = new Map<string, Played[]>();
  for (const one of played) {
    const key = JSON.stringify([one.model, one.program.process]);
    byModel.set(key, [...(byModel.get(key) ?? []), one]);
  }
  return [...byModel.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [cover(first.model, first.program, group)];
  });
}

function cover(model: string, program: Program, group: readonly Played[]): Coverage {
  const elements = new Set(group.flatMap((one) => [...one.elements]));
  const flows = new Set(group.flatMap((one) => [...one.flows]));
  return {
    model,
    process: program.process,
    elements: share(
      Object.values(program.nodes).flatMap((node) => (isEntered(node) ? [node.id] : [])),
      elements,
    ),
    flows: share(Object.keys(program.flows), flows),
  };
}

/** No token ever comes to the event that only says what undoes an activity. */
function isEntered(node: FlowNode): boolean {
  return node.type !== 'boundaryEvent' || node.trigger.kind !== 'compensation';
}

function share(all: readonly string[], seen: ReadonlySet<string>): Share {
  const missing = all.filter((id) => !seen.has(id));
  return { touched: all.length - missing.length, total: all.length, missing };
}
