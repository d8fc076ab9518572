/** What hangs on drafts of services (`migrations/0045-drafts.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant, text } from '../columns.ts';

const ServiceReview = defineEntity({
  name: 'ServiceReview',
  tableName: 'service_review',
  indexes: [
    { name: 'service_review_version', properties: ['versionId', 'id'] },
    { name: 'service_review_state', properties: ['state', 'id'] },
  ],
  properties: {
    id: id().primary(),
    service: code(),
    versionId: id(),
    revision: count(),
    state: code(),
    note: text(),
    askedAt: instant(),
    askedBy: code(),
    decidedAt: instant().nullable(),
    decidedBy: code(),
    answer: text(),
  },
});

const ServiceRemark = defineEntity({
  name: 'ServiceRemark',
  tableName: 'service_remark',
  indexes: [{ name: 'service_remark_version', properties: ['versionId', 'id'] }],
  properties: {
    id: id().primary(),
    versionId: id(),
    path: code(),
    element: code(),
    thread: id(),
    content: text(),
    writtenAt: instant(),
    writtenBy: code(),
    resolvedAt: instant().nullable(),
    resolvedBy: code(),
  },
});

const ServiceSave = defineEntity({
  name: 'ServiceSave',
  tableName: 'service_save',
  indexes: [{ name: 'service_save_path', properties: ['versionId', 'path', 'id'] }],
  properties: {
    id: id().primary(),
    versionId: id(),
    path: code(),
    revision: count(),
    begunAt: instant(),
    savedAt: instant(),
    savedBy: code(),
    note: text(),
    content: text(),
  },
});

const ServicePlan = defineEntity({
  name: 'ServicePlan',
  tableName: 'service_plan',
  indexes: [
    { name: 'service_plan_due', properties: ['state', 'publishAt'] },
    { name: 'service_plan_version', properties: ['versionId', 'id'] },
  ],
  properties: {
    id: id().primary(),
    service: code(),
    versionId: id(),
    revision: count(),
    publishAt: instant(),
    note: text(),
    state: code(),
    plannedAt: instant(),
    plannedBy: code(),
    endedAt: instant().nullable(),
    reason: text(),
  },
});

const ServicePresence = defineEntity({
  name: 'ServicePresence',
  tableName: 'service_presence',
  indexes: [{ name: 'service_presence_service', properties: ['service', 'untilAt'] }],
  properties: { id: id().primary(), service: code(), path: code(), username: code(), untilAt: instant() },
});

export const draftEntities: readonly EntitySchema[] = [
  ServiceReview,
  ServiceRemark,
  ServiceSave,
  ServicePlan,
  ServicePresence,
];
