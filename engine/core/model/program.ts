// The executable model: what a BPMN file says once it has been read and checked, and nothing else. Plain data, frozen
// by type; a program is shared by all instances of its version.
import type { Decisions } from './decisions.ts';

/** One executable process of a service version, with everything it refers to. */
export interface Program {
  /** Id of the process; also the id of its outermost scope. */
  readonly process: string;
  readonly name: string;
  readonly scopes: { readonly [scope: string]: ScopeModel };
  readonly nodes: { readonly [element: string]: FlowNode };
  readonly flows: { readonly [flow: string]: SequenceFlow };
  readonly decisions: Decisions;
}

/** A process, or (later) a sub-process: the frame in which tokens and variables live. */
export interface ScopeModel {
  readonly id: string;
  /** The scope around it; the process itself has none. */
  readonly parent: string | null;
  /** Flow nodes that begin when the scope is entered: none start events, else nodes without incoming flow. */
  readonly starts: readonly string[];
}

export interface SequenceFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly condition: Expression | null;
}

/** A FEEL text (written with `=` in attributes), or a value that is taken as it stands. */
export type Expression =
  | { readonly kind: 'feel'; readonly source: string }
  | { readonly kind: 'literal'; readonly value: string };

export type FlowNode = StartEvent | EndEvent | BoundaryEvent | Task | Gateway;
export type ElementType = FlowNode['type'];
export type NodeOf<T extends ElementType> = Extract<FlowNode, { readonly type: T }>;
export type Task = AbstractTask | HumanTask | JobTask | ScriptTask | BusinessRuleTask;
export type Gateway = ExclusiveGateway | ParallelGateway;

interface NodeBase {
  readonly id: string;
  readonly name: string;
  /** Scope that holds it. */
  readonly scope: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  /** Flow taken where no condition is true. */
  readonly defaultFlow: string | null;
  /** Public stage the case moves to when the node is entered. */
  readonly stage: Expression | null;
  /** Boundary events attached to it. */
  readonly boundaries: readonly string[];
}

export interface StartEvent extends NodeBase {
  readonly type: 'startEvent';
  readonly trigger: StartTrigger;
  readonly form: string | null;
}
export type StartTrigger = { readonly kind: 'none' } | { readonly kind: 'message'; readonly message: string };

export interface EndEvent extends NodeBase {
  readonly type: 'endEvent';
}

export interface BoundaryEvent extends NodeBase {
  readonly type: 'boundaryEvent';
  readonly attachedTo: string;
  readonly interrupting: boolean;
  readonly trigger: BoundaryTrigger;
}
export type BoundaryTrigger = { readonly kind: 'timer'; readonly timer: Timer };

/** BPMN 2.0.2 §10.5.5.14; a duration or cycle with a calendar counts working time. */
export interface Timer {
  readonly kind: 'date' | 'duration' | 'cycle';
  readonly value: Expression;
  /** Instant from which a duration counts; null: when the activity begins. What is past by then is due at once. */
  readonly from: Expression | null;
  readonly calendar: Expression | null;
  readonly dayCount: Expression | null;
}

export interface AbstractTask extends NodeBase {
  readonly type: 'task';
}

export type HumanTask = UserTask | ManualTask;

export interface UserTask extends HumanWork {
  readonly type: 'userTask';
}

export interface ManualTask extends HumanWork {
  readonly type: 'manualTask';
}

interface HumanWork extends NodeBase {
  readonly form: string | null;
  readonly unit: Expression | null;
  readonly role: Expression | null;
  readonly assignee: Expression | null;
  readonly priority: Expression | null;
  readonly deadline: Deadline | null;
}

export interface Deadline {
  /** Instant from which the duration counts; null: when the task opens. */
  readonly from: Expression | null;
  readonly duration: Expression;
  readonly calendar: Expression | null;
  readonly dayCount: Expression | null;
}

/** Work that something outside does: a connector, a built-in handler, an external worker. */
export type JobTask = ServiceTask | SendTask;

export interface ServiceTask extends JobWork {
  readonly type: 'serviceTask';
}

export interface SendTask extends JobWork {
  readonly type: 'sendTask';
}

interface JobWork extends NodeBase {
  readonly jobType: Expression;
  readonly retries: Expression | null;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
}

export interface Mapping {
  readonly name: string;
  readonly value: Expression;
}

export interface ScriptTask extends NodeBase {
  readonly type: 'scriptTask';
  readonly script: Expression;
  readonly result: string | null;
}

export interface BusinessRuleTask extends NodeBase {
  readonly type: 'businessRuleTask';
  readonly decision: string;
  readonly result: string;
}

export interface ExclusiveGateway extends NodeBase {
  readonly type: 'exclusiveGateway';
}

export interface ParallelGateway extends NodeBase {
  readonly type: 'parallelGateway';
}
