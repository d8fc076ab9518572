// Changes to a scenario file that leave everything else in it as people wrote it, comments too.
import { isSeq, parseDocument } from 'yaml';

/** @param index which of several in the file */
export function renamedIn(content: string, index: number, title: string): string {
  const document = parseDocument(content, { schema: 'core' });
  document.setIn(isSeq(document.contents) ? [index, 'title'] : ['title'], title);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** @returns the file without the scenario; null where none is left in it */
export function removedFrom(content: string, index: number): string | null {
  const document = parseDocument(content, { schema: 'core' });
  if (!isSeq(document.contents) || document.contents.items.length < 2) return null;
  document.deleteIn([index]);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
