// Writes the process of a plan as BPMN text; the drawing is made from it (layout.ts).
import { escapeText, escapeValue } from '../interchange/xml-names.ts';
import { actionName, durationOf } from './names.ts';
import type { Plan, PlannedEvent, PlannedState, PlannedTask } from './plan.ts';
import type { SourceAction } from './source.ts';
import { type Notices, noticesOf } from './write-messages.ts';

const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const own = 'https://wardflow.org/bpmn/1';
/** The city's calendar that counts every hour. */
export const everyHour = '24x7';

interface Writing {
  readonly plan: Plan;
  readonly notices: Notices;
  readonly lines: string[];
  /** Names of messages from outside, by id. */
  readonly messages: Map<string, string>;
}

export function writeProcess(plan: Plan): string {
  const to: Writing = { plan, notices: noticesOf(plan), lines: [], messages: new Map() };
  writeOpening(to);
  for (const state of plan.states) writeState(to, state);
  const name = escapeValue(plan.name.vi);
  const messages = [...to.messages].map(
    ([message, id]) => `  <bpmn:message id="${id}" name="${escapeValue(message)}" />`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions xmlns:bpmn="${bpmn}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:wardflow="${own}" id="definitions" targetNamespace="https://wardflow.org/imported/${plan.key}">`,
    ...messages,
    `  <bpmn:process id="${plan.key}" name="${name}" isExecutable="true">`,
    ...to.lines.map((line) => `    ${line}`),
    '  </bpmn:process>',
    '</bpmn:definitions>',
    '',
  ].join('\n');
}

/** Where a case begins: the start event, the promise, and the first state by what was chosen. */
function writeOpening(to: Writing): void {
  const { plan } = to;
  const { opening, sla, code } = plan.service;
  const names = opening.kind === 'actions' ? opening.actions.map((action) => actionName(action.code).vi) : [];
  const title = names.length === 0 ? 'Mở hồ sơ' : names.join(' / ');
  to.lines.push(`<bpmn:startEvent id="received" name="${escapeValue(title)}" wardflow:form="report" />`);
  let from = 'received';
  if (sla !== null) {
    const promise = `{class: ${quoted(code)}, resolve: ${quoted(durationOf(sla))}, calendar: ${quoted(everyHour)}}`;
    from = follow(to, from, script(to, 'promise', { name: 'Hạn của hồ sơ', result: 'sla', text: promise }));
  }
  const first =
    opening.kind === 'state'
      ? [{ name: 'Bắt đầu', next: idOf(plan, opening.first), action: null }]
      : waysOf(plan, opening.actions);
  writeWays(to, from, 'opened', [...first, ...neverOf(to)]);
}

/**
 * A state that no action leads to keeps its place behind an arrow that no case takes: the soundness check tells it. So
 * does the end that BPMN asks for where the table has none.
 */
function neverOf(to: Writing): readonly Way[] {
  const { unreachable, states } = to.plan;
  const lost = unreachable.map(({ name, id }): Way => ({ name: name.vi, next: id, action: null, never: true }));
  if (states.some((state) => onwardOf(state).length === 0)) return lost;
  const end = to.plan.id('no-end');
  to.lines.push(`<bpmn:endEvent id="${end}" name="Không có trạng thái kết thúc" />`);
  return [...lost, { name: 'Không có trạng thái kết thúc', next: end, action: null, never: true }];
}

function writeState(to: Writing, state: PlannedState): void {
  const { id, name, source } = state;
  const stage = ` wardflow:stage="${escapeValue(source.code)}"`;
  if (source.actions.length === 0) {
    to.lines.push(`<bpmn:endEvent id="${id}" name="${escapeValue(name.vi)}"${stage} />`);
    return;
  }
  const waits = waitsFor(state);
  to.lines.push(`<bpmn:subProcess id="${id}" name="${escapeValue(name.vi)}"${stage}>`);
  const inside: Writing = { ...to, lines: [] };
  writeInside(inside, state, waits);
  to.lines.push(...inside.lines.map((line) => `  ${line}`), '</bpmn:subProcess>');
  for (const event of state.events) if (event !== waits) writeBorder(to, state, event);
  const onward = onwardOf(state);
  if (onward.length > 0) {
    writeWays(to, id, `${id}-next`, waysOf(to.plan, onward));
    return;
  }
  // Nobody but an event on its border ends it; BPMN asks for a way on all the same.
  const end = to.plan.id(`${id}-end`);
  to.lines.push(`<bpmn:endEvent id="${end}" />`);
  flow(to, id, end);
}

/** What a state without people waits for: the first thing that leads on. */
function waitsFor({ tasks, events }: PlannedState): PlannedEvent | undefined {
  return tasks.length === 0 ? events.find(({ stays }) => !stays) : undefined;
}

