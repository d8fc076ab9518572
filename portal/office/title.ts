import type { Language } from '#engine/runtime/application/common.ts';
import type { WorklistItem } from '#engine/runtime/application/tasks.ts';

/**
 * What a task is called: the first words of the report, or its category where the words are kept back or there are none;
 * its step where there is no category either.
 */
export function titleOf(item: WorklistItem, language: Language): string {
  if (item.title !== '' && item.title !== item.registerNumber) return item.title;
  return item.category.name[language] || item.step[language];
}
