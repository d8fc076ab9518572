/** Two states of the same tables, told row by row as people talk of them: what was added, taken away, changed, moved. */
import type { Column, ShownDecision, ShownRule } from './tables.ts';

export type TableChange = { readonly decision: ShownDecision } & (
  | { readonly kind: 'tableAdded' | 'tableRemoved' }
  | { readonly kind: 'hitPolicy'; readonly from: string; readonly to: string }
  | { readonly kind: 'expression'; readonly from: string; readonly to: string }
  | { readonly kind: 'columnAdded' | 'columnRemoved' | 'columnChanged'; readonly column: Column }
  | { readonly kind: 'ruleAdded' | 'ruleRemoved'; readonly rule: ShownRule; readonly row: number }
  | { readonly kind: 'ruleMoved'; readonly rule: ShownRule; readonly from: number; readonly row: number }
  | {
      readonly kind: 'cell';
      readonly rule: ShownRule;
      readonly row: number;
      readonly column: Column;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'note';
      readonly rule: ShownRule;
      readonly row: number;
      readonly from: string;
      readonly to: string;
    }
);

/** @returns in the order of the tables, their rows from top to bottom; rows, columns and tables are known by their ids */
export function compareTables(
  before: readonly ShownDecision[],
  after: readonly ShownDecision[],
): readonly TableChange[] {
  const was = new Map(before.map((decision) => [decision.id, decision]));
  const stays = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((decision): readonly TableChange[] => {
      const old = was.get(decision.id);
      return old === undefined ? [{ kind: 'tableAdded', decision }] : changesIn(old, decision);
    }),
    ...before.filter(({ id }) => !stays.has(id)).map((decision): TableChange => ({ kind: 'tableRemoved', decision })),
  ];
}

function changesIn(old: ShownDecision, decision: ShownDecision): readonly TableChange[] {
  const changes: TableChange[] = [];
  if (old.hitPolicy !== decision.hitPolicy) {
    changes.push({ kind: 'hitPolicy', decision, from: old.hitPolicy, to: decision.hitPolicy });
  }
  if (old.expression !== decision.expression) {
    changes.push({ kind: 'expression', decision, from: old.expression ?? '', to: decision.expression ?? '' });
  }
  return [...changes, ...columnChanges(old, decision), ...ruleChanges(old, decision)];
}

function columnChanges(old: ShownDecision, decision: ShownDecision): readonly TableChange[] {
  const [was, now] = [columnsOf(old), columnsOf(decision)];
  return [
    ...now.flatMap((column): readonly TableChange[] => {
      const before = was.find(({ id }) => id === column.id);
      if (before === undefined) return [{ kind: 'columnAdded', decision, column }];
      return JSON.stringify(before) === JSON.stringify(column) ? [] : [{ kind: 'columnChanged', decision, column }];
    }),
    ...was
      .filter(({ id }) => !now.some((column) => column.id === id))
      .map((column): TableChange => ({ kind: 'columnRemoved', decision, column })),
  ];
}

function ruleChanges(old: ShownDecision, decision: ShownDecision): readonly TableChange[] {
  const was = new Map(old.rules.map((rule, index) => [rule.id, { rule, row: index + 1 }]));
  const stays = new Set(decision.rules.map(({ id }) => id));
  const kept = decision.rules.filter(({ id }) => was.has(id));
  const inPlace = longestRun(kept.map(({ id }) => was.get(id)?.row ?? 0));
  const still = new Set(inPlace.map((at) => kept[at]?.id));
  return [
    ...decision.rules.flatMap((rule, index): readonly TableChange[] => {
      const before = was.get(rule.id);
      const row = index + 1;
      if (before === undefined) return [{ kind: 'ruleAdded', decision, rule, row }];
      const moved: readonly TableChange[] = still.has(rule.id)
        ? []
        : [{ kind: 'ruleMoved', decision, rule, from: before.row, row }];
      return [...moved, ...cellChanges({ old, decision, row }, before.rule, rule)];
    }),
    ...old.rules.flatMap((rule, index): readonly TableChange[] =>
      stays.has(rule.id) ? [] : [{ kind: 'ruleRemoved', decision, rule, row: index + 1 }],
    ),
  ];
}

interface Row {
  readonly old: ShownDecision;
  readonly decision: ShownDecision;
  readonly row: number;
}

function cellChanges({ old, decision, row }: Row, before: ShownRule, rule: ShownRule): readonly TableChange[] {
  const [was, now] = [textsOf(old, before), textsOf(decision, rule)];
  const cells = columnsOf(decision).flatMap((column): readonly TableChange[] => {
    const [from, to] = [was.get(column.id), now.get(column.id) ?? ''];
    // A column that is new is told as a whole.
    return from === undefined || from === to ? [] : [{ kind: 'cell', decision, rule, row, column, from, to }];
  });
  if (before.note === rule.note) return cells;
  return [...cells, { kind: 'note', decision, rule, row, from: before.note, to: rule.note }];
}

function columnsOf({ inputs, outputs }: ShownDecision): readonly Column[] {
  return [...inputs, ...outputs];
}

/** By column. A dash and nothing mean the same. */
function textsOf({ inputs, outputs }: ShownDecision, rule: ShownRule): ReadonlyMap<string, string> {
  const cells = [...rule.tests.slice(0, inputs.length), ...rule.results];
  return new Map(
    [...inputs, ...outputs].map(({ id }, at) => {
      const text = cells[at]?.text ?? '';
      return [id, text === '-' ? '' : text];
    }),
  );
}

/** Places of the longest run of numbers that grow: who is not in it has moved. */
function longestRun(numbers: readonly number[]): readonly number[] {
  const best: number[][] = [];
  numbers.forEach((value, at) => {
    const before = best.slice(0, at).filter((run) => (numbers[run.at(-1) ?? 0] ?? 0) < value);
    const longest = before.reduce((a, b) => (b.length > a.length ? b : a), [] as number[]);
    best.push([...longest, at]);
  });
  return best.reduce((a, b) => (b.length > a.length ? b : a), []);
}
