/** Places and followers of cases (`migrations/0022-duplicates.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, id, instant, text } from '../columns.ts';

const CasePlace = defineEntity({
  name: 'CasePlace',
  tableName: 'case_place',
  indexes: [{ name: 'case_place_case', properties: ['caseId'] }],
  properties: {
    cell: instant().primary().autoincrement(false),
    receivedAt: instant().primary().autoincrement(false),
    caseId: id().primary(),
  },
});

const CaseFollower = defineEntity({
  name: 'CaseFollower',
  tableName: 'case_follower',
  uniques: [{ name: 'case_follower_tracking', properties: ['trackingHash'] }],
  indexes: [
    { name: 'case_follower_case', properties: ['caseId', 'contactHash'] },
    { name: 'case_follower_reporter', properties: ['reporterOf'] },
    { name: 'case_follower_contact', properties: ['contactHash'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    reporterOf: id().nullable(),
    trackingHash: code(),
    contactHash: code(),
    language: code(),
    vault: text(),
    joinedAt: instant(),
    stoppedAt: instant().nullable(),
  },
});

export const duplicateEntities: readonly EntitySchema[] = [CasePlace, CaseFollower];
