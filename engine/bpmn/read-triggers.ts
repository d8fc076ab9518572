// Event definitions: BPMN 2.0.2 §10.5.5, on the event itself or shared by reference.
import type { Trigger } from '#engine/core/model/triggers.ts';
import { foreignText, keptCode } from './dialects/foreign.ts';
import { type Place, readCorrelation, readLanguage } from './expressions.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { report } from './problems.ts';
import { readTimer } from './timers.ts';

type Single = Exclude<Trigger, { readonly kind: 'multiple' }>;

/** Which definitions may stand where: BPMN 2.0.2 table 10.93. */
export type Position = 'start' | 'eventStart' | 'catch' | 'throw' | 'boundary' | 'end';

/** @returns null where it cannot be used; the problem is said then */
export function readTrigger(element: ModdleElement, position: Position, place: Place): Trigger | null {
  const definitions = definitionsOf(element);
  const triggers = definitions.flatMap((definition): readonly Single[] => {
    const trigger = readDefinition(definition, position, place, typeName(element));
    return trigger === null ? [] : [trigger];
  });
  if (triggers.length < definitions.length) return null;
  const [first] = triggers;
  if (first === undefined) return { kind: 'none' };
  return triggers.length === 1
    ? first
    : { kind: 'multiple', parallel: element.get('parallelMultiple') === true, triggers };
}

/** One definition. @param holder type of the event, for the problem */
export function readDefinition(
  definition: ModdleElement,
  position: Position,
  place: Place,
  holder = 'event',
): Single | null {
  const kind = kinds[typeName(definition)];
  if (kind !== undefined && allowed[position].includes(kind)) return readers[kind](definition, place, position);
  const type = `${holder} (${typeName(definition).replace('EventDefinition', '').toLowerCase()})`;
  report(place.report, 'EVENT_NOT_ALLOWED', place.element, { type });
  return null;
}

export function definitionsOf(element: ModdleElement): readonly ModdleElement[] {
  return [...elementsIn(element, 'eventDefinitions'), ...elementsIn(element, 'eventDefinitionRef')];
}

const kinds: Readonly<Record<string, Single['kind']>> = {
  MessageEventDefinition: 'message',
  SignalEventDefinition: 'signal',
  TimerEventDefinition: 'timer',
  ConditionalEventDefinition: 'conditional',
  ErrorEventDefinition: 'error',
  EscalationEventDefinition: 'escalation',
  CancelEventDefinition: 'cancel',
  CompensateEventDefinition: 'compensation',
  LinkEventDefinition: 'link',
  TerminateEventDefinition: 'terminate',
};

export const allowed: Readonly<Record<Position, readonly Single['kind'][]>> = {
  start: ['message', 'signal', 'timer', 'conditional'],
  eventStart: ['message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensation'],
  catch: ['message', 'signal', 'timer', 'conditional', 'link'],
  throw: ['message', 'signal', 'escalation', 'compensation', 'link'],
  boundary: ['message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'cancel', 'compensation'],
  end: ['message', 'signal', 'error', 'escalation', 'cancel', 'compensation', 'terminate'],
};

type Reader = (definition: ModdleElement, place: Place, position: Position) => Single | null;

const readers: Readonly<Record<Single['kind'], Reader>> = {
  none: () => ({ kind: 'none' }),
  terminate: () => ({ kind: 'terminate' }),
  cancel: () => ({ kind: 'cancel' }),
  message: (definition, place) => {
    const message = named(definition, 'messageRef', place);
    return message === null ? null : { kind: 'message', message, ...readCorrelation(definition, place) };
  },
  signal: (definition, place) => {
    const signal = named(definition, 'signalRef', place);
    return signal === null ? null : { kind: 'signal', signal };
  },
  timer: (definition, place) => {
    const timer = readTimer(definition, place);
    return timer === null ? null : { kind: 'timer', timer };
  },
  conditional: (definition, place) => {
    const body = textIn(elementIn(definition, 'condition') ?? definition, 'body');
    if (body === null) {
      report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'condition' });
      return null;
    }
    return { kind: 'conditional', condition: readLanguage(body, 'condition', place) };
  },
  error: (definition, place, position) => coded(definition, 'error', place, position),
  escalation: (definition, place, position) => coded(definition, 'escalation', place, position),
  compensation: (definition) => {
    const activity = elementIn(definition, 'activityRef');
    const detached = definition.get('waitForCompletion') === false;
    return { kind: 'compensation', activity: activity === null ? null : idOf(activity), ...(detached && { detached }) };
  },
  link: (definition, place) => {
    const link = textIn(definition, 'name');
    if (link === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'name' });
    return link === null ? null : { kind: 'link', link };
  },
};

/** A message or signal goes by its name; where it has none, by its id. */
function named(definition: ModdleElement, property: string, place: Place): string | null {
  const target = elementIn(definition, property);
  if (target !== null) return textIn(target, 'name') ?? idOf(target);
  report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: property });
  return null;
}

/** What is thrown must have a code; what catches takes every code where it names none. */
function coded(
  definition: ModdleElement,
  kind: 'error' | 'escalation',
  place: Place,
  position: Position,
): Single | null {
  const target = elementIn(definition, `${kind}Ref`);
  const code = target === null ? (definition.$attrs[keptCode] ?? null) : textIn(target, `${kind}Code`);
  if (code === null && (position === 'end' || position === 'throw')) {
    report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: `${kind}Code` });
    return null;
  }
  const variable = textIn(definition, 'wardflow:codeVariable') ?? foreignText(definition, `${kind}CodeVariable`);
  return { kind, code, ...(variable !== null && { codeVariable: variable }) };
}
