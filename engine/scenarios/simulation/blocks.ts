// Block-structured processes: what the simulator plays. A block has one way in and at most one way out, so that an
// oracle can say what must happen from the tree alone. Every block carries its id, which stays when others are dropped.

export type Block =
  | Sequence
  | Choice
  | Parallel
  | Inclusive
  | Complex
  | EventChoice
  | Loop
  | Fan
  | Quantity
  | Catch
  | Throw
  | Link
  | End
  | Activity;

export interface Sequence {
  readonly kind: 'sequence';
  readonly id: string;
  readonly parts: readonly Block[];
}

/** An exclusive gateway; `chosen` -1: no condition is true until somebody helps. */
export interface Choice {
  readonly kind: 'choice';
  readonly id: string;
  readonly parts: readonly Block[];
  readonly chosen: number;
  /** The last way is the default flow. */
  readonly fallback: boolean;
  readonly merge: Merge;
}

/** By an exclusive gateway, or by several flows into whatever comes next. */
export type Merge = 'gateway' | 'implicit';

/** Forked by a gateway, or by the flows out of an activity. */
export type Split = 'gateway' | 'activity';

export interface Parallel {
  readonly kind: 'parallel';
  readonly id: string;
  readonly split: Split;
  readonly parts: readonly Block[];
}

export interface Inclusive {
  readonly kind: 'inclusive';
  readonly id: string;
  readonly split: Split;
  readonly parts: readonly Block[];
  readonly chosen: readonly boolean[];
  readonly fallback: boolean;
  /** The first condition cannot be decided until somebody helps. */
  readonly missing: boolean;
}

/** In a sub-process of its own: all ways begin, and after `needed` of them it goes on. */
export interface Complex {
  readonly kind: 'complex';
  readonly id: string;
  readonly needed: number;
  readonly parts: readonly Block[];
  readonly after: Block;
}

export interface EventChoice {
  readonly kind: 'eventChoice';
  readonly id: string;
  readonly ways: readonly EventWay[];
  readonly merge: Merge;
}

export interface EventWay {
  readonly id: string;
  readonly catches: CatchPlan;
  /** By a receive task in place of an event. */
  readonly receive: boolean;
  readonly body: Block;
}

/** Turns by a flow that goes back, counted by script tasks. */
export interface Loop {
  readonly kind: 'loop';
  readonly id: string;
  readonly turns: number;
  readonly body: Block;
}

/** A task with several flows to whatever comes next: as many tokens go on. */
export interface Fan {
  readonly kind: 'fan';
  readonly id: string;
  readonly count: number;
}

/** A task that gives `give` tokens before a user task that takes `take` at a time. */
export interface Quantity {
  readonly kind: 'quantity';
  readonly id: string;
  readonly give: number;
  readonly take: number;
}

export interface Catch {
  readonly kind: 'catch';
  readonly id: string;
  readonly catches: CatchPlan;
}

export interface Throw {
  readonly kind: 'throw';
  readonly id: string;
  readonly throws: ThrowPlan;
}

export interface Link {
  readonly kind: 'link';
  readonly id: string;
}

/** The way ends here. */
export interface End {
  readonly kind: 'end';
  readonly id: string;
  readonly throws: ThrowPlan;
}

export interface Activity {
  readonly kind: 'activity';
  readonly id: string;
  readonly work: Work;
  readonly loop: LoopPlan | null;
  readonly boundaries: readonly Boundary[];
  /** What undoes it. */
  readonly handler: 'user' | 'service' | 'script' | null;
}

export type Work =
  | { readonly type: 'task' }
  | { readonly type: 'manual'; readonly addressed: boolean }
  | { readonly type: 'user'; readonly assigned: boolean }
  /** `missing`: its job type is not known until somebody helps. */
  | { readonly type: 'service'; readonly mapped: boolean; readonly missing: boolean }
  | { readonly type: 'send'; readonly message: string | null }
  | { readonly type: 'receive'; readonly message: string | null }
  | ScriptWork
  | { readonly type: 'rule' }
  | { readonly type: 'call'; readonly mapped: boolean }
  | SubWork
  | AdHocWork;

