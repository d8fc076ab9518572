/** The tables of the administration itself (`migrations/0015-organisation.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant, text } from '../columns.ts';

const Absence = defineEntity({
  name: 'Absence',
  tableName: 'absence',
  indexes: [
    { name: 'absence_account', properties: ['accountId', 'lastDay'] },
    { name: 'absence_substitute', properties: ['substituteId', 'lastDay'] },
  ],
  properties: {
    id: id().primary(),
    accountId: id(),
    substituteId: id().nullable(),
    firstDay: code(),
    lastDay: code(),
    kind: code(),
    posts: text(),
    categories: text().nullable(),
    createdAt: instant(),
    createdBy: code(),
    endedAt: instant().nullable(),
  },
});

const ReferenceChange = defineEntity({
  name: 'ReferenceChange',
  tableName: 'reference_change',
  properties: {
    kind: code().primary(),
    revision: count().primary(),
    content: text(),
    note: text(),
    changedAt: instant(),
    changedBy: code(),
  },
});

const ReorganisationRecord = defineEntity({
  name: 'ReorganisationRecord',
  tableName: 'reorganisation',
  indexes: [{ name: 'reorganisation_state', properties: ['state', 'effectiveDay'] }],
  properties: {
    id: id().primary(),
    state: code(),
    phase: code(),
    effectiveDay: code(),
    content: text(),
    note: text(),
    report: text(),
    createdAt: instant(),
    createdBy: code(),
    startedAt: instant().nullable(),
    endedAt: instant().nullable(),
  },
});

const ReorganisationItem = defineEntity({
  name: 'ReorganisationItem',
  tableName: 'reorganisation_item',
  properties: {
    reorganisationId: id().primary(),
    kind: code().primary(),
    subject: code().primary(),
    fromUnit: code(),
    toUnit: code(),
    outcome: code(),
    movedAt: instant(),
  },
});

export const organisationEntities: readonly EntitySchema[] = [
  Absence,
  ReferenceChange,
  ReorganisationRecord,
  ReorganisationItem,
];
