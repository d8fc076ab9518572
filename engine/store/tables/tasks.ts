import type { TaskState } from '#engine/core/effects.ts';
import type { Scope } from '#engine/runtime/access.ts';
import type { OpenTaskOf, TaskRow, TaskTable } from '#engine/runtime/ports/engine.ts';
import { type Fragment, inSql, type Sql, type SqlRow, scopeSql } from '../sql.ts';
import {
  bytesOf,
  bytesOrNull,
  type Columns,
  dueOrNullIn,
  flagIn,
  flagOf,
  idIn,
  idOrNullIn,
  never,
  numberIn,
  numberOrNullIn,
  textIn,
} from './rows.ts';
import { taskInHands } from './standing.ts';
import { taskScope } from './task-scope.ts';
import { countViews, pageSql } from './worklist.ts';

export function taskTable(sql: Sql): TaskTable {
  const many = async (where: Fragment): Promise<readonly TaskRow[]> =>
    (await sql.all(`select task.* from task where ${where.sql}`, where.params)).map(taskFrom);
  const one = async (where: Fragment) => (await many(where))[0];
  return {
    async insert(tasks) {
      if (tasks.length === 0) return;
      sql.add(
        'task',
        tasks.map((task) => ({ ...columnsOf(task), room: roomFor(sql, task) })),
      );
    },
    ...changes(sql),
    byId: (id) => one({ sql: 'task.id = ?', params: [bytesOf(id)] }),
    find(scope, id) {
      const allowed = scopeSql(scope, taskScope);
      return one({ sql: `task.id = ? and ${allowed.sql}`, params: [bytesOf(id), ...allowed.params] });
    },
    ofInstance: (instanceId) => many({ sql: 'task.instance_id = ? order by task.id', params: [bytesOf(instanceId)] }),
    ofCase: (caseId) => many({ sql: 'task.case_id = ? order by task.opened_at, task.id', params: [bytesOf(caseId)] }),
    ofInstances: (instanceIds) => (instanceIds.length === 0 ? none : many(ofInstances(instanceIds))),
    openOfCases: (caseIds) => openOfCases(sql, caseIds),
    // '' stands for nobody.
    closedBy: (scope, username, limit) => (username === '' ? none : many(closedBy(scope, username, limit))),
    heldBy: (username, limit) => many(heldBy(username, limit)),
    async list(query) {
      const page = await pageSql(sql, query);
      return page === undefined ? [] : (await sql.all(page.sql, page.params)).map(taskFrom);
    },
    counts: (query) => countViews(sql, query),
  };
}

function changes(sql: Sql): Pick<TaskTable, 'update' | 'setDue' | 'rename' | 'describe'> {
  return {
    async update(instanceId, key, { state, assignee, unit, role, priority, assignment, closed }) {
      const sets: Columns = {
        state,
        ...(assignee === undefined ? {} : { assignee: assignee ?? '' }),
        ...(unit === undefined ? {} : { unit }),
        ...(role === undefined ? {} : { role }),
        ...(priority === undefined ? {} : { priority }),
        ...(assignment === undefined ? {} : { assignment }),
        ...(closed === undefined ? {} : { is_open: 0, closed_at: closed.at, closed_by: closed.by }),
      };
      const set = setSql(sets);
      const grows = lengthOf(assignee) + lengthOf(unit) + lengthOf(role) + lengthOf(assignment) + stateGrows;
      const room = roomGiven(sql, closed === undefined ? { sql: 'substr(room, ?)', params: [grows + 1] } : noRoom);
      const instance = bytesOf(instanceId);
      sql.later(
        `update task set ${room.sql}${set.sql} where instance_id = ? and task_key = ?`,
        [...room.params, ...set.params, instance, key],
        { only: { instance_id: instance, task_key: key } },
      );
    },
    async setDue(instanceId, key, dueAt) {
      const instance = bytesOf(instanceId);
      sql.later(
        'update task set due_at = ? where instance_id = ? and task_key = ? and is_open = 1',
        [dueAt ?? never, instance, key],
        { only: { instance_id: instance, task_key: key } },
      );
    },
    async rename(instanceId, key, { element, name, form }) {
      sql.later('update task set element = ?, name = ?, form = ? where instance_id = ? and task_key = ?', [
        element,
        name,
        form,
        bytesOf(instanceId),
        key,
      ]);
    },
    async describe(caseId, { ward, category, confidentiality, urgent }) {
      const ofCase = bytesOf(caseId);
      // What is said of the case for the first time makes the row grow.
      const grows = lengthOf(ward) + lengthOf(category) + lengthOf(confidentiality);
      const left = `case when category = '' then substr(room, ?) else room end`;
      const room = roomGiven(sql, { sql: left, params: [grows + 1] });
      sql.later(
        `update task set ${room.sql}ward = ?, category = ?, confidentiality = ?, urgent = ? where case_id = ? and is_open = 1`,
        [...room.params, ward, category, confidentiality, flagOf(urgent), ofCase],
        { only: { case_id: ofCase } },
      );
    },
  };
}

