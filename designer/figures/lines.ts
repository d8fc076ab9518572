/** Figures as they are shown: which number an element has in which view, and how much of the whole that is. */
import type { FigureLine } from '#engine/runtime/application/history.ts';
import type { LiveCount } from '#engine/runtime/application/services.ts';

export type View = 'often' | 'waiting' | 'working' | 'now';
export const views: readonly View[] = ['often', 'waiting', 'working', 'now'];

export interface Heat {
  readonly element: string;
  /** 1 to 5: how much, beside the others. */
  readonly level: number;
  readonly words: string;
}

/** @returns what is to be shown on the diagram in one view, for elements that have something to show */
export function heatOf(
  view: View,
  lines: readonly FigureLine[],
  live: readonly LiveCount[],
  words: (ms: number) => string,
): readonly Heat[] {
  const values = view === 'now' ? live.map(liveValue) : lines.filter(({ key }) => key !== '').map(valueIn(view));
  const shown = values.filter(({ value }) => value > 0);
  const most = Math.max(...shown.map(({ value }) => value));
  return shown.map(({ element, value }) => ({
    element,
    level: Math.max(1, Math.ceil((value / most) * levelsMax)),
    words: view === 'often' || view === 'now' ? String(value) : words(value),
  }));
}

const levelsMax = 5;

function liveValue({ element, waiting, late, incidents }: LiveCount) {
  return { element, value: Math.max(waiting, late, incidents) };
}

function valueIn(view: Exclude<View, 'now'>) {
  return ({ key, completed, terminated, failed, waiting, working }: FigureLine) => {
    const often = completed + terminated + failed;
    const value = { often, waiting: waiting?.medianMs ?? 0, working: working?.medianMs ?? 0 }[view];
    return { element: key, value };
  };
}
