/** What the lead unit of a case asks of others (`migrations/0023-parts.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, flag, id, instant } from '../columns.ts';

const CasePart = defineEntity({
  name: 'CasePart',
  tableName: 'case_part',
  indexes: [{ name: 'case_part_case', properties: ['caseId', 'askedAt', 'id'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    instanceId: id(),
    taskKey: code(),
    leadTask: code(),
    leadUnit: code(),
    unit: code(),
    kind: code(),
    required: flag(),
    state: code(),
    askedEntry: id(),
    askedBy: code(),
    askedAt: instant(),
    dueAt: instant(),
    consentAt: instant().nullable(),
    consentRule: code(),
    endedAt: instant().nullable(),
    endedBy: code(),
    outcome: code(),
    answerEntry: id().nullable(),
    reminded: count(),
    remindedAt: instant().nullable(),
  },
});

export const partEntities: readonly EntitySchema[] = [CasePart];
