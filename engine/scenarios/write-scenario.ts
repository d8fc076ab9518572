// Scenarios as text: what tools have found (a counterexample, a path that covers a flow, a failed trial), written so that
// a person can read it, keep it and play it. The other way: `parse-scenarios.ts`.
import { Document, isMap, isSeq } from 'yaml';
import type { Json, Variables } from '#engine/core/values.ts';
import type { Expected } from './scenario.ts';

/** A scenario in the words of its file (docs/scenarios.md); the keys stand in the file in this order. */
export interface WrittenScenario {
  /** Stands above it, one line each. */
  readonly comment?: readonly string[];
  readonly title: string;
  readonly model: string;
  readonly process?: string;
  readonly resources?: readonly string[];
  /** ISO 8601 with offset. */
  readonly now?: string;
  readonly calendar?: string;
  readonly workers?: { readonly [name: string]: Json };
  readonly steps: readonly WrittenStep[];
}

/** One key, and `refused` beside it where the step must be refused. */
export type WrittenStep =
  | { readonly start: { readonly variables?: Variables; readonly message?: string; readonly element?: string } }
  | { readonly complete: At & { readonly variables?: Variables } }
  | { readonly fail: At & { readonly message?: string; readonly retries?: number } }
  | { readonly error: At & { readonly code: string; readonly variables?: Variables } }
  | { readonly message: { readonly name: string; readonly variables?: Variables } }
  | { readonly signal: { readonly name: string; readonly variables?: Variables } }
  | { readonly set: { readonly variables: Variables } }
  | { readonly advance: string }
  | { readonly expect: Expected }
  | { readonly [step: string]: Json };

interface At {
  readonly element: string;
  readonly nth?: number;
}

const lineCharactersMax = 120;

/** @returns YAML of one scenario, or of a list where there are several; `parseScenarios` reads it back as it was */
export function writeScenarios(scenarios: readonly WrittenScenario[]): string {
  const [only] = scenarios;
  const plain = scenarios.map(inOrder);
  const document = new Document(scenarios.length === 1 ? plain[0] : plain, {
    schema: 'core',
    aliasDuplicateObjects: false,
  });
  const { contents } = document;
  if (scenarios.length === 1 && only !== undefined) {
    document.commentBefore = commentOf(only);
    inOneLine(contents);
  } else if (isSeq(contents)) {
    contents.items.forEach((item, index) => {
      const scenario = scenarios[index];
      if (isMap(item) && scenario !== undefined) item.commentBefore = commentOf(scenario);
      inOneLine(item);
    });
  }
  return document.toString({ lineWidth: lineCharactersMax, flowCollectionPadding: true });
}

function inOrder({ title, model, process, resources, now, calendar, workers, steps }: WrittenScenario): object {
  return {
    title,
    model,
    ...(process !== undefined && { process }),
    ...(resources !== undefined && resources.length > 0 && { resources }),
    ...(now !== undefined && { now }),
    ...(calendar !== undefined && { calendar }),
    ...(workers !== undefined && Object.keys(workers).length > 0 && { workers }),
    steps,
  };
}

function commentOf({ comment }: WrittenScenario): string | null {
  if (comment === undefined || comment.length === 0) return null;
  return comment.map((line) => ` ${line}`).join('\n');
}

/** What one step says stands in one line, as people write it. */
function inOneLine(scenario: unknown): void {
  if (!isMap(scenario)) return;
  for (const key of ['steps', 'workers', 'resources']) {
    const value: unknown = scenario.get(key);
    if (key === 'resources' && isSeq(value)) value.flow = true;
    const inside = isSeq(value) ? value.items : isMap(value) ? value.items.map((pair) => pair.value) : [];
    for (const item of inside) {
      if (!isMap(item)) continue;
      if (key === 'workers') item.flow = true;
      for (const pair of item.items) if (isMap(pair.value) || isSeq(pair.value)) pair.value.flow = true;
    }
  }
}
