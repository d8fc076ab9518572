import type { DossierDocumentRow, DossierDocumentTable } from '#engine/runtime/ports/dossier-documents.ts';
import type { Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

export const dossierDocumentShape = shape<DossierDocumentRow>('dossier_document', {
  id: 'id',
  caseId: 'id',
  eventId: 'id',
  form: 'words',
  number: 'words',
  template: 'words',
  sha256: 'words',
  entry: 'id',
  issuedAt: 'number',
  issuedBy: 'words',
});

export function dossierDocumentTable(sql: Sql): DossierDocumentTable {
  return {
    insert: (row) => insertRows(sql, dossierDocumentShape, [row]),
    ofCase: (caseId) =>
      allRows(sql, dossierDocumentShape, 'where case_id = ? order by issued_at, id', [uuidToBytes(caseId)]),
  };
}
