// Which element of one tree is which of another: by id, and what has none by its kind and place under its parent.
import { attributeOf, childElements, textOf, withDescendants, type XmlElement } from './xml-tree.ts';

/**
 * @param loose whether a child that is left alone on both sides is the same thing, whatever its name
 * @returns for elements of `right` their counterpart in `left`
 */
export function pairTrees(left: XmlElement, right: XmlElement, loose = false): ReadonlyMap<XmlElement, XmlElement> {
  const pairs = new Map<XmlElement, XmlElement>([[right, left]]);
  const taken = new Set<XmlElement>([left]);
  const pair = (from: XmlElement, to: XmlElement): void => {
    pairs.set(to, from);
    taken.add(from);
  };
  const byId = uniqueIds(left);
  for (const [id, element] of uniqueIds(right)) {
    const other = byId.get(id);
    if (other !== undefined && other.parent !== null && element.parent !== null && kindOf(other) === kindOf(element)) {
      pair(other, element);
    }
  }
  for (const element of withDescendants(right)) {
    const other = pairs.get(element);
    if (other === undefined) continue;
    const ours = childElements(other).filter((child) => !taken.has(child));
    const theirs = childElements(element).filter((child) => !pairs.has(child));
    for (const kind of new Set(theirs.map(kindOf))) {
      const match = alike(
        ours.filter((child) => kindOf(child) === kind),
        theirs.filter((child) => kindOf(child) === kind),
      );
      for (const [from, to] of match) pair(from, to);
    }
    const [mine, ...more] = ours.filter((child) => !taken.has(child));
    const [theirOne, ...rest] = theirs.filter((child) => !pairs.has(child));
    // What is left alone on both sides is the same thing by another name: writers know substitutes of some elements.
    if (loose && mine !== undefined && theirOne !== undefined && more.length + rest.length === 0) pair(mine, theirOne);
  }
  return pairs;
}

/** Equal ones first where their numbers differ, the others in their order. */
function alike(ours: readonly XmlElement[], theirs: readonly XmlElement[]): [XmlElement, XmlElement][] {
  if (ours.length === theirs.length) return zip(ours, theirs);
  const rest = [...ours];
  const equal = theirs.flatMap((child): [XmlElement, XmlElement][] => {
    const at = rest.findIndex((one) => signature(one) === signature(child));
    const [found] = at === -1 ? [] : rest.splice(at, 1);
    return found === undefined ? [] : [[found, child]];
  });
  const matched = new Set(equal.map(([, child]) => child));
  return [
    ...equal,
    ...zip(
      rest,
      theirs.filter((child) => !matched.has(child)),
    ),
  ];
}

function zip(ours: readonly XmlElement[], theirs: readonly XmlElement[]): [XmlElement, XmlElement][] {
  return theirs.flatMap((child, index): [XmlElement, XmlElement][] => {
    const other = ours[index];
    const named = other !== undefined && attributeOf(other, 'id') !== null && attributeOf(child, 'id') !== null;
    // Two that both have ids, and not the same, are two different elements.
    return other === undefined || (named && attributeOf(other, 'id') !== attributeOf(child, 'id'))
      ? []
      : [[other, child]];
  });
}

function uniqueIds(root: XmlElement): ReadonlyMap<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  const twice = new Set<string>();
  for (const element of withDescendants(root)) {
    const id = attributeOf(element, 'id');
    if (id === null) continue;
    if (found.has(id)) twice.add(id);
    found.set(id, element);
  }
  for (const id of twice) found.delete(id);
  return found;
}

export function kindOf({ uri, local }: XmlElement): string {
  return `{${uri}}${local}`;
}

/** Everything that an element says, in one text. */
export function signature(element: XmlElement): string {
  const attributes = element.attributes.map(({ uri, local, value }) => `${uri} ${local}=${value}`).toSorted();
  return [kindOf(element), ...attributes, textOf(element).trim(), ...childElements(element).map(signature)].join('\n');
}
