import type { WorklistView } from '#engine/runtime/application/tasks.ts';

export const views = ['mine', 'unclaimed', 'unit', 'late', 'dueToday'] as const satisfies readonly WorklistView[];

export function asView(text: string | undefined): WorklistView | undefined {
  return views.find((view) => view === text);
}
