// What this room uses of moddle's elements. They carry any property of the standard, so each is read as unknown.

export interface ModdleElement {
  readonly $type: string;
  readonly id?: string;
  readonly $parent?: ModdleElement;
  /** Attributes the meta-model does not know, by prefixed name. */
  readonly $attrs: Readonly<Record<string, string>>;
  get(name: string): unknown;
}

export interface ModdleWarning {
  readonly message: string;
  /** Of an unresolved reference. */
  readonly property?: string;
  readonly value?: unknown;
  readonly element?: ModdleElement;
}

export interface ModdleResult {
  readonly rootElement: ModdleElement;
  readonly warnings: readonly ModdleWarning[];
  readonly elementsById: Readonly<Record<string, ModdleElement>>;
}

export function textIn(element: ModdleElement, name: string): string | null {
  const value = element.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

export function elementIn(element: ModdleElement, name: string): ModdleElement | null {
  const value = element.get(name);
  return isElement(value) ? value : null;
}

export function elementsIn(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** The id, or a name for what has none. */
export function idOf(element: ModdleElement): string {
  return element.id ?? '';
}

/** `bpmn:UserTask` without its prefix. */
export function typeName(element: ModdleElement): string {
  return element.$type.slice(element.$type.indexOf(':') + 1);
}

/** Children of `extensionElements`, of any namespace. */
export function extensionsOf(element: ModdleElement): readonly ModdleElement[] {
  const holder = elementIn(element, 'extensionElements');
  return holder === null ? [] : elementsIn(holder, 'values');
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}