/** What leads on from the end of the state's sub-process; events on its border lead on by themselves. */
function onwardOf(state: PlannedState): readonly SourceAction[] {
  const waits = waitsFor(state);
  if (waits !== undefined) return [waits.action];
  return state.source.actions.filter((action) => state.tasks.some((task) => task.leaving.includes(action)));
}

/** @param waits what a state without people waits for */
function writeInside(to: Writing, state: PlannedState, waits: PlannedEvent | undefined): void {
  const { id, source, tasks } = state;
  const ends = waits !== undefined || tasks.some(({ leaving }) => leaving.length > 0);
  let from: string | null = null;
  if (ends) {
    from = to.plan.id(`${id}-begin`);
    to.lines.push(`<bpmn:startEvent id="${from}" />`);
  }
  // Without a start event, the element that nothing leads to begins by itself.
  const first = !ends && tasks.length === 1;
  if ((source.sla !== null && tasks.length > 0) || first) {
    const clock = to.plan.id(`${id}-clock`);
    from = follow(to, from, script(to, clock, { name: 'Ghi lúc bắt đầu', result: 'enteredAt', text: 'now()' }));
  }
  if (tasks.length > 1) {
    const fork = to.plan.id(`${id}-fork`);
    to.lines.push(`<bpmn:parallelGateway id="${fork}" />`);
    from = follow(to, from, fork);
  }
  const exit = to.plan.id(`${id}-exit`);
  for (const task of tasks) writeTask(to, { state, task, from, exit });
  if (waits !== undefined) {
    const event = `<bpmn:intermediateCatchEvent id="${waits.id}" name="${escapeValue(actionName(waits.action.code).vi)}">`;
    to.lines.push(event, `  ${definition(to, waits)}`, '</bpmn:intermediateCatchEvent>');
    flow(to, from ?? '', waits.id);
    const chosen = to.plan.id(`${id}-chosen`);
    script(to, chosen, { name: 'Ghi thao tác', result: 'action', text: quoted(waits.action.code) });
    flow(to, waits.id, chosen);
    flow(to, chosen, exit);
  }
  if (ends)
    to.lines.push(`<bpmn:endEvent id="${exit}"><bpmn:terminateEventDefinition id="${exit}-all" /></bpmn:endEvent>`);
}

interface TaskPlace {
  readonly state: PlannedState;
  readonly task: PlannedTask;
  readonly from: string | null;
  readonly exit: string;
}

/** Its form offers the actions of its role and no other. What stays opens the task again, and it alone. */
function writeTask(to: Writing, { state, task, from, exit }: TaskPlace): void {
  const { sla } = state.source;
  const all = [...task.leaving, ...task.staying];
  const name = all.map(({ code }) => actionName(code).vi).join(' / ');
  const unit = task.to.unit === '' ? '' : ` wardflow:unit="${escapeValue(task.to.unit)}"`;
  const attributes = `wardflow:form="${task.form}"${unit} wardflow:role="${escapeValue(task.to.role)}"`;
  const open = `<bpmn:userTask id="${task.id}" name="${escapeValue(name)}" ${attributes}`;
  if (sla === null) to.lines.push(`${open} />`);
  else {
    const deadline = `<wardflow:deadline from="=enteredAt" duration="${durationOf(sla)}" calendar="${everyHour}" dayCount="elapsed" />`;
    to.lines.push(`${open}>`, `  <bpmn:extensionElements>${deadline}</bpmn:extensionElements>`, '</bpmn:userTask>');
  }
  if (from !== null) flow(to, from, task.id);
  const told = task.staying.flatMap((action) => {
    const ids = sends(to, action, `${task.id}-${action.code}`);
    return ids === null ? [] : [{ ...ids, actions: [action] }];
  });
  const quiet = task.staying.filter((action) => !told.some(({ actions }) => actions.includes(action)));
  const ways = [{ actions: task.leaving, first: exit }, { actions: quiet, first: task.id }, ...told].filter(
    ({ actions }) => actions.length > 0,
  );
  for (const { actions, first } of ways) {
    flow(to, task.id, first, { name: named(actions), ...(ways.length > 1 && { condition: isOneOf(actions) }) });
  }
  for (const { last } of told) flow(to, last, task.id);
}

function writeBorder(to: Writing, { id }: PlannedState, event: PlannedEvent): void {
  const name = escapeValue(actionName(event.action.code).vi);
  const cancel = event.stays ? ' cancelActivity="false"' : '';
  to.lines.push(
    `<bpmn:boundaryEvent id="${event.id}" name="${name}" attachedToRef="${id}"${cancel}>`,
    `  ${definition(to, event)}`,
    '</bpmn:boundaryEvent>',
  );
  const told = sends(to, event.action, event.id);
  const end = event.stays ? to.plan.id(`${event.id}-noted`) : idOf(to.plan, event.action.next);
  if (event.stays) to.lines.push(`<bpmn:endEvent id="${end}" />`);
  flow(to, event.id, told?.first ?? end);
  if (told !== null) flow(to, told.last, end);
}

