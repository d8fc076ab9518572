/** Whom a complaint is about (`migrations/0042-conflicts.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, id, instant } from '../columns.ts';

const CaseConflict = defineEntity({
  name: 'CaseConflict',
  tableName: 'case_conflict',
  properties: { caseId: id().primary(), unit: code().primary(), saidBy: code(), saidAt: instant() },
});

export const conflictEntities: readonly EntitySchema[] = [CaseConflict];
