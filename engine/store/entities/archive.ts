/** The archive (`migrations/0012-archive.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { bytes, code, count, id, instant } from '../columns.ts';

export const CaseArchive = defineEntity({
  name: 'CaseArchive',
  tableName: 'case_archive',
  properties: { caseId: id().primary(), archivedAt: instant(), rowCount: count(), content: bytes() },
});

export const ArchivedInstance = defineEntity({
  name: 'ArchivedInstance',
  tableName: 'archived_instance',
  indexes: [{ name: 'archived_instance_case', properties: ['caseId'] }],
  properties: { id: id().primary(), caseId: id() },
});

export const ArchivedTask = defineEntity({
  name: 'ArchivedTask',
  tableName: 'archived_task',
  indexes: [{ name: 'archived_task_case', properties: ['caseId'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    unit: code(),
    role: code(),
    ward: code(),
    category: code(),
    confidentiality: code(),
    assignee: code(),
  },
});

export const CaseHold = defineEntity({
  name: 'CaseHold',
  tableName: 'case_hold',
  properties: { caseId: id().primary(), reason: code(), placedAt: instant(), placedBy: code() },
});

export const archiveEntities: readonly EntitySchema[] = [CaseArchive, ArchivedInstance, ArchivedTask, CaseHold];
