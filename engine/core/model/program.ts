// The executable model: what a BPMN file says once it has been read and checked, and nothing else. Plain data, frozen
// by type; a program is shared by all instances of its version.
import type { DataUse } from './data.ts';
import type { Decisions } from './decisions.ts';
import type { Trigger } from './triggers.ts';

/** One executable process of a service version, with everything it refers to. */
export interface Program {
  /** Id of the process; also the id of its outermost scope. */
  readonly process: string;
  readonly name: string;
  /** Its name in English, for those who show it; left out: the file has none. */
  readonly english?: string;
  readonly scopes: { readonly [scope: string]: ScopeModel };
  readonly nodes: { readonly [element: string]: FlowNode };
  readonly flows: { readonly [flow: string]: SequenceFlow };
  readonly decisions: Decisions;
  /** What begins instances shares its correlation: one event of each group comes to the same instance. */
  readonly conversation?: true;
  /** Of its timers and jobs, where elements do not say otherwise: 0 to 100; left out: 50. */
  readonly jobPriority?: Expression;
  /** Some activity waits for data before it begins. */
  readonly awaitsData?: true;
  /** Elements, or the process itself, that a message flow of the diagram leads to. */
  readonly addressed?: readonly string[];
}

/** A process or sub-process: the frame in which tokens and variables live. */
export interface ScopeModel {
  readonly id: string;
  /** The scope around it; the process itself has none. */
  readonly parent: string | null;
  /** Flow nodes that begin when the scope is entered: none start events, else nodes without incoming flow. */
  readonly starts: readonly string[];
  /** Variables of its own: data objects and properties of a sub-process. */
  readonly declares?: readonly string[];
  /** Event sub-processes that listen while it is open. */
  readonly eventSubProcesses: readonly string[];
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

export type FlowNode = Event | Task | Gateway | SubProcess | EventSubProcess | AdHocSubProcess | CallActivity;
export type ElementType = FlowNode['type'];
export type NodeOf<T extends ElementType> = Extract<FlowNode, { readonly type: T }>;
export type Event = StartEvent | EndEvent | BoundaryEvent | IntermediateCatchEvent | IntermediateThrowEvent;
export type Task = AbstractTask | HumanTask | JobTask | ScriptTask | BusinessRuleTask | ReceiveTask;
export type Gateway = ExclusiveGateway | ParallelGateway | InclusiveGateway | EventBasedGateway | ComplexGateway;

interface NodeBase {
  readonly id: string;
  readonly name: string;
  /** Its name in English, for those who show it; left out: the file has none. */
  readonly english?: string;
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
  /** How often an activity is done: BPMN 2.0.2 §10.3.8; null: once. */
  readonly loop: Loop | null;
  /** Activity that undoes it when its work is to be compensated; null: nothing does. */
  readonly compensation: string | null;
  /** What data associations bring in and take out; left out: none do. */
  readonly data?: DataUse;
  /** It begins, or is left, in a step of its own; left out: in the step that leads to it. */
  readonly async?: 'before' | 'after' | 'both';
  /** Of its timers and jobs, 0 to 100; left out: the process's. */
  readonly jobPriority?: Expression;
  /** Tokens it needs to begin, and gives when done (BPMN 2.0.2 table 10.3); left out: one each. */
  readonly quantity?: { readonly start: number; readonly completion: number };
}

export type Loop = StandardLoop | MultiInstance;

export interface StandardLoop {
  readonly kind: 'standard';
  readonly testBefore: boolean;
  readonly condition: Expression | null;
  readonly maximum: Expression | null;
}

export interface MultiInstance {
  readonly kind: 'multiInstance';
  readonly sequential: boolean;
  /** One of the two says how many there are. */
  readonly cardinality: Expression | null;
  readonly collection: Expression | null;
  /** Variable of each instance that holds its item. */
  readonly elementVariable: string | null;
  readonly outputCollection: string | null;
  /** Variable of each instance that it puts its output in; left out: it has none of its own. */
  readonly outputVariable?: string;
  /** What each instance gives to the output collection. */
  readonly outputElement: Expression | null;
  readonly completionCondition: Expression | null;
  /** What is thrown when turns complete (BPMN 2.0.2 table 10.29): at the first, at each, or where a condition holds. */
  readonly throws: readonly TurnThrow[];
}

export interface TurnThrow {
  readonly when: 'first' | 'each' | Expression;
  readonly trigger: Trigger;
}

export interface StartEvent extends NodeBase {
  readonly type: 'startEvent';
  readonly trigger: Trigger;
  readonly form: string | null;
  /** Of an event sub-process: whether it ends what runs around it. */
  readonly interrupting: boolean;
}

export interface EndEvent extends NodeBase {
  readonly type: 'endEvent';
  readonly trigger: Trigger;
}

export interface IntermediateCatchEvent extends NodeBase {
  readonly type: 'intermediateCatchEvent';
  readonly trigger: Trigger;
}

export interface IntermediateThrowEvent extends NodeBase {
  readonly type: 'intermediateThrowEvent';
  readonly trigger: Trigger;
}

export interface BoundaryEvent extends NodeBase {
  readonly type: 'boundaryEvent';
  readonly attachedTo: string;
  readonly interrupting: boolean;
  readonly trigger: Trigger;
}

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
  /** How it finds its official; left out: whoever takes it out of the pool. */
  readonly assignment?: Assignment;
  /** Whoever has it may say that it need not be done (WS-HumanTask 1.1 `isSkipable`). */
  readonly skippable?: true;
  /** Steps that it may be sent back to; left out: every one that is possible. */
  readonly sendBack?: readonly string[];
  /** Who has done it may not take it back. */
  readonly recall?: false;
  /** Steps whose doers may not do this one too (WS-HumanTask 1.1 `excludedOwners`): duties that are kept apart. */
  readonly apartFrom?: readonly string[];
  /** It is what a case asks of another unit beside its own (a co-unit's part): which one, by id. */
  readonly part?: Expression;
}