/** Characters of the column that is given up bit by bit as others grow, so that the row does not (see migration 17). */
const roomMax = 48;
/** From `ready` to `completed`; other ways are not much longer. */
const stateGrows = 4;

/** What the case says of itself comes to a task after it was opened. SQLite has no use for room. */
function roomFor({ dialect }: Sql, { caseId }: TaskRow): string {
  return dialect === 'sqlite' ? '' : ' '.repeat(caseId === null ? roomMax : 2 * roomMax);
}

/** The assignment of what is left of the room, before others. */
function roomGiven({ dialect }: Sql, left: Fragment): Fragment {
  return dialect === 'sqlite' ? { sql: '', params: [] } : { sql: `room = ${left.sql}, `, params: left.params };
}

const noRoom: Fragment = { sql: `''`, params: [] };

function setSql(sets: Columns): Fragment {
  const columns = Object.keys(sets).map((column) => `${column} = ?`);
  return { sql: columns.join(', '), params: Object.values(sets) };
}

function lengthOf(text: string | null | undefined): number {
  return text?.length ?? 0;
}

const none: Promise<readonly TaskRow[]> = Promise.resolve([]);

/**
 * By the index of cases: the plus keeps SQLite from going through all open tasks, which it thinks are fewer than those of
 * many cases (it knows nothing of how many there are).
 */
async function openOfCases(sql: Sql, caseIds: readonly string[]): Promise<readonly OpenTaskOf[]> {
  const within = inSql('case_id', caseIds.map(bytesOf));
  const rows = await sql.all(
    `select instance_id, case_id, task_key, unit, assignee, part from task where ${within.sql} and +is_open = 1
      and role <> 'citizen' order by opened_at, id`,
    within.params,
  );
  return rows.map((row) => ({
    instanceId: idIn(row, 'instance_id'),
    caseId: idIn(row, 'case_id'),
    key: textIn(row, 'task_key'),
    unit: textIn(row, 'unit'),
    assignee: textIn(row, 'assignee'),
    part: textIn(row, 'part'),
  }));
}

function ofInstances(instanceIds: readonly string[]): Fragment {
  const within = inSql('task.instance_id', instanceIds.map(bytesOf));
  return { sql: `${within.sql} order by task.opened_at, task.id`, params: within.params };
}

function heldBy(username: string, limit: number): Fragment {
  return { sql: `${taskInHands} and task.assignee = ? order by task.id limit ?`, params: [username, limit] };
}

function closedBy(scope: Scope, username: string, limit: number): Fragment {
  const allowed = scopeSql(scope, taskScope);
  return {
    // Whose it was stands in an index; of one's own there are not many until cases are archived.
    sql: `task.is_open = 0 and task.assignee = ? and task.closed_by = ? and ${allowed.sql}
      order by task.closed_at desc, task.id desc limit ?`,
    params: [username, username, ...allowed.params, limit],
  };
}

function columnsOf(task: TaskRow): Columns {
  return {
    id: bytesOf(task.id),
    instance_id: bytesOf(task.instanceId),
    service_version_id: bytesOf(task.serviceVersionId),
    case_id: bytesOrNull(task.caseId),
    task_key: task.key,
    node: task.node,
    element: task.element,
    name: task.name,
    form: task.form,
    state: task.state,
    is_open: flagOf(task.open),
    unit: task.unit,
    role: task.role,
    assignee: task.assignee,
    ward: task.ward,
    category: task.category,
    confidentiality: task.confidentiality,
    urgent: flagOf(task.urgent),
    priority: task.priority,
    due_at: task.dueAt ?? never,
    opened_at: task.openedAt,
    closed_at: task.closedAt,
    closed_by: task.closedBy,
    assignment: task.assignment,
    part: task.part,
  };
}

export function taskFrom(row: SqlRow): TaskRow {
  return {
    id: idIn(row, 'id'),
    instanceId: idIn(row, 'instance_id'),
    serviceVersionId: idIn(row, 'service_version_id'),
    caseId: idOrNullIn(row, 'case_id'),
    key: textIn(row, 'task_key'),
    node: textIn(row, 'node'),
    element: textIn(row, 'element'),
    name: textIn(row, 'name'),
    form: textIn(row, 'form'),
    state: textIn(row, 'state') as TaskState,
    open: flagIn(row, 'is_open'),
    unit: textIn(row, 'unit'),
    role: textIn(row, 'role'),
    assignee: textIn(row, 'assignee'),
    ward: textIn(row, 'ward'),
    category: textIn(row, 'category'),
    confidentiality: textIn(row, 'confidentiality'),
    urgent: flagIn(row, 'urgent'),
    priority: numberIn(row, 'priority'),
    dueAt: dueOrNullIn(row, 'due_at'),
    openedAt: numberIn(row, 'opened_at'),
    closedAt: numberOrNullIn(row, 'closed_at'),
    closedBy: textIn(row, 'closed_by'),
    // What was archived before there was such a thing has none.
    assignment: row['assignment'] === undefined ? '' : textIn(row, 'assignment'),
    part: row['part'] === undefined ? '' : textIn(row, 'part'),
  };
}
