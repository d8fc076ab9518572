// DMN 1.3, as far as it runs: decision tables, literal expressions, and the graph between decisions.

/** The decisions of a service version, by id. */
export type Decisions = { readonly [decision: string]: Decision };

export interface Decision {
  readonly id: string;
  readonly name: string;
  /** Decisions it needs, evaluated first; each result is in scope under that decision's name. */
  readonly requires: readonly string[];
  readonly logic: DecisionLogic;
}

export type DecisionLogic = LiteralLogic | DecisionTable;

export interface LiteralLogic {
  readonly kind: 'literal';
  readonly source: string;
}

export interface DecisionTable {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly DecisionInput[];
  readonly outputs: readonly DecisionOutput[];
  readonly rules: readonly DecisionRule[];
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

export interface DecisionInput {
  readonly id: string;
  readonly source: string;
}

export interface DecisionOutput {
  readonly id: string;
  readonly name: string;
  /** FEEL texts of the allowed values, most important first; needed by PRIORITY and OUTPUT ORDER. */
  readonly values: readonly string[];
  readonly defaultSource: string | null;
}

export interface DecisionRule {
  readonly id: string;
  /** FEEL unary tests, one per input; null stands for `-`. */
  readonly tests: readonly (string | null)[];
  /** FEEL expressions, one per output. */
  readonly results: readonly string[];
}
