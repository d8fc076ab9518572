/** Who has held a case (`migrations/0019-holdings.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, id, instant } from '../columns.ts';

const CaseHolding = defineEntity({
  name: 'CaseHolding',
  tableName: 'case_holding',
  indexes: [{ name: 'case_holding_case', properties: ['caseId', 'at', 'id'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    at: instant(),
    how: code(),
    unit: code(),
    person: code(),
    element: code(),
    fromUnit: code(),
    actor: code(),
    category: code(),
    ward: code(),
    noteEntry: id().nullable(),
  },
});

export const holdingEntities: readonly EntitySchema[] = [CaseHolding];