/** By what rule the shell chooses an official when the task opens; the core only hands it on. */
export interface Assignment {
  readonly strategy: AssignmentStrategy;
  /** `post`: the role whose first holder in the unit gets it. */
  readonly post?: Expression;
  /** `expression`: gives an account name. */
  readonly user?: Expression;
}

export const assignmentStrategies = ['roundRobin', 'leastLoaded', 'post', 'area', 'expression', 'manual'] as const;
export type AssignmentStrategy = (typeof assignmentStrategies)[number];

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
  /** Message thrown by the engine itself; no job is made then. */
  readonly message: string | null;
  /** Of that message: see `MessageTrigger`. */
  readonly correlation?: Expression;
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
  /** Instead of the expression. */
  readonly javascript?: JavaScript;
}

export interface JavaScript {
  readonly source: string;
  /** What it sees; none: every variable in scope. */
  readonly inputs: readonly Mapping[];
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

export interface InclusiveGateway extends NodeBase {
  readonly type: 'inclusiveGateway';
}

export interface ComplexGateway extends NodeBase {
  readonly type: 'complexGateway';
  /** Over `activationCount`; null: one token is enough. */
  readonly activation: Expression | null;
}

export interface EventBasedGateway extends NodeBase {
  readonly type: 'eventBasedGateway';
  /** It begins instances: with the first of its events; `parallel`: the others are awaited in the same instance. */
  readonly instantiate?: 'exclusive' | 'parallel';
}

export interface ReceiveTask extends NodeBase {
  readonly type: 'receiveTask';
  /** Its message begins instances. */
  readonly instantiate?: true;
  /** `none`: somebody says from outside that it is there. */
  readonly trigger: Trigger;
}

/** An embedded sub-process; its inside is the scope of the same id. */
export interface SubProcess extends NodeBase {
  readonly type: 'subProcess';
  /** A transaction can be cancelled from inside. */
  readonly transaction: boolean;
}

export interface EventSubProcess extends NodeBase {
  readonly type: 'eventSubProcess';
  /** Its one start event. */
  readonly start: string;
}

export interface AdHocSubProcess extends NodeBase {
  readonly type: 'adHocSubProcess';
  readonly sequential: boolean;
  readonly completionCondition: Expression | null;
  readonly cancelRemaining: boolean;
}

export interface CallActivity extends NodeBase {
  readonly type: 'callActivity';
  /** Id of the process or global task. */
  readonly called: Expression;
  /** Which version is called; left out: the latest when the call is made. */
  readonly version?: 'deployment' | Expression;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** Whether every variable goes in, or comes out. */
  readonly allIn: boolean;
  readonly allOut: boolean;
}
