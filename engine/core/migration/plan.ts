// How a process goes over into another version of itself, before any instance is looked at: each element by its id, or,
// where its id is gone, by being the only one of its type and name; the rest is for a person to decide.
import type { FlowNode, Program } from '../model/program.ts';
import { counterpart, type MigrationReason, reasonAt, type Versions } from './counterparts.ts';

export interface PlannedElement {
  /** Id in the old version. */
  readonly element: string;
  readonly name: string;
  readonly type: FlowNode['type'];
  /** Id in the new version; null where nobody has said one. */
  readonly target: string | null;
  /** `stays`: it has kept its id; `matched`: found by type and name; `chosen`: by hand; `open`: somebody must decide. */
  readonly kind: 'stays' | 'matched' | 'chosen' | 'open';
  /** Why a token there has no place at the target; null where it has, or where there is no target. */
  readonly reason: MigrationReason | null;
}

export interface MigrationPlan {
  /** For the migration: elements and flows whose id is another one in the new version. */
  readonly map: { readonly [element: string]: string };
  /** In the order of the old version's model. */
  readonly elements: readonly PlannedElement[];
}

type Chosen = { readonly [element: string]: string };

/** @param chosen what a person has said, by id of the old version; it goes before everything that is found */
export function planMigration(from: Program, to: Program, chosen: Chosen = {}): MigrationPlan {
  const matched = matches(from, to, chosen);
  const nodes = { ...matched, ...chosen };
  const map = { ...flowsBetween(from, to, nodes), ...nodes };
  const versions: Versions = { from, to, map };
  const elements = Object.values(from.nodes).map(({ id, name, type }): PlannedElement => {
    const target = counterpart(versions, id);
    const there = to.nodes[target] !== undefined;
    const reason = reasonAt(versions, id);
    const found = Object.hasOwn(chosen, id) ? 'chosen' : Object.hasOwn(matched, id) ? 'matched' : 'stays';
    const kind = reason === null ? found : 'open';
    return { element: id, name, type, target: there ? target : null, kind, reason: there ? reason : null };
  });
  return { map, elements };
}

function matches(from: Program, to: Program, chosen: Chosen): Chosen {
  const taken = new Set(Object.values(chosen));
  const gone = Object.values(from.nodes).filter(({ id }) => to.nodes[id] === undefined && !Object.hasOwn(chosen, id));
  const fresh = Object.values(to.nodes).filter(({ id }) => from.nodes[id] === undefined && !taken.has(id));
  const alike = (a: FlowNode) => (b: FlowNode) => b.type === a.type && b.name === a.name;
  return Object.fromEntries(
    gone.flatMap((node) => {
      const found = fresh.filter(alike(node));
      const rivals = gone.filter(alike(node));
      const [only] = found;
      return node.name !== '' && only !== undefined && found.length === 1 && rivals.length === 1
        ? [[node.id, only.id]]
        : [];
    }),
  );
}

/** Flows matter where a token waits before a join: the one flow between the same two elements is the same. */
function flowsBetween(from: Program, to: Program, nodes: Chosen): Chosen {
  const now = (id: string) => nodes[id] ?? id;
  return Object.fromEntries(
    Object.values(from.flows).flatMap(({ id, source, target }) => {
      if (to.flows[id] !== undefined && to.flows[id]?.target === now(target)) return [];
      const same = Object.values(to.flows).filter((flow) => flow.source === now(source) && flow.target === now(target));
      const [only] = same;
      return only !== undefined && same.length === 1 ? [[id, only.id]] : [];
    }),
  );
}

/** The way back; null where two elements have become one. */
export function inverted(map: Chosen): Chosen | null {
  const back = new Map(Object.entries(map).map(([element, target]) => [target, element]));
  return back.size === Object.keys(map).length ? Object.fromEntries(back) : null;
}
