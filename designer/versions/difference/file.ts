/** What differs in one file, by what kind of file it is. */
import type { ChangedResource } from '#engine/runtime/application/versions.ts';
import type { Difference, DifferenceSpeech } from './difference.ts';
import { formDifferences } from './form.ts';
import { messageDifferences } from './messages.ts';
import { processDifferences } from './process.ts';
import { settingsDifferences } from './settings.ts';

/**
 * @returns line by line; null where that cannot be said: for a file that is new or gone, one that cannot be read, and
 *   kinds that are compared elsewhere (decisions as tables) or as a whole
 */
export async function fileDifferences(
  { kind, path, before, after }: ChangedResource,
  speech: DifferenceSpeech,
): Promise<readonly Difference[] | null> {
  if (before === null || after === null) return null;
  if (kind === 'process') return await processDifferences(before, after, speech);
  if (kind === 'messages') return messageDifferences(before, after, speech);
  if (kind === 'form') return formDifferences(before, after, speech);
  if (path === 'pack.json') return settingsDifferences(before, after, speech);
  return null;
}
