import type { TaskState } from '#engine/core/effects.ts';
import { scopeColumns } from '#engine/runtime/access.ts';
import type { WorklistView } from '#engine/runtime/application/tasks.ts';
import type { TaskQuery, TaskRow, TaskTable } from '#engine/runtime/ports/engine.ts';
import { type Fragment, insertSql, type Sql, type SqlRow, scopeSql } from '../sql.ts';
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

const scoped = Object.fromEntries(scopeColumns.Task.map((name) => [name, `task.${name}`]));
const views = ['mine', 'unit', 'unclaimed', 'late', 'dueToday'] as const satisfies readonly WorklistView[];

export function taskTable(sql: Sql): TaskTable {
  const many = async (where: Fragment): Promise<readonly TaskRow[]> =>
    (await sql.all(`select task.* from task where ${where.sql}`, where.params)).map(taskFrom);
  const one = async (where: Fragment) => (await many(where))[0];
  return {
    async insert(tasks) {
      if (tasks.length === 0) return;
      const statement = insertSql('task', tasks.map(columnsOf));
      sql.later(statement.sql, statement.params);
    },
    async update(instanceId, key, { state, assignee, unit, role, priority, closed }) {
      const sets: Columns = {
        state,
        ...(assignee === undefined ? {} : { assignee: assignee ?? '' }),
        ...(unit === undefined ? {} : { unit }),
        ...(role === undefined ? {} : { role }),
        ...(priority === undefined ? {} : { priority }),
        ...(closed === undefined ? {} : { is_open: 0, closed_at: closed.at, closed_by: closed.by }),
      };
      sql.later(
        `update task set ${Object.keys(sets)
          .map((column) => `${column} = ?`)
          .join(', ')} where instance_id = ? and task_key = ?`,
        [...Object.values(sets), bytesOf(instanceId), key],
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
    async describe(caseId, { ward, category, confidentiality, urgent, search }) {
      sql.later(
        `update task set ward = ?, category = ?, confidentiality = ?, urgent = ?, search = ? where case_id = ? and is_open = 1`,
        [ward, category, confidentiality, flagOf(urgent), search, bytesOf(caseId)],
      );
    },
    byId: (id) => one({ sql: 'task.id = ?', params: [bytesOf(id)] }),
    find(scope, id) {
      const allowed = scopeSql(scope, scoped);
      return one({ sql: `task.id = ? and ${allowed.sql}`, params: [bytesOf(id), ...allowed.params] });
    },
    ofCase: (caseId) => many({ sql: 'task.case_id = ? order by task.opened_at, task.id', params: [bytesOf(caseId)] }),
    list(query) {
      const where = every([openWithin(query), inView(query.view, query), afterCursor(query)]);
      return many({
        sql: `${where.sql} order by task.due_at, task.id limit ?`,
        params: [...where.params, query.limit],
      });
    },
    async counts(query) {
      const within = openWithin(query);
      const parts = views.map((view) => inView(view, query));
      const sums = parts.map((part, index) => `sum(case when ${part.sql} then 1 else 0 end) as ${views[index]}`);
      const row = await sql.first(`select ${sums.join(', ')} from task where ${within.sql}`, [
        ...parts.flatMap((part) => part.params),
        ...within.params,
      ]);
      const counted = views.map((view) => [view, Number(row?.[view] ?? 0)]);
      return Object.fromEntries(counted) as Record<WorklistView, number>;
    },
  };
}

type Question = Omit<TaskQuery, 'view' | 'after' | 'limit'>;

function openWithin(query: Question): Fragment {
  const words = (query.search ?? []).map((word) => ({
    sql: `task.search like ? escape '!'`,
    params: [`%${word.replace(/[!%_]/g, '!$&')}%`],
  }));
  return every([{ sql: 'task.is_open = 1', params: [] }, scopeSql(query.scope, scoped), ...words]);
}

/** What each view of the worklist holds: the one place that says so, for the page and for its count. */
function inView(view: WorklistView, query: Question): Fragment {
  switch (view) {
    case 'mine':
      // '' stands for nobody: who has no name sees no task as theirs.
      return query.assignee === ''
        ? { sql: '1 = 0', params: [] }
        : { sql: 'task.assignee = ?', params: [query.assignee] };
    case 'unit':
      return { sql: '1 = 1', params: [] };
    case 'unclaimed':
      return { sql: `task.assignee = ''`, params: [] };
    case 'late':
      return { sql: 'task.due_at < ?', params: [query.now] };
    case 'dueToday':
      return { sql: '(task.due_at >= ? and task.due_at < ?)', params: [query.now, query.endOfDay] };
  }
}

function afterCursor({ after }: TaskQuery): Fragment {
  if (after === undefined) return { sql: '1 = 1', params: [] };
  const dueAt = after.dueAt ?? never;
  return {
    sql: '(task.due_at > ? or (task.due_at = ? and task.id > ?))',
    params: [dueAt, dueAt, bytesOf(after.id)],
  };
}

function every(parts: readonly Fragment[]): Fragment {
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
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
    search: task.search,
    priority: task.priority,
    due_at: task.dueAt ?? never,
    opened_at: task.openedAt,
    closed_at: task.closedAt,
    closed_by: task.closedBy,
  };
}

function taskFrom(row: SqlRow): TaskRow {
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
    search: textIn(row, 'search'),
    priority: numberIn(row, 'priority'),
    dueAt: dueOrNullIn(row, 'due_at'),
    openedAt: numberIn(row, 'opened_at'),
    closedAt: numberOrNullIn(row, 'closed_at'),
    closedBy: textIn(row, 'closed_by'),
  };
}
