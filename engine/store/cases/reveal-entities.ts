/** Asked and opened contacts of reporters (`migrations/0039-reveals.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant } from '../columns.ts';

const CaseReveal = defineEntity({
  name: 'CaseReveal',
  tableName: 'case_reveal',
  indexes: [
    { name: 'case_reveal_case', properties: ['caseId', 'askedAt'] },
    { name: 'case_reveal_state', properties: ['state', 'askedAt'] },
    { name: 'case_reveal_asker', properties: ['askedBy', 'askedAt'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    state: code(),
    kind: code(),
    reasonEntry: id(),
    askedBy: code(),
    askedAt: instant(),
    decidedBy: code(),
    decidedAt: instant().nullable(),
    decisionEntry: id().nullable(),
    openUntil: instant().nullable(),
    looks: count(),
    lookedAt: instant().nullable(),
  },
});

export const revealEntities: readonly EntitySchema[] = [CaseReveal];
