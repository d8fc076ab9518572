// Every pair of position and trigger (BPMN 2.0.2 table 10.93) as a small model.

export const positions = [
  ['start', 'start of a process'],
  ['interruptingStart', 'start of an event sub-process, interrupting'],
  ['nonInterruptingStart', 'the same, non-interrupting'],
  ['catch', 'intermediate, catching'],
  ['interruptingBoundary', 'boundary, interrupting'],
  ['nonInterruptingBoundary', 'boundary, non-interrupting'],
  ['throw', 'intermediate, throwing'],
  ['end', 'end'],
] as const;
export type EventPosition = (typeof positions)[number][0];

export const triggers = [
  'none',
  'message',
  'timer',
  'error',
  'escalation',
  'cancel',
  'compensation',
  'conditional',
  'link',
  'signal',
  'terminate',
  'multiple',
  'parallel multiple',
] as const;
export type EventTrigger = (typeof triggers)[number];

const everywhereCaught: readonly EventTrigger[] = [
  'message',
  'timer',
  'conditional',
  'signal',
  'multiple',
  'parallel multiple',
];

/** Table 10.93. */
export const byTheStandard: Readonly<Record<EventPosition, readonly EventTrigger[]>> = {
  start: ['none', ...everywhereCaught],
  interruptingStart: ['error', 'escalation', 'compensation', ...everywhereCaught],
  nonInterruptingStart: ['escalation', ...everywhereCaught],
  catch: ['link', ...everywhereCaught],
  interruptingBoundary: ['error', 'escalation', 'cancel', 'compensation', ...everywhereCaught],
  nonInterruptingBoundary: ['escalation', ...everywhereCaught],
  throw: ['none', 'message', 'escalation', 'compensation', 'link', 'signal', 'multiple'],
  end: ['none', 'message', 'error', 'escalation', 'cancel', 'compensation', 'signal', 'terminate', 'multiple'],
};

const definitions: Readonly<Record<EventTrigger, string>> = {
  none: '',
  message: '<messageEventDefinition messageRef="m"/>',
  timer: '<timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>',
  error: '<errorEventDefinition errorRef="er"/>',
  escalation: '<escalationEventDefinition escalationRef="es"/>',
  cancel: '<cancelEventDefinition/>',
  compensation: '<compensateEventDefinition/>',
  conditional: '<conditionalEventDefinition><condition>=x</condition></conditionalEventDefinition>',
  link: '<linkEventDefinition name="L"/>',
  signal: '<signalEventDefinition signalRef="g"/>',
  terminate: '<terminateEventDefinition/>',
  multiple: '<messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="g"/>',
  'parallel multiple': '<messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="g"/>',
};

/** A process with this event in it, and whatever the event needs around it. */
export function eventModel(position: EventPosition, trigger: EventTrigger): string {
  const inside = definitions[trigger];
  const parallel = trigger === 'parallel multiple' ? ' parallelMultiple="true"' : '';
  return wrap(bodies[position]({ inside, trigger, parallel }));
}

interface Parts {
  readonly inside: string;
  readonly trigger: EventTrigger;
  readonly parallel: string;
}

const flow = (from: string, to: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const otherLink = (kind: 'Throw' | 'Catch'): string => {
  const event = `<intermediate${kind}Event id="l"><linkEventDefinition name="L"/></intermediate${kind}Event>`;
  return kind === 'Throw'
    ? `<startEvent id="s"/>${flow('s', 'l')}${event}`
    : `${event}${flow('l', 'e')}<endEvent id="e"/>`;
};

/** An embedded sub-process that holds an event sub-process with the event: a compensation needs both. */
const eventSubProcess = ({ inside, parallel }: Parts, interrupting: boolean): string =>
  `<startEvent id="s"/>${flow('s', 'a')}<subProcess id="a"><startEvent id="s2"/>${flow('s2', 'e2')}<endEvent id="e2"/>
  <subProcess id="h" triggeredByEvent="true"><startEvent id="x" isInterrupting="${interrupting}"${parallel}>${inside}</startEvent>
  ${flow('x', 'y')}<endEvent id="y"/></subProcess></subProcess>${flow('a', 'e')}<endEvent id="e"/>`;

const boundary = ({ inside, trigger, parallel }: Parts, interrupting: boolean): string => {
  const cancelled = trigger === 'cancel';
  const ends = cancelled ? '<endEvent id="c"><cancelEventDefinition/></endEvent>' : '<endEvent id="c"/>';
  const host = cancelled ? 'transaction' : 'subProcess';
  const event = `<boundaryEvent id="x" attachedToRef="a" cancelActivity="${interrupting}"${parallel}>${inside}</boundaryEvent>`;
  const after =
    trigger === 'compensation'
      ? '<task id="undo" isForCompensation="true"/><association id="as" sourceRef="x" targetRef="undo" associationDirection="One"/>'
      : `${flow('x', 'z')}<endEvent id="z"/>`;
  return `<startEvent id="s"/>${flow('s', 'a')}<${host} id="a"><startEvent id="s2"/>${flow('s2', 'c')}${ends}</${host}>${event}${after}
  ${flow('a', 'e')}<endEvent id="e"/>`;
};

const bodies: Readonly<Record<EventPosition, (parts: Parts) => string>> = {
  start: ({ inside, parallel }) =>
    `<startEvent id="x"${parallel}>${inside}</startEvent>${flow('x', 't')}<task id="t"/>${flow('t', 'e')}<endEvent id="e"/>`,
  interruptingStart: (parts) => eventSubProcess(parts, true),
  nonInterruptingStart: (parts) => eventSubProcess(parts, false),
  catch: ({ inside, trigger, parallel }) => {
    const event = `<intermediateCatchEvent id="x"${parallel}>${inside}</intermediateCatchEvent>${flow('x', 'e')}<endEvent id="e"/>`;
    return trigger === 'link' ? `${otherLink('Throw')}${event}` : `<startEvent id="s"/>${flow('s', 'x')}${event}`;
  },
  interruptingBoundary: (parts) => boundary(parts, true),
  nonInterruptingBoundary: (parts) => boundary(parts, false),
  throw: ({ inside, trigger }) => {
    const event = `<startEvent id="s"/>${flow('s', 'x')}<intermediateThrowEvent id="x">${inside}</intermediateThrowEvent>`;
    return trigger === 'link' ? `${event}${otherLink('Catch')}` : `${event}${flow('x', 'e')}<endEvent id="e"/>`;
  },
  end: ({ inside, trigger }) => {
    const end = `<startEvent id="s2"/>${flow('s2', 'x')}<endEvent id="x">${inside}</endEvent>`;
    if (trigger !== 'cancel') return end;
    return `<startEvent id="s"/>${flow('s', 'a')}<transaction id="a">${end}</transaction>
      <boundaryEvent id="b" attachedToRef="a"><cancelEventDefinition/></boundaryEvent>${flow('b', 'z')}<endEvent id="z"/>
      ${flow('a', 'e')}<endEvent id="e"/>`;
  },
};

function wrap(body: string): string {
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
  <message id="m" name="m"/><signal id="g" name="g"/><error id="er" name="er" errorCode="E"/>
  <escalation id="es" name="es" escalationCode="S"/><process id="p" isExecutable="true">${body}</process></definitions>`;
}
