/** Who gets a task (`migrations/0018-assignment.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id } from '../columns.ts';

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

export const assignmentEntities: readonly EntitySchema[] = [AssignmentTurn, Responsibility];
