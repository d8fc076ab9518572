// DMN 1.5 as it runs: decisions, what they require, and their logic in boxed expressions. Plain data, as all of a program.
import type { FeelType } from '../feel/types.ts';

/** Everything of a service version's decision models, by key: the id, behind the namespace where two models share it. */
export type Decisions = { readonly [key: string]: DrgElement };

export type DrgElement = Decision | KnowledgeModel | DecisionService | InputData;

interface ElementBase {
  readonly id: string;
  readonly name: string;
  /** Null: of any type. */
  readonly type: FeelType | null;
  /** Namespace of its model. */
  readonly model?: string;
  /** Item definitions that its expressions name (`instance of`). */
  readonly types?: { readonly [name: string]: FeelType };
}

export interface InputData extends ElementBase {
  readonly kind: 'input';
}

export interface Decision extends ElementBase {
  readonly kind: 'decision';
  readonly requires: readonly Requirement[];
  /** Null: nothing has been modelled yet; its value is null. */
  readonly logic: Logic | null;
}

export interface KnowledgeModel extends ElementBase {
  readonly kind: 'knowledge';
  readonly requires: readonly Requirement[];
  readonly function: FunctionLogic | null;
}

export interface DecisionService extends ElementBase {
  readonly kind: 'service';
  readonly outputs: readonly Requirement[];
  /** Its parameters, in order: input data, then input decisions. */
  readonly inputs: readonly Requirement[];
}

/** What is in scope because of an arrow: by its name, behind the name of the import that it came with. */
export interface Requirement {
  readonly key: string;
  readonly path: readonly string[];
}

/** A boxed expression; `id` is the element of the file that a problem or an incident names. */
export type Logic =
  | LiteralLogic
  | DecisionTable
  | ContextLogic
  | InvocationLogic
  | RelationLogic
  | ListLogic
  | FunctionLogic
  | ConditionalLogic
  | FilterLogic
  | IteratorLogic;

interface LogicBase {
  readonly id: string;
  readonly type?: FeelType;
}

export interface LiteralLogic extends LogicBase {
  readonly kind: 'literal';
  readonly source: string;
}

export interface ContextLogic extends LogicBase {
  readonly kind: 'context';
  readonly entries: readonly NamedLogic[];
  /** The expression that the context is made for; null: the context itself is the value. */
  readonly result: Logic | null;
}

export interface NamedLogic {
  readonly name: string;
  readonly type: FeelType | null;
  readonly logic: Logic;
}

export interface InvocationLogic extends LogicBase {
  readonly kind: 'invocation';
  readonly called: Logic;
  readonly bindings: readonly NamedLogic[];
}

export interface RelationLogic extends LogicBase {
  readonly kind: 'relation';
  readonly columns: readonly { readonly name: string; readonly type: FeelType | null }[];
  readonly rows: readonly (readonly Logic[])[];
}

export interface ListLogic extends LogicBase {
  readonly kind: 'list';
  readonly items: readonly Logic[];
}

export interface FunctionLogic extends LogicBase {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly type: FeelType | null }[];
  readonly body: Logic;
}

export interface ConditionalLogic extends LogicBase {
  readonly kind: 'conditional';
  readonly condition: Logic;
  readonly yes: Logic;
  readonly no: Logic;
}

export interface FilterLogic extends LogicBase {
  readonly kind: 'filter';
  readonly in: Logic;
  readonly match: Logic;
}

export interface IteratorLogic extends LogicBase {
  readonly kind: 'for' | 'some' | 'every';
  readonly variable: string;
  readonly in: Logic;
  /** What is returned for each, or must be satisfied. */
  readonly each: Logic;
}

export interface DecisionTable extends LogicBase {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly DecisionInput[];
  readonly outputs: readonly DecisionOutput[];
  readonly rules: readonly DecisionRule[];
}

export const hitPolicies = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;
export type HitPolicy = (typeof hitPolicies)[number];
export const aggregations = ['SUM', 'MIN', 'MAX', 'COUNT'] as const;
export type Aggregation = (typeof aggregations)[number];

export interface DecisionInput {
  readonly id: string;
  /** What people call the column. */
  readonly label?: string;
  readonly source: string;
  readonly type?: FeelType;
  /** FEEL unary tests that the input must pass. */
  readonly values?: string;
}

export interface DecisionOutput {
  readonly id: string;
  readonly name: string;
  readonly type?: FeelType;
  /** FEEL texts of the allowed values, most important first; needed by PRIORITY and OUTPUT ORDER. */
  readonly values: string | null;
  readonly defaultSource: string | null;
}

export interface DecisionRule {
  readonly id: string;
  /** What people say the rule is for. */
  readonly note?: string;
  /** FEEL unary tests, one per input; null stands for `-`. */
  readonly tests: readonly (string | null)[];
  /** FEEL expressions, one per output; null: nothing stands there. */
  readonly results: readonly (string | null)[];
}