/** `count` adds to a number, `note` to a list; `flag` sets what conditional events ask for. */
export type ScriptWork =
  | { readonly type: 'script'; readonly does: 'count' | 'note' }
  | { readonly type: 'script'; readonly does: 'flag'; readonly flag: string; readonly value: boolean };

export interface SubWork {
  readonly type: 'sub';
  readonly transaction: boolean;
  readonly body: Block;
  readonly events: readonly EventSub[];
}

export interface AdHocWork {
  readonly type: 'adHoc';
  readonly sequential: boolean;
  readonly parts: readonly Activity[];
  /** Done when what a person answers says so. */
  readonly conditional: boolean;
  readonly cancelRemaining: boolean;
}

export interface EventSub {
  readonly id: string;
  readonly interrupting: boolean;
  readonly catches: CatchPlan;
  readonly body: Block;
}

export interface Boundary {
  readonly id: string;
  readonly interrupting: boolean;
  readonly catches: CatchPlan;
  readonly body: Block;
  /** Its way comes back to what follows the activity; else it ends on its own. */
  readonly joins: boolean;
}

export type LoopPlan =
  | {
      readonly kind: 'standard';
      readonly testBefore: boolean;
      readonly condition: 'counter' | 'flag' | null;
      readonly until: number;
      readonly maximum: number | null;
    }
  | {
      readonly kind: 'multi';
      readonly sequential: boolean;
      /** `list`: a literal collection; `missing`: a variable that is not there until somebody helps. */
      readonly from: 'cardinality' | 'list' | 'missing';
      readonly count: number;
      readonly gathers: boolean;
      /** It is over after as many; null: after all. */
      readonly enough: number | null;
    };

export type SingleCatch =
  | TimerCatch
  | { readonly on: 'message'; readonly name: string }
  | { readonly on: 'signal'; readonly name: string }
  | { readonly on: 'condition'; readonly flag: string }
  | { readonly on: 'error' | 'escalation'; readonly code: string | null }
  | { readonly on: 'cancel' }
  | { readonly on: 'compensation' };

export interface TimerCatch {
  readonly on: 'timer';
  readonly form: 'duration' | 'date' | 'cycle';
  readonly minutes: number;
  /** Of a cycle. */
  readonly times: number;
  /** Its duration is not known until somebody helps. */
  readonly missing: boolean;
}

export type CatchPlan =
  | SingleCatch
  | { readonly on: 'multiple'; readonly parallel: boolean; readonly of: readonly SingleCatch[] };

export type SingleThrow =
  | { readonly what: 'none' | 'terminate' | 'cancel' }
  | { readonly what: 'message' | 'signal' | 'error' | 'escalation'; readonly name: string }
  | { readonly what: 'compensation'; readonly activity: string | null };

export type ThrowPlan = SingleThrow | { readonly what: 'multiple'; readonly of: readonly SingleThrow[] };

/** A whole process. */
export interface Plan {
  readonly start: 'none' | 'message' | 'signal' | 'timer';
  readonly body: Block;
  readonly events: readonly EventSub[];
}

/** The single definitions of an event. */
export function catchesOf(plan: CatchPlan): readonly SingleCatch[] {
  return plan.on === 'multiple' ? plan.of : [plan];
}

export function throwsOf(plan: ThrowPlan): readonly SingleThrow[] {
  return plan.what === 'multiple' ? plan.of : [plan];
}

/** Whether a token that begins in it may come out of it by flows. */
export function passes(block: Block): boolean {
  switch (block.kind) {
    case 'sequence':
      return block.parts.every(passes);
    case 'choice':
    case 'parallel':
    case 'inclusive':
      return block.parts.some(passes);
    case 'eventChoice':
      return block.ways.some(({ body }) => passes(body));
    case 'loop':
      return passes(block.body);
    case 'end':
      return false;
    default:
      return true;
  }
}

export const noWork: Block = { kind: 'sequence', id: 'nothing', parts: [] };
