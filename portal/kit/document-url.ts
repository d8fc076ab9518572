/** Where the papers of a dossier are read and printed. */
import type { DocumentForm } from '#engine/documents/model.ts';

/** @param event of a form that is issued more than once: which of them; left out, the latest */
export function documentUrl(caseId: string, form: Exclude<DocumentForm, '07'>, event?: string): string {
  const path = `/documents/${encodeURIComponent(caseId)}/${form}`;
  return event === undefined ? path : `${path}?event=${encodeURIComponent(event)}`;
}
