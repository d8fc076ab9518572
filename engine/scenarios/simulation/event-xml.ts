// Event definitions as BPMN writes them. Whatever is named is declared once, in the head of the file.
import { monday } from '#engine/core/trial/trial.ts';
import { type CatchPlan, catchesOf, type SingleCatch, type SingleThrow, type ThrowPlan, throwsOf } from './blocks.ts';
import { expressionXml } from './draft.ts';

export const messages = ['M1', 'M2', 'M3'];
export const signals = ['S1', 'S2'];
export const codes = ['C1', 'C2'];
export const startMessage = 'M0';
export const startSignal = 'S0';

/** Messages, signals, errors and escalations that the processes know. */
export const declarations = [
  ...[startMessage, ...messages].map((name) => `<bpmn:message id="${name}" name="${name}" />`),
  ...[startSignal, ...signals].map((name) => `<bpmn:signal id="${name}" name="${name}" />`),
  ...codes.map((code) => `<bpmn:error id="Error${code}" name="${code}" errorCode="${code}" />`),
  ...codes.map((code) => `<bpmn:escalation id="Escalation${code}" name="${code}" escalationCode="${code}" />`),
].join('\n');

/** @param element whose event it is: names the variable of a timer that is missing */
export function catchXml(plan: CatchPlan, element: string): string {
  return catchesOf(plan)
    .map((single) => singleCatchXml(single, element))
    .join('');
}

export function parallelAttribute(plan: CatchPlan): string {
  return plan.on === 'multiple' && plan.parallel ? ' parallelMultiple="true"' : '';
}

function singleCatchXml(plan: SingleCatch, element: string): string {
  switch (plan.on) {
    case 'timer':
      return `<bpmn:timerEventDefinition>${timerXml(plan, element)}</bpmn:timerEventDefinition>`;
    case 'message':
      return `<bpmn:messageEventDefinition messageRef="${plan.name}" />`;
    case 'signal':
      return `<bpmn:signalEventDefinition signalRef="${plan.name}" />`;
    case 'condition':
      return `<bpmn:conditionalEventDefinition>${expressionXml('condition', `${plan.flag} = true`)}</bpmn:conditionalEventDefinition>`;
    case 'error':
      return `<bpmn:errorEventDefinition${reference('error', plan.code)} />`;
    case 'escalation':
      return `<bpmn:escalationEventDefinition${reference('escalation', plan.code)} />`;
    case 'cancel':
      return '<bpmn:cancelEventDefinition />';
    case 'compensation':
      return '<bpmn:compensateEventDefinition />';
  }
}

function reference(kind: 'error' | 'escalation', code: string | null): string {
  return code === null ? '' : ` ${kind}Ref="${kind === 'error' ? 'Error' : 'Escalation'}${code}"`;
}

function timerXml(plan: Extract<SingleCatch, { on: 'timer' }>, element: string): string {
  if (plan.missing) return expressionXml('timeDuration', `=${waitVariable(element)}`);
  if (plan.form === 'duration') return expressionXml('timeDuration', durationText(plan.minutes));
  if (plan.form === 'cycle') return expressionXml('timeCycle', `R${plan.times}/${durationText(plan.minutes)}`);
  return expressionXml('timeDate', new Date(dateOf(plan.minutes)).toISOString());
}

/** The variable that somebody must set where a timer's duration is missing. */
export function waitVariable(element: string): string {
  return `${element}Wait`;
}

export function durationText(minutes: number): string {
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}

/** An instant so long after the clock's start. */
export function dateOf(minutes: number): number {
  return monday + minutes * 60_000;
}

export function throwXml(plan: ThrowPlan): string {
  return throwsOf(plan).map(singleThrowXml).join('');
}

function singleThrowXml(plan: SingleThrow): string {
  switch (plan.what) {
    case 'none':
      return '';
    case 'terminate':
      return '<bpmn:terminateEventDefinition />';
    case 'cancel':
      return '<bpmn:cancelEventDefinition />';
    case 'message':
      return `<bpmn:messageEventDefinition messageRef="${plan.name}" />`;
    case 'signal':
      return `<bpmn:signalEventDefinition signalRef="${plan.name}" />`;
    case 'error':
      return `<bpmn:errorEventDefinition errorRef="Error${plan.name}" />`;
    case 'escalation':
      return `<bpmn:escalationEventDefinition escalationRef="Escalation${plan.name}" />`;
    case 'compensation':
      return `<bpmn:compensateEventDefinition${plan.activity === null ? '' : ` activityRef="${plan.activity}"`} />`;
  }
}
