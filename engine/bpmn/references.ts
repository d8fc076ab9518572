// A reference must lead to an element of the kind that the meta-model asks for there: an operation is no message.
import type { ModdleElement } from './moddle-types.ts';
import { type Problem, problem } from './problems.ts';

/** What moddle knows of an element's type; only what is used here. */
interface Described {
  readonly $descriptor?: { readonly properties: readonly Property[] };
  $instanceOf?(type: string): boolean;
}
interface Property {
  readonly name: string;
  readonly type: string;
  readonly isReference?: boolean;
}

export function wrongReferences(root: ModdleElement, path: string): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<unknown>();
  const ahead: unknown[] = [root];
  while (ahead.length > 0) {
    const next = ahead.pop();
    if (Array.isArray(next)) ahead.push(...next);
    if (!isElement(next) || seen.has(next)) continue;
    seen.add(next);
    // As a name in a table of nodes it would be lost.
    if (next.id === '__proto__') problems.push(problem('ID_RESERVED', path, next.id, { id: next.id }));
    for (const property of (next as Described).$descriptor?.properties ?? []) {
      const value = valueAt(next, property.name);
      if (!property.isReference) ahead.push(value);
      else problems.push(...wrongOf(next, property, value, path));
    }
  }
  return problems;
}

function wrongOf(element: ModdleElement, { name, type }: Property, value: unknown, path: string): readonly Problem[] {
  const targets = (Array.isArray(value) ? value : [value]).filter(isElement);
  const wrong = targets.filter((target) => (target as Described).$instanceOf?.(type) === false);
  return wrong.map((target) => {
    const params = { name: name.replace(/^\w+:/, ''), id: target.id ?? '', type: type.replace(/^\w+:/, '') };
    return problem('REFERENCE_OF_WRONG_TYPE', path, nearest(element), params);
  });
}

function nearest(element: ModdleElement | undefined): string | null {
  for (let at = element; at !== undefined; at = at.$parent) if (typeof at.id === 'string') return at.id;
  return null;
}

function valueAt(element: ModdleElement, name: string): unknown {
  return drawn.test(element.$type) || drawn.test(name) ? undefined : element.get(name);
}

/** The drawing says nothing of what runs. */
const drawn = /^(di|dc|bpmndi|dmndi|omgdi|omgdc):/;

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value && '$descriptor' in value;
}
