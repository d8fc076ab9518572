/** The register of deletions and what may be fetched of one's own record (`migrations/0038-erasures.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant, text } from '../columns.ts';

const Erasure = defineEntity({
  name: 'Erasure',
  tableName: 'erasure',
  uniques: [
    { name: 'erasure_number', properties: ['number'] },
    { name: 'erasure_source', properties: ['source'] },
  ],
  indexes: [{ name: 'erasure_done', properties: ['doneAt', 'id'] }],
  properties: {
    id: id().primary(),
    number: code(),
    source: code(),
    kind: code(),
    rule: code(),
    request: code(),
    orderedAt: instant(),
    orderedBy: code(),
    cases: count(),
    files: count(),
    digest: code(),
    doneAt: instant().nullable(),
  },
});

const ErasureCase = defineEntity({
  name: 'ErasureCase',
  tableName: 'erasure_case',
  indexes: [{ name: 'erasure_case_case', properties: ['caseId'] }],
  properties: {
    erasureId: id().primary(),
    caseId: id().primary(),
    kind: code(),
    doneAt: instant().nullable(),
  },
});

const ErasureFile = defineEntity({
  name: 'ErasureFile',
  tableName: 'erasure_file',
  properties: { fileId: id().primary(), erasureId: id() },
});

const RecordExport = defineEntity({
  name: 'RecordExport',
  tableName: 'record_export',
  uniques: [{ name: 'record_export_case', properties: ['caseId'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    cases: text(),
    madeAt: instant(),
    expiresAt: instant(),
    downloads: count(),
  },
});

export const erasureEntities: readonly EntitySchema[] = [Erasure, ErasureCase, ErasureFile, RecordExport];
