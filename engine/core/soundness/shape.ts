// What of a state matters: which tokens stand where. Ids, variables and turns' numbers do not; instances that are alike
// count as one another. Two states of one shape go on in the same ways.
import type { DoneActivity, NodeInstance, Scope, State, Subscription } from '../state.ts';

export interface Shape {
  readonly key: string;
  /** Tokens: live nodes and those parked before a join. */
  readonly tokens: number;
  readonly root: ScopeShape | null;
}

interface ScopeShape {
  readonly key: string;
  readonly head: string;
  readonly parked: ReadonlyMap<string, number>;
  readonly nodes: readonly NodeShape[];
}

interface NodeShape {
  readonly key: string;
  readonly head: string;
  readonly scopes: readonly ScopeShape[];
  readonly element: string;
}

export function shapeOf(state: State): Shape {
  if (state.life !== 'active') return { key: state.life, tokens: 0, root: null };
  const index = indexOf(state);
  const root = scopeShape(index, state.root);
  return { key: root.key, tokens: index.tokens, root };
}

/**
 * What `later` has more than `earlier`, where it has all of it: elements at which tokens have been added.
 * @returns null where it does not cover it strictly
 */
export function moreThan(earlier: Shape, later: Shape): readonly string[] | null {
  if (earlier.root === null || later.root === null || later.tokens <= earlier.tokens) return null;
  const more: string[] = [];
  return covers(earlier.root, later.root, more) && more.length > 0 ? more : null;
}

function covers(earlier: ScopeShape, later: ScopeShape, more: string[]): boolean {
  if (earlier.key === later.key) return true;
  if (earlier.head !== later.head) return false;
  for (const [place, count] of earlier.parked) if ((later.parked.get(place) ?? 0) < count) return false;
  for (const [place, count] of later.parked) {
    if (count > (earlier.parked.get(place) ?? 0)) more.push(place.split(' ')[0] ?? place);
  }
  const rest = [...later.nodes];
  const without = (found: number): NodeShape | undefined => (found === -1 ? undefined : rest.splice(found, 1)[0]);
  const changed = earlier.nodes.filter((node) => without(rest.findIndex(({ key }) => key === node.key)) === undefined);
  for (const node of changed) {
    const found = rest.findIndex((other) => other.head === node.head && insideCovers(node, other, []));
    const other = without(found);
    if (other === undefined || !insideCovers(node, other, more)) return false;
  }
  more.push(...rest.map(({ element }) => element));
  return true;
}

function insideCovers(earlier: NodeShape, later: NodeShape, more: string[]): boolean {
  if (earlier.scopes.length !== later.scopes.length) return false;
  return earlier.scopes.every((scope, index) => {
    const other = later.scopes[index];
    return other !== undefined && covers(scope, other, more);
  });
}

interface Index {
  readonly state: State;
  readonly nodes: ReadonlyMap<string, readonly NodeInstance[]>;
  readonly inside: ReadonlyMap<string, readonly Scope[]>;
  readonly listening: ReadonlyMap<string, readonly Subscription[]>;
  readonly tokens: number;
}

function indexOf(state: State): Index {
  const nodes = Object.values(state.nodes);
  const scopes = Object.values(state.scopes);
  const parked = scopes.flatMap((scope) => Object.values(scope.parked).flatMap((flows) => Object.values(flows)));
  return {
    state,
    nodes: grouped(nodes, ({ scope }) => scope),
    inside: grouped(scopes, ({ node }) => node ?? ''),
    listening: grouped(Object.values(state.subscriptions), ({ host }) => host.id),
    tokens: nodes.length + parked.reduce((sum, count) => sum + count, 0),
  };
}

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group === undefined) groups.set(by(item), [item]);
    else group.push(item);
  }
  return groups;
}

function scopeShape(index: Index, id: string): ScopeShape {
  const scope = index.state.scopes[id];
  if (scope === undefined) return { key: '', head: '', parked: new Map(), nodes: [] };
  const nodes = (index.nodes.get(id) ?? []).map((node) => nodeShape(index, node)).sort(byKey);
  const parked = new Map(
    Object.entries(scope.parked).flatMap(([gateway, flows]) =>
      Object.entries(flows).map(([flow, count]) => [`${gateway} ${flow}`, count] as const),
    ),
  );
  const head = [
    scope.element,
    scope.turn === undefined ? '' : 'turn',
    scope.interrupted ? 'interrupted' : '',
    scope.adHoc === undefined ? '' : `${scope.adHoc.open} ${[...scope.adHoc.begun].sort().join(' ')}`,
    Object.entries(scope.resets ?? {})
      .map(([gateway, flows]) => `${gateway} ${[...flows].sort().join(' ')}`)
      .sort(),
    doneShape(scope.done),
    listening(index, id),
  ].join('|');
  const tokens = [...parked].map(([place, count]) => `${place} ${count}`).sort();
  return { key: `${head}(${tokens.join(',')};${nodes.map(({ key }) => key).join(',')})`, head, parked, nodes };
}

function nodeShape(index: Index, node: NodeInstance): NodeShape {
  const scopes = (index.inside.get(node.id) ?? []).map((scope) => scopeShape(index, scope.id)).sort(byKey);
  const { loop } = node;
  const head = [
    node.element,
    node.life,
    node.triggered ? 'triggered' : '',
    node.task?.life ?? '',
    node.job?.life ?? '',
    node.call === undefined ? '' : 'call',
    node.incident?.code ?? '',
    node.shadow ? 'shadow' : '',
    (node.undoing ?? [])
      .map((one) => `${doneShape([one])}${one.node === undefined ? '' : ' begun'}`)
      .sort()
      .join(','),
    node.compensates === undefined ? '' : (index.state.nodes[node.compensates]?.element ?? ''),
    // The turns of a standard loop are alike; how many instances there are and are done is counted.
    loop === undefined || loop.total === null
      ? ''
      : `${loop.total} ${loop.started} ${loop.completed} ${loop.cancelled ?? 0}`,
    doneShape(loop?.done),
    listening(index, node.id),
  ].join('|');
  return { key: `${head}[${scopes.map(({ key }) => key).join(',')}]`, head, scopes, element: node.element };
}

/** Done twice is done: what can be undone counts once, in no order. */
function doneShape(done: readonly DoneActivity[] | undefined): string {
  if (done === undefined) return '';
  return [
    ...new Set(done.map((one) => `${one.element}${one.inside === undefined ? '' : `{${doneShape(one.inside.done)}}`}`)),
  ]
    .sort()
    .join(' ');
}

function listening(index: Index, host: string): string {
  return (index.listening.get(host) ?? [])
    .map((one) => `${one.element}#${one.index ?? 0}`)
    .sort()
    .join(' ');
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
