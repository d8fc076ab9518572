/** The tables of the process engine (`migrations/0001-engine.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { bucketsMax } from '#engine/runtime/history/buckets.ts';
import { code, count, flag, id, instant, text } from '../columns.ts';

export const ServiceVersion = defineEntity({
  name: 'ServiceVersion',
  tableName: 'service_version',
  uniques: [{ name: 'service_version_number', properties: ['service', 'version'] }],
  properties: {
    id: id().primary(),
    service: code(),
    version: count(),
    state: code(),
    revision: count(),
    basedOn: count(),
    nameVi: text(),
    nameEn: text(),
    note: text(),
    createdAt: instant(),
    createdBy: code(),
    savedAt: instant(),
    savedBy: code(),
    publishedAt: instant().nullable(),
    publishedBy: code(),
    heldAt: instant().nullable(),
    authors: text().nullable(),
  },
});

export const ServiceResource = defineEntity({
  name: 'ServiceResource',
  tableName: 'service_resource',
  properties: { versionId: id().primary(), path: code().primary(), kind: code(), title: text(), content: text() },
});

export const ProcessInstance = defineEntity({
  name: 'ProcessInstance',
  tableName: 'process_instance',
  indexes: [
    { name: 'process_instance_live', properties: ['state', 'serviceVersionId', 'id'] },
    { name: 'process_instance_case', properties: ['caseId'] },
    { name: 'process_instance_called', properties: ['startedBy', 'startedByCall'] },
    { name: 'process_instance_unrolled', properties: ['unrolled', 'id'] },
  ],
  properties: {
    id: id().primary(),
    serviceVersionId: id(),
    processId: code(),
    caseId: id().nullable(),
    state: code(),
    version: count(),
    snapshot: text(),
    startedAt: instant(),
    endedAt: instant().nullable(),
    startedBy: id().nullable(),
    startedByCall: code().nullable(),
    rolled: count().default(0),
    unrolled: flag().generated('(version > rolled) virtual').nullable(),
  },
});

export const Task = defineEntity({
  name: 'Task',
  tableName: 'task',
  uniques: [{ name: 'task_of_instance', properties: ['instanceId', 'taskKey'] }],
  indexes: [
    { name: 'task_by_unit_role', properties: ['isOpen', 'unit', 'role', 'dueAt', 'id'] },
    { name: 'task_by_holder', properties: ['isOpen', 'assignee', 'unit', 'role', 'dueAt', 'id'] },
    { name: 'task_by_due', properties: ['isOpen', 'dueAt', 'id'] },
    { name: 'task_of_case', properties: ['caseId'] },
    { name: 'task_standing', properties: ['serviceVersionId', 'isOpen', 'element', 'dueAt'] },
  ],
  properties: {
    id: id().primary(),
    instanceId: id(),
    serviceVersionId: id(),
    caseId: id().nullable(),
    taskKey: code(),
    node: code(),
    element: code(),
    name: text(),
    form: code(),
    state: code(),
    isOpen: flag(),
    unit: code(),
    role: code(),
    assignee: code(),
    ward: code(),
    category: code(),
    confidentiality: code(),
    urgent: flag(),
    priority: count(),
    dueAt: instant(),
    openedAt: instant(),
    closedAt: instant().nullable(),
    closedBy: code(),
    part: code().default(''),
    room: code().default(''),
    assignment: code().default(''),
  },
});

export const Job = defineEntity({
  name: 'Job',
  tableName: 'job',
  uniques: [{ name: 'job_of_instance', properties: ['instanceId', 'kind', 'jobKey'] }],
  indexes: [
    { name: 'job_waiting', properties: ['topic', 'state', 'dueAt', 'instanceId'] },
    { name: 'job_in_turn', properties: ['topic', 'state', 'lane', 'dueAt', 'instanceId'] },
    { name: 'job_live', properties: ['serviceVersionId', 'kind', 'element'] },
  ],
  properties: {
    id: id().primary(),
    instanceId: id(),
    serviceVersionId: id(),
    caseId: id().nullable(),
    kind: code(),
    jobKey: code(),
    node: code(),
    element: code(),
    type: code(),
    dueAt: instant(),
    state: code(),
    leaseOwner: code(),
    leaseUntil: instant(),
    retriesLeft: count(),
    attempts: count(),
    inputs: text(),
    lastError: text(),
    createdAt: instant(),
    topic: code().default(''),
    lane: code().default('050'),
    waits: text().nullable(),
    lost: count().default(0),
    requestId: id().nullable(),
  },
});

export const Incident = defineEntity({
  name: 'Incident',
  tableName: 'incident',
  indexes: [
    { name: 'incident_of_instance', properties: ['instanceId'] },
    { name: 'incident_live', properties: ['isOpen', 'serviceVersionId', 'element'] },
  ],
  properties: {
    id: id().primary(),
    instanceId: id(),
    serviceVersionId: id(),
    caseId: id().nullable(),
    incidentKey: code(),
    element: code(),
    code: code(),
    message: text(),
    isOpen: flag(),
    openedAt: instant(),
    closedAt: instant().nullable(),
  },
});

export const Journal = defineEntity({
  name: 'Journal',
  tableName: 'journal',
  properties: {
    instanceId: id().primary(),
    number: count().primary(),
    at: instant(),
    environment: code(),
    command: text(),
  },
});

export const History = defineEntity({
  name: 'History',
  tableName: 'history',
  properties: {
    instanceId: id().primary(),
    number: count().primary(),
    position: count().primary(),
    caseId: id().nullable(),
    element: code(),
    node: code(),
    event: code(),
    at: instant(),
  },
});

export const CommandReceipt = defineEntity({
  name: 'CommandReceipt',
  tableName: 'command_receipt',
  indexes: [{ name: 'command_receipt_age', properties: ['at'] }],
  properties: { receiptKey: code().primary(), result: text(), at: instant() },
});

export const StepReturn = defineEntity({
  name: 'StepReturn',
  tableName: 'step_return',
  uniques: [{ name: 'step_return_node', properties: ['instanceId', 'node'] }],
  indexes: [{ name: 'step_return_case', properties: ['caseId', 'id'] }],
  properties: {
    id: id().primary(),
    instanceId: id(),
    caseId: id().nullable(),
    node: code(),
    kind: code(),
    element: code(),
    fromElement: code(),
    fromUnit: code(),
    toUnit: code(),
    actor: code(),
    at: instant(),
    reasonEntry: id().nullable(),
    entered: text(),
  },
});

export const Subscription = defineEntity({
  name: 'Subscription',
  tableName: 'subscription',
  uniques: [{ name: 'subscription_of_instance', properties: ['instanceId', 'subscriptionKey'] }],
  indexes: [{ name: 'subscription_for', properties: ['kind', 'name', 'correlation', 'id'] }],
  properties: {
    id: id().primary(),
    instanceId: id(),
    caseId: id().nullable(),
    subscriptionKey: code(),
    kind: code(),
    name: code(),
    correlation: code(),
    element: code(),
    since: instant(),
  },
});

export const Message = defineEntity({
  name: 'Message',
  tableName: 'message',
  indexes: [
    { name: 'message_for', properties: ['name', 'correlation', 'id'] },
    { name: 'message_expired', properties: ['expiresAt'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id().nullable(),
    name: code(),
    correlation: code(),
    variables: text(),
    publishedAt: instant(),
    expiresAt: instant(),
  },
});

export const Duty = defineEntity({
  name: 'Duty',
  tableName: 'duty',
  properties: {
    name: code().primary(),
    dueAt: instant(),
    leaseOwner: code(),
    leaseUntil: instant(),
    startedAt: instant().nullable(),
    endedAt: instant().nullable(),
    done: count(),
    faults: count(),
    fault: code(),
  },
});

export const InstallationMark = defineEntity({
  name: 'InstallationMark',
  tableName: 'installation_mark',
  properties: { name: code().primary(), content: text(), at: instant() },
});

export const Worker = defineEntity({
  name: 'Worker',
  tableName: 'worker',
  properties: {
    id: id().primary(),
    works: flag(),
    beat: count(),
    leaseTime: instant(),
    underWay: id().nullable(),
    startedAt: instant(),
  },
});

export const WorkerToken = defineEntity({
  name: 'WorkerToken',
  tableName: 'worker_token',
  uniques: [{ name: 'worker_token_hash', properties: ['tokenHash'] }],
  properties: {
    id: id().primary(),
    name: code(),
    tokenHash: code(),
    topics: text(),
    messages: text(),
    signals: text(),
    createdAt: instant(),
    createdBy: code(),
    revokedAt: instant().nullable(),
    revokedBy: code(),
  },
});

export const SchemaMigration = defineEntity({
  name: 'SchemaMigration',
  tableName: 'schema_migration',
  properties: {
    number: count().primary().autoincrement(false),
    name: code(),
    statementsDone: count(),
    doneAt: instant().nullable(),
  },
});

export const OperationBatch = defineEntity({
  name: 'OperationBatch',
  tableName: 'operation_batch',
  indexes: [
    { name: 'operation_batch_state', properties: ['state', 'id'] },
    { name: 'operation_batch_undoes', properties: ['undoes'] },
  ],
  properties: {
    id: id().primary(),
    operation: text(),
    selection: text(),
    reason: text(),
    dryRun: flag(),
    state: code(),
    total: count(),
    createdAt: instant(),
    createdBy: code(),
    endedAt: instant().nullable(),
    undoes: id().nullable(),
  },
});

export const OperationItem = defineEntity({
  name: 'OperationItem',
  tableName: 'operation_item',
  indexes: [{ name: 'operation_item_state', properties: ['batchId', 'state', 'number'] }],
  properties: {
    batchId: id().primary(),
    number: count().primary(),
    instanceId: id(),
    state: code(),
    code: code(),
    params: text(),
    at: instant().nullable(),
  },
});

export const ElementDay = defineEntity({
  name: 'ElementDay',
  tableName: 'element_day',
  properties: {
    serviceVersionId: id().primary(),
    day: count().primary(),
    element: code().primary(),
    unit: code().primary(),
    measure: code().primary(),
    times: count(),
    totalMs: instant(),
    ...Object.fromEntries(
      Array.from({ length: bucketsMax }, (_, index) => [`b${String(index).padStart(2, '0')}`, count()]),
    ),
  },
});

export const engineEntities: readonly EntitySchema[] = [
  ServiceVersion,
  ServiceResource,
  ProcessInstance,
  Task,
  Job,
  Incident,
  Journal,
  History,
  CommandReceipt,
  StepReturn,
  Subscription,
  Message,
  Duty,
  InstallationMark,
  Worker,
  WorkerToken,
  SchemaMigration,
  OperationBatch,
  OperationItem,
  ElementDay,
];
