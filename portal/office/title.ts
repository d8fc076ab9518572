import type { Language } from '#engine/runtime/application/common.ts';
import type { WorklistItem } from '#engine/runtime/application/tasks.ts';

/** What a task is called: the first words of the report, or its category where the words are kept back. */
export function titleOf(item: WorklistItem, language: Language): string {
  return item.title === item.registerNumber ? item.category.name[language] : item.title;
}
