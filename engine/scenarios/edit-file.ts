// Changes to a scenario file that leave everything else in it as people wrote it, comments too.
import { isSeq, parseDocument } from 'yaml';

export interface Renaming {
  /** Which of several in the file. */
  readonly index: number;
  /** A Vietnamese title of its own is changed for who reads Vietnamese, the other one stays. */
  readonly language: 'vi' | 'en';
  readonly title: string;
}

export function renamedIn(content: string, { index, language, title }: Renaming): string {
  const document = parseDocument(content, { schema: 'core' });
  const place = isSeq(document.contents) ? [index] : [];
  const key = language === 'vi' && document.hasIn([...place, 'titleVi']) ? 'titleVi' : 'title';
  document.setIn([...place, key], title);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** @returns the file without the scenario; null where none is left in it */
export function removedFrom(content: string, index: number): string | null {
  const document = parseDocument(content, { schema: 'core' });
  if (!isSeq(document.contents) || document.contents.items.length < 2) return null;
  document.deleteIn([index]);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
