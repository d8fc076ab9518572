/** Who gets a task (`migrations/0018-assignment.ts`, `0021-transfers.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant } from '../columns.ts';

const AssignmentTurn = defineEntity({
  name: 'AssignmentTurn',
  tableName: 'assignment_turn',
  properties: { turn: code().primary(), taken: count(), username: code() },
});

const Responsibility = defineEntity({
  name: 'Responsibility',
  tableName: 'responsibility',
  uniques: [{ name: 'responsibility_once', properties: ['postId', 'ward', 'category'] }],
  properties: { id: id().primary(), postId: id(), ward: code(), category: code() },
});

const TaskTransfer = defineEntity({
  name: 'TaskTransfer',
  tableName: 'task_transfer',
  indexes: [
    { name: 'task_transfer_task', properties: ['taskId', 'id'] },
    { name: 'task_transfer_case', properties: ['caseId', 'id'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    taskId: id(),
    kind: code(),
    fromUnit: code(),
    fromRole: code(),
    fromPerson: code(),
    toUnit: code(),
    toRole: code(),
    toPerson: code(),
    actor: code(),
    at: instant(),
    noteEntry: id().nullable(),
  },
});

export const assignmentEntities: readonly EntitySchema[] = [AssignmentTurn, Responsibility, TaskTransfer];
