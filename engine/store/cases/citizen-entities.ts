/** Sessions of citizens, and whose cases are whose (`migrations/0037-citizens.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { bytes, code, id, instant } from '../columns.ts';

const CitizenSession = defineEntity({
  name: 'CitizenSession',
  tableName: 'citizen_session',
  uniques: [{ name: 'citizen_session_token', properties: ['tokenHash'] }],
  indexes: [{ name: 'citizen_session_seen', properties: ['seenAt'] }],
  properties: {
    id: id().primary(),
    tokenHash: code(),
    way: code(),
    sealed: bytes(),
    createdAt: instant(),
    seenAt: instant(),
  },
});

const CaseContact = defineEntity({
  name: 'CaseContact',
  tableName: 'case_contact',
  indexes: [{ name: 'case_contact_case', properties: ['caseId'] }],
  properties: { contact: code().primary(), caseId: id().primary() },
});

export const citizenEntities: readonly EntitySchema[] = [CitizenSession, CaseContact];