function definition(to: Writing, { id, trigger }: PlannedEvent): string {
  if (trigger.kind === 'timer') {
    const time = `<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${durationOf(trigger.days * 86_400_000)}</bpmn:timeDuration>`;
    return `<bpmn:timerEventDefinition id="${id}-time">${time}</bpmn:timerEventDefinition>`;
  }
  const message = to.messages.get(trigger.message) ?? to.plan.id(`message-${trigger.message}`);
  to.messages.set(trigger.message, message);
  return `<bpmn:messageEventDefinition id="${id}-message" messageRef="${message}" />`;
}

/** One way on from a place. */
interface Way {
  readonly name: string;
  /** Element. */
  readonly next: string;
  /** What leads there; null: nothing need be chosen. */
  readonly action: SourceAction | null;
  readonly never?: boolean;
}

function waysOf(plan: Plan, actions: readonly SourceAction[]): readonly Way[] {
  return actions.map((action) => ({ name: named([action]), next: idOf(plan, action.next), action }));
}

/** The way on by the chosen action; one way needs no gateway. */
function writeWays(to: Writing, from: string, wish: string, ways: readonly Way[]): void {
  const taken = ways.filter(({ never }) => never !== true);
  const gateway = ways.length > 1 ? to.plan.id(wish) : from;
  const flows = ways.map((way) => ({ way, id: to.plan.id(`flow-${gateway}`) }));
  if (gateway !== from) {
    const [only] = taken.length === 1 ? flows : [];
    const otherwise = only === undefined ? '' : ` default="${only.id}"`;
    to.lines.push(`<bpmn:exclusiveGateway id="${gateway}" name="Thao tác?"${otherwise} />`);
    flow(to, from, gateway);
  }
  for (const { way, id } of flows) {
    const told = way.action === null ? null : sends(to, way.action, `${wish}-${way.action.code}`);
    const asked = way.action !== null && taken.length > 1 ? { condition: isOneOf([way.action]) } : {};
    const condition = way.never === true ? { condition: 'false' } : asked;
    flow(to, gateway, told?.first ?? way.next, { id, name: way.name, ...condition });
    if (told !== null) flow(to, told.last, way.next);
  }
}

/** Send tasks for what the action tells people, one after the other. */
function sends(
  to: Writing,
  action: SourceAction,
  wish: string,
): { readonly first: string; readonly last: string } | null {
  const ids = to.notices.of(action).map(({ message, name, unit }) => {
    const id = to.plan.id(`${wish}-tell`);
    const head = `<bpmn:sendTask id="${id}" name="${escapeValue(name)}" wardflow:message="${message}"`;
    const input = '<bpmn:extensionElements><wardflow:input name="to" value="unit" /></bpmn:extensionElements>';
    if (unit) to.lines.push(`${head}>`, `  ${input}`, '</bpmn:sendTask>');
    else to.lines.push(`${head} />`);
    return id;
  });
  for (const [index, id] of ids.entries()) if (index > 0) flow(to, ids[index - 1] ?? '', id);
  const [first, last] = [ids[0], ids.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

function script(
  to: Writing,
  id: string,
  { name, result, text }: { readonly name: string; readonly result: string; readonly text: string },
): string {
  const head = `<bpmn:scriptTask id="${id}" name="${name}" scriptFormat="text/feel" wardflow:result="${result}">`;
  to.lines.push(head, `  <bpmn:script>${escapeText(text)}</bpmn:script>`, '</bpmn:scriptTask>');
  return id;
}

function follow(to: Writing, from: string | null, next: string): string {
  if (from !== null) flow(to, from, next);
  return next;
}

function flow(
  to: Writing,
  from: string,
  target: string,
  { id, name, condition }: { readonly id?: string; readonly name?: string; readonly condition?: string } = {},
): void {
  const said = name === undefined ? '' : ` name="${escapeValue(name)}"`;
  const head = `<bpmn:sequenceFlow id="${id ?? to.plan.id(`flow-${from}`)}"${said} sourceRef="${from}" targetRef="${target}"`;
  if (condition === undefined) {
    to.lines.push(`${head} />`);
    return;
  }
  const text = escapeText(condition);
  const expression = `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${text}</bpmn:conditionExpression>`;
  to.lines.push(`${head}>`, `  ${expression}`, '</bpmn:sequenceFlow>');
}

function isOneOf(actions: readonly SourceAction[]): string {
  return actions.map(({ code }) => `action = ${quoted(code)}`).join(' or ');
}

function named(actions: readonly SourceAction[]): string {
  return actions.map(({ code }) => actionName(code).vi).join(' / ');
}

/** A text in FEEL. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function idOf({ states }: Plan, code: string): string {
  return states.find(({ source }) => source.code === code)?.id ?? code;
}
