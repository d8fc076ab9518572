/** What can be done to a step from the list of steps; each is one command of the modeler. */
import type { Diagram, Point, Shape } from '../../diagram/library.ts';
import { together } from '../together.ts';
import { isNode } from './outline.ts';

/** A kind of step that the list offers, with the library's own name for it. */
export interface NewStep {
  readonly words: string;
  readonly shape: { readonly type: string; readonly eventDefinitionType?: string; readonly isExpanded?: boolean };
  /** Nothing comes after it. */
  readonly ends?: boolean;
}

export const newSteps: readonly NewStep[] = [
  { words: 'User task', shape: { type: 'bpmn:UserTask' } },
  { words: 'Send task', shape: { type: 'bpmn:SendTask' } },
  { words: 'Business rule task', shape: { type: 'bpmn:BusinessRuleTask' } },
  { words: 'Service task', shape: { type: 'bpmn:ServiceTask' } },
  { words: 'Script task', shape: { type: 'bpmn:ScriptTask' } },
  { words: 'Exclusive gateway', shape: { type: 'bpmn:ExclusiveGateway' } },
  { words: 'Parallel gateway', shape: { type: 'bpmn:ParallelGateway' } },
  {
    words: 'Timer intermediate catch event',
    shape: { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' },
  },
  {
    words: 'Message intermediate catch event',
    shape: { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:MessageEventDefinition' },
  },
  { words: 'Call activity', shape: { type: 'bpmn:CallActivity' } },
  { words: 'Sub-process (expanded)', shape: { type: 'bpmn:SubProcess', isExpanded: true } },
  { words: 'End event', shape: { type: 'bpmn:EndEvent' }, ends: true },
];

const roomForStep = 160;
const roomForFrame = 420;

/** Kinds that may stand behind a step: a second line out of a step would start two branches, so an end needs a free one. */
export function offeredAfter(diagram: Diagram, step: Shape): readonly NewStep[] {
  if (diagram.get('rules').allowed('shape.append', { element: step }) === false) return [];
  return newSteps.filter(({ ends }) => ends !== true || forks(step) || flowsOf(step).length === 0);
}

/** Puts a step between this one and what follows; a choice gets one more way instead. */
export function addAfter(diagram: Diagram, step: Shape, kind: NewStep): Shape | undefined {
  let created: Shape | undefined;
  const [flow] = flowsOf(step);
  const between = forks(step) || kind.ends === true ? undefined : flow;
  together(diagram, () => {
    if (between !== undefined) makeRoom(diagram, step, kind.shape.isExpanded === true ? roomForFrame : roomForStep);
    const added = diagram.get('autoPlace').append(step, diagram.get('elementFactory').createShape(kind.shape));
    created = added;
    if (between?.target === undefined) return;
    diagram.get('modeling').reconnect(between, added, between.target, middleOf(added));
    diagram.get('modeling').layoutConnection(between);
  });
  // The library would open the name on the drawing; the list asks for it itself.
  diagram.get('directEditing').cancel();
  return created;
}

/** A timer on the edge of a task, to remind or to take another way when it is late. */
export function addTimer(diagram: Diagram, host: Shape): Shape {
  const shape = { type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' };
  const at = { x: host.x + host.width - 20, y: host.y + host.height };
  return diagram.get('modeling').createShape(shape, at, host, { attach: true });
}

export function remove(diagram: Diagram, element: Shape): void {
  diagram.get('modeling').removeElements([element]);
}

/** Elements to which a line may be drawn from a step. */
export function targetsOf(diagram: Diagram, step: Shape): readonly Shape[] {
  const taken = new Set(flowsOf(step).map(({ target }) => target));
  return diagram
    .get('elementRegistry')
    .filter((other) => other !== step && other.labelTarget === undefined && other.waypoints === undefined)
    .filter((other) => !taken.has(other) && isNode(other.businessObject))
    .filter((target) => {
      const allowed = diagram.get('rules').allowed('connection.create', { source: step, target });
      return (allowed as { readonly type?: string } | null | undefined)?.type === 'bpmn:SequenceFlow';
    });
}

export function connect(diagram: Diagram, step: Shape, target: Shape): void {
  diagram.get('modeling').connect(step, target);
}

/** The step before (or behind) it in a row, with which it can change places. */
export function neighbourOf(step: Shape, where: 'before' | 'behind'): Shape | undefined {
  const [only, ...more] = where === 'before' ? (step.incoming ?? []).filter(isFlow) : flowsOf(step);
  const other = where === 'before' ? only?.source : only?.target;
  if (other === undefined || more.length > 0) return undefined;
  const [first, second] = where === 'before' ? [other, step] : [step, other];
  const inRow = flowsOf(first).length === 1 && (second.incoming ?? []).filter(isFlow).length === 1;
  return inRow && flowsOf(second).length === 1 && isStep(first) && isStep(second) ? other : undefined;
}

/** @param first and `second` stand in a row; afterwards the other way round, and what led to the first leads to the second */
export function swap(diagram: Diagram, first: Shape, second: Shape): void {
  const into = (first.incoming ?? []).filter(isFlow);
  const [between] = flowsOf(first);
  const [out] = flowsOf(second);
  if (between === undefined || out?.target === undefined) return;
  const to = out.target === first ? second : out.target;
  const modeling = diagram.get('modeling');
  together(diagram, () => {
    const [a, b] = [middleOf(first), middleOf(second)];
    modeling.moveElements([first], { x: b.x - a.x, y: b.y - a.y });
    modeling.moveElements([second], { x: a.x - b.x, y: a.y - b.y });
    for (const flow of into) {
      if (flow !== out && flow.source !== undefined) modeling.reconnect(flow, flow.source, second, middleOf(second));
    }
    modeling.reconnect(between, second, first, middleOf(first));
    modeling.reconnect(out, first, to, middleOf(first));
    for (const flow of [...into, between, out]) modeling.layoutConnection(flow);
  });
}

function makeRoom(diagram: Diagram, step: Shape, delta: number): void {
  const tool = diagram.get('spaceTool');
  const start = step.x + step.width + 5;
  const all = diagram.get('elementRegistry').filter(({ parent }) => parent !== undefined && parent !== null);
  const { movingShapes, resizingShapes } = tool.calculateAdjustments(all, 'x', delta, start);
  tool.makeSpace(movingShapes, resizingShapes, { x: delta, y: 0 }, 'e', start);
}

function flowsOf(step: Shape): readonly Shape[] {
  return (step.outgoing ?? []).filter(isFlow);
}

function isFlow({ businessObject }: Shape): boolean {
  return businessObject.$type === 'bpmn:SequenceFlow';
}

function forks({ businessObject }: Shape): boolean {
  return businessObject.$type.endsWith('Gateway');
}

function isStep({ businessObject }: Shape): boolean {
  return /Task$|SubProcess$|CallActivity$|Transaction$|IntermediateCatchEvent$|IntermediateThrowEvent$/.test(
    businessObject.$type,
  );
}

function middleOf({ x, y, width, height }: Shape): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
