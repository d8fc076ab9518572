/** Clocks and what belongs to them (`migrations/0002-cases.ts`, `0014-clocks.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant } from '../columns.ts';

const CaseClock = defineEntity({
  name: 'CaseClock',
  tableName: 'case_clock',
  indexes: [
    { name: 'case_clock_case', properties: ['caseId'] },
    { name: 'case_clock_next', properties: ['nextAt', 'id'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    name: code(),
    state: code(),
    calendar: code(),
    duration: code(),
    startedAt: instant(),
    dueAt: instant().nullable(),
    pausedAt: instant().nullable(),
    endedAt: instant().nullable(),
    instanceId: id().nullable(),
    taskKey: code().default(''),
    element: code().default(''),
    sla: code().default(''),
    dayCount: code().default('elapsed'),
    revision: code().default(''),
    firstDueAt: instant().nullable(),
    allowedMs: instant().default(0),
    pausedBy: code().default(''),
    extensions: count().default(0),
    round: count().default(0),
    warned: count().default(0),
    nextAt: instant().nullable(),
    owner: code().default(''),
    ownerUnit: code().default(''),
    version: count().default(0),
  },
});

const ClockEvent = defineEntity({
  name: 'ClockEvent',
  tableName: 'clock_event',
  indexes: [{ name: 'clock_event_case', properties: ['caseId', 'at', 'id'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    clockId: id(),
    at: instant(),
    kind: code(),
    reason: code(),
    dueBefore: instant().nullable(),
    dueAfter: instant().nullable(),
    revision: code(),
    actor: code(),
    noteEntry: id().nullable(),
    fileId: id().nullable(),
  },
});

const EscalationEntity = defineEntity({
  name: 'Escalation',
  tableName: 'escalation',
  uniques: [{ name: 'escalation_once', properties: ['clockId', 'round', 'percent'] }],
  indexes: [
    { name: 'escalation_case', properties: ['caseId', 'at'] },
    { name: 'escalation_owner', properties: ['owner', 'at'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    clockId: id(),
    round: count(),
    percent: count(),
    rung: code(),
    owner: code(),
    ownerUnit: code(),
    dueAt: instant(),
    at: instant(),
  },
});

const ClockExtension = defineEntity({
  name: 'ClockExtension',
  tableName: 'clock_extension',
  indexes: [
    { name: 'clock_extension_case', properties: ['caseId', 'askedAt'] },
    { name: 'clock_extension_open', properties: ['state', 'unit', 'askedAt'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    clockId: id(),
    state: code(),
    unit: code(),
    reason: code(),
    dueBefore: instant(),
    dueAfter: instant(),
    askedAt: instant(),
    askedBy: code(),
    noteEntry: id().nullable(),
    decidedAt: instant().nullable(),
    decidedBy: code(),
    decisionEntry: id().nullable(),
  },
});

export const clockEntities: readonly EntitySchema[] = [CaseClock, ClockEvent, EscalationEntity, ClockExtension];
