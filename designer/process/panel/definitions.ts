/** Reads and changes what an event is about: its definition, and the message, signal, error or escalation it names. */
import type { BusinessObject, Diagram, Shape } from '../../diagram/library.ts';
import { textOf } from './edit.ts';

/** What stands at the root of the file and is named by events. */
export interface RootKind {
  readonly type: 'bpmn:Message' | 'bpmn:Signal' | 'bpmn:Error' | 'bpmn:Escalation';
  /** Property of the definition that refers to it. */
  readonly reference: string;
  /** What it goes by. */
  readonly key: 'name' | 'errorCode' | 'escalationCode';
}

export const rootKinds = {
  message: { type: 'bpmn:Message', reference: 'messageRef', key: 'name' },
  signal: { type: 'bpmn:Signal', reference: 'signalRef', key: 'name' },
  error: { type: 'bpmn:Error', reference: 'errorRef', key: 'errorCode' },
  escalation: { type: 'bpmn:Escalation', reference: 'escalationRef', key: 'escalationCode' },
} as const satisfies Readonly<Record<string, RootKind>>;

/** The definition of an event, where it has exactly one of this type. */
export function definitionOf(element: Shape, type: string): BusinessObject | undefined {
  const definitions = element.businessObject.get('eventDefinitions') as readonly BusinessObject[] | undefined;
  return definitions?.find(({ $type }) => $type === type);
}

/** What the holder (a definition, or a receive task) refers to goes by; `''` where it refers to nothing. */
export function referredKey(holder: BusinessObject, kind: RootKind): string {
  const root = holder.get(kind.reference) as BusinessObject | undefined;
  return root === undefined || root === null ? '' : textOf(root, kind.key) || textOf(root, 'name');
}

/** Everything of this kind in the file. */
export function keysIn(element: Shape, kind: RootKind): readonly string[] {
  const keys = rootsOf(element).flatMap((root) => (root.$type === kind.type ? [textOf(root, kind.key)] : []));
  return [...new Set(keys.filter((key) => key !== ''))].toSorted();
}

/** Refers to what goes by this key; where the file has none, it is made. An empty key takes the reference away. */
export function refer(
  { diagram, element }: { readonly diagram: Diagram; readonly element: Shape },
  holder: BusinessObject,
  kind: RootKind,
  key: string,
): void {
  if (key.trim() === referredKey(holder, kind)) return;
  const root =
    key.trim() === '' ? undefined : (found(element, kind, key.trim()) ?? made(diagram, element, kind, key.trim()));
  diagram.get('modeling').updateModdleProperties(element, holder, { [kind.reference]: root });
}

function found(element: Shape, kind: RootKind, key: string): BusinessObject | undefined {
  return rootsOf(element).find((root) => root.$type === kind.type && textOf(root, kind.key) === key);
}

/** What nothing refers to does nothing, so that it stays when the reference is undone. */
function made(diagram: Diagram, element: Shape, kind: RootKind, key: string): BusinessObject {
  const root = diagram.get('bpmnFactory').create(kind.type, { name: key, [kind.key]: key });
  const definitions = definitionsOf(element);
  (definitions.get('rootElements') as BusinessObject[]).push(Object.assign(root, { $parent: definitions }));
  return root;
}

function rootsOf(element: Shape): readonly BusinessObject[] {
  return definitionsOf(element).get('rootElements') as readonly BusinessObject[];
}

function definitionsOf({ businessObject }: Shape): BusinessObject {
  let holder = businessObject;
  while (holder.$parent !== undefined) holder = holder.$parent as BusinessObject;
  return holder;
}
