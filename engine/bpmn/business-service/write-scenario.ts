// A first example of an imported service: the way that a case is expected to go, from the opening to its end.
import type { Plan } from './plan.ts';
import { laneOf } from './write-pack.ts';

/** @returns null where people alone cannot bring a case along that way */
export function exampleOf(plan: Plan): string | null {
  const lane = laneOf(plan);
  const steps: string[] = [];
  for (const [index, state] of lane.entries()) {
    const next = lane[index + 1];
    if (next === undefined) break;
    const found = state.tasks
      .flatMap((task) => task.leaving.map((action) => ({ task, action })))
      .find(({ action }) => action.next === next.source.code);
    if (found === undefined) return null;
    const unit = plan.asksUnit(state.source, found.action) ? ', unit: EXAMPLE' : '';
    const action = JSON.stringify(found.action.code);
    steps.push(`  - complete: { element: ${found.task.id}, variables: { action: ${action}${unit} } }`);
  }
  const last = lane.at(-1);
  if (last === undefined || last.source.actions.length > 0) return null;
  const { opening } = plan.service;
  const chosen =
    opening.kind === 'actions' ? opening.actions.find(({ next }) => next === lane[0]?.source.code) : undefined;
  const start = chosen === undefined ? '{}' : `{ action: ${JSON.stringify(chosen.code)} }`;
  return [
    'title: the way that a case is expected to go',
    `model: ../${plan.key}.bpmn`,
    'now: 2026-10-13T08:00:00+07:00',
    'workers:',
    '  notice: { output: {} }',
    'steps:',
    `  - start: { variables: ${start} }`,
    ...steps,
    '  - expect: { state: completed }',
    '',
  ].join('\n');
}
