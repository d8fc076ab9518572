/** Reads and changes what the panel shows. Every change is one command of the modeler, so that one undo takes it back. */
import type { Language } from '#engine/runtime/application/common.ts';
import type { BusinessObject, Diagram, Shape } from '../../diagram/library.ts';

export type Attributes = Readonly<Record<string, string | undefined>>;

/** The text of an attribute, `''` where there is none. */
export function textOf(object: BusinessObject, name: string): string {
  const value = object.get(name);
  return typeof value === 'string' ? value : '';
}

/** What an element is called for readers of a language. */
export function nameIn(object: BusinessObject, language: Language): string {
  return (language === 'en' && textOf(object, 'wardflow:nameEn')) || textOf(object, 'name');
}

/** An empty text takes the attribute away. */
export function setText(diagram: Diagram, element: Shape, name: string, value: string): void {
  const next = value.trim() === '' ? undefined : value;
  if ((textOf(element.businessObject, name) || undefined) === next) return;
  diagram.get('modeling').updateProperties(element, { [name]: next });
}

export function extensionOf(element: Shape, type: string): BusinessObject | undefined {
  return extensionsOf(element).find(({ $type }) => $type === type);
}

export function extensionsOf(element: Shape): readonly BusinessObject[] {
  const holder = element.businessObject.get('extensionElements') as BusinessObject | undefined;
  return (holder?.get('values') as readonly BusinessObject[] | undefined) ?? [];
}

/** Puts the extensions of one type in place of those that are there; all others stay. */
export function setExtensions(diagram: Diagram, element: Shape, type: string, list: readonly Attributes[]): void {
  const factory = diagram.get('bpmnFactory');
  const others = extensionsOf(element).filter(({ $type }) => $type !== type);
  const own = list.map((attributes) => factory.create(type, present(attributes)));
  const values = [...others, ...own];
  const holder = values.length === 0 ? undefined : factory.create('bpmn:ExtensionElements', { values });
  diagram.get('modeling').updateProperties(element, { extensionElements: parented(holder, values, element) });
}

export function conditionOf(flow: Shape): string {
  const expression = flow.businessObject.get('conditionExpression') as BusinessObject | undefined;
  return expression === undefined || expression === null ? '' : textOf(expression, 'body');
}

export function setCondition(diagram: Diagram, flow: Shape, body: string): void {
  if (body.trim() === conditionOf(flow)) return;
  const expression = body.trim() === '' ? undefined : formal(diagram, body.trim(), flow.businessObject);
  diagram.get('modeling').updateProperties(flow, { conditionExpression: expression });
}

export const timerKinds = ['timeDuration', 'timeDate', 'timeCycle'] as const;
export type TimerKind = (typeof timerKinds)[number];

export function timerOf(element: Shape): BusinessObject | undefined {
  const definitions = element.businessObject.get('eventDefinitions') as readonly BusinessObject[] | undefined;
  return definitions?.find(({ $type }) => $type === 'bpmn:TimerEventDefinition');
}

export function timerValue(timer: BusinessObject): { readonly kind: TimerKind; readonly value: string } {
  for (const kind of timerKinds) {
    const expression = timer.get(kind) as BusinessObject | undefined;
    if (expression !== undefined && expression !== null) return { kind, value: textOf(expression, 'body') };
  }
  return { kind: 'timeDuration', value: '' };
}

export function setTimer(diagram: Diagram, element: Shape, kind: TimerKind, value: string): void {
  const timer = timerOf(element);
  if (timer === undefined) return;
  const none = Object.fromEntries(timerKinds.map((one) => [one, undefined]));
  diagram.get('modeling').updateModdleProperties(element, timer, { ...none, [kind]: formal(diagram, value, timer) });
}

export function setTimerText(diagram: Diagram, element: Shape, name: string, value: string): void {
  const timer = timerOf(element);
  if (timer === undefined || textOf(timer, name) === value) return;
  diagram.get('modeling').updateModdleProperties(element, timer, { [name]: value === '' ? undefined : value });
}

/** Where a change is made: the element that is shown, of which the changed object is a part. */
interface Part {
  readonly diagram: Diagram;
  readonly element: Shape;
}

/** An attribute of a part of the element; an empty text takes it away. */
export function setDetail({ diagram, element }: Part, part: BusinessObject, name: string, value: string): void {
  if (textOf(part, name) === value.trim()) return;
  diagram.get('modeling').updateModdleProperties(element, part, { [name]: value.trim() || undefined });
}

/** A whole number; what is none takes the attribute away. */
export function setNumber({ diagram, element }: Part, part: BusinessObject, name: string, value: string): void {
  const number = /^\d+$/.test(value.trim()) ? Number(value) : undefined;
  if (number === part.get(name)) return;
  diagram.get('modeling').updateModdleProperties(element, part, { [name]: number });
}

/** The text of an expression that is an element of its own, `''` where there is none. */
export function bodyOf(part: BusinessObject, name: string): string {
  const expression = part.get(name) as BusinessObject | undefined;
  return expression === undefined || expression === null ? '' : textOf(expression, 'body');
}

export function setBody({ diagram, element }: Part, part: BusinessObject, name: string, body: string): void {
  if (body.trim() === bodyOf(part, name)) return;
  const expression = body.trim() === '' ? undefined : formal(diagram, body.trim(), part);
  diagram.get('modeling').updateModdleProperties(element, part, { [name]: expression });
}

function formal(diagram: Diagram, body: string, parent: BusinessObject): BusinessObject {
  const expression = diagram.get('bpmnFactory').create('bpmn:FormalExpression', { body });
  return Object.assign(expression, { $parent: parent });
}

function parented(holder: BusinessObject | undefined, values: readonly BusinessObject[], element: Shape) {
  if (holder === undefined) return undefined;
  for (const value of values) Object.assign(value, { $parent: holder });
  return Object.assign(holder, { $parent: element.businessObject });
}

function present(attributes: Attributes): object {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined && value !== ''));
}
