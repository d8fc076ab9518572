/** Sums of what was done, by version, day, element and unit; and which instances are not in them yet. */
import { scopeColumns } from '#engine/runtime/access.ts';
import { bucketsMax } from '#engine/runtime/history/buckets.ts';
import type { Measure } from '#engine/runtime/history/measures.ts';
import type { InstanceState } from '#engine/runtime/ports/engine.ts';
import type {
  CountedTask,
  FigureQuery,
  FigureRow,
  FigureTable,
  UncountedInstance,
} from '#engine/runtime/ports/figures.ts';
import { type Fragment, inSql, insertSql, type Sql, type SqlRow, scopeSql } from '../sql.ts';
import { bytesOf, type Columns, dueOrNullIn, idIn, idOrNullIn, numberIn, numberOrNullIn, textIn } from './rows.ts';

const instances =
  'select id, service_version_id, process_id, case_id, started_by, state, started_at, ended_at, version, rolled from process_instance';
const bucketColumns = Array.from({ length: bucketsMax }, (_, index) => `b${String(index).padStart(2, '0')}`);
const summed = ['times', 'total_ms', ...bucketColumns];
const scoped = Object.fromEntries(scopeColumns.Figure.map((name) => [name, name]));
/** Rows in one INSERT: below the 32,766 parameters that SQLite takes. */
const insertMax = 400;

export function figureTable(sql: Sql): FigureTable {
  return {
    async uncounted(limit) {
      const rows = await sql.all(`${instances} where unrolled = 1 order by id limit ?`, [limit]);
      return rows.map(instanceFrom);
    },
    async byId(id) {
      const row = await sql.first(`${instances} where id = ?`, [bytesOf(id)]);
      return row && instanceFrom(row);
    },
    async tasksOf(instanceId) {
      const rows = await sql.all('select task_key, node, unit, due_at from task where instance_id = ?', [
        bytesOf(instanceId),
      ]);
      return rows.map(countedTaskFrom);
    },
    async add(rows) {
      for (let from = 0; from < rows.length; from += insertMax) {
        const { sql: insert, params } = insertSql('element_day', rows.slice(from, from + insertMax).map(columnsOf));
        await sql.run(`${insert} ${addingSql(sql)}`, params);
      }
    },
    async setCounted(id, from, to) {
      const query = 'update process_instance set rolled = ? where id = ? and rolled = ?';
      sql.later(query, [to, bytesOf(id), from], { touchesOne: 'count of a process instance' });
    },
    async sums(query) {
      const where = whereOf(query);
      const sums = summed.map((column) => `sum(${column}) as ${column}`).join(', ');
      const rows = await sql.all(
        `select ${query.by} as figure_key, measure, ${ofUnits} as of_units, ${sums} from element_day where ${where.sql}
        group by ${query.by}, measure, ${ofUnits} having sum(times) <> 0`,
        where.params,
      );
      return rows.map((row) => ({
        key: query.by === 'day' ? String(numberIn(row, 'figure_key')) : textIn(row, 'figure_key'),
        measure: textIn(row, 'measure') as Measure,
        ofUnits: Number(row['of_units']) === 1,
        times: numberIn(row, 'times'),
        totalMs: numberIn(row, 'total_ms'),
        buckets: bucketColumns.map((column) => numberIn(row, column)),
      }));
    },
    async units(query) {
      const where = whereOf({ ...query, by: 'unit' });
      const rows = await sql.all(
        `select distinct unit from element_day where ${where.sql} order by unit`,
        where.params,
      );
      return rows.map((row) => textIn(row, 'unit')).filter((unit) => unit !== '');
    },
    async reset(ids) {
      const { sql: where, params } = inSql('id', ids.map(bytesOf));
      await sql.run(`update process_instance set rolled = 0 where ${where}`, params);
    },
    async clear() {
      await sql.run('delete from element_day');
    },
  };
}

const ofUnits = `case when unit = '' then 0 else 1 end`;

function instanceFrom(row: SqlRow): UncountedInstance {
  return {
    id: idIn(row, 'id'),
    serviceVersionId: idIn(row, 'service_version_id'),
    processId: textIn(row, 'process_id'),
    caseId: idOrNullIn(row, 'case_id'),
    startedBy: idOrNullIn(row, 'started_by'),
    state: textIn(row, 'state') as InstanceState,
    startedAt: numberIn(row, 'started_at'),
    endedAt: numberOrNullIn(row, 'ended_at'),
    version: numberIn(row, 'version'),
    rolled: numberIn(row, 'rolled'),
  };
}

export function countedTaskFrom(row: SqlRow): CountedTask {
  return {
    key: textIn(row, 'task_key'),
    node: textIn(row, 'node'),
    unit: textIn(row, 'unit'),
    dueAt: dueOrNullIn(row, 'due_at'),
  };
}

function whereOf({ scope, serviceVersionIds, from, to, unit, element, by }: FigureQuery): Fragment {
  const parts = [
    inSql('service_version_id', serviceVersionIds.map(bytesOf)),
    { sql: 'day between ? and ?', params: [from, to] },
    scopeSql(scope, scoped),
    ...(unit === undefined ? [] : [{ sql: 'unit = ?', params: [unit] }]),
    ...(element === undefined ? [] : [{ sql: 'element = ?', params: [element] }]),
    // What no unit did is no unit's work, and a day's work is that of its units.
    ...(by === 'unit' || by === 'day' ? [{ sql: `unit <> ''`, params: [] }] : []),
  ];
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
}

/** What stands there grows by what was to be inserted. */
function addingSql({ dialect }: Sql): string {
  if (dialect === 'mysql') {
    return `on duplicate key update ${summed.map((column) => `${column} = ${column} + values(${column})`).join(', ')}`;
  }
  const key = 'service_version_id, day, element, unit, measure';
  return `on conflict (${key}) do update set ${summed.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;
}

function columnsOf(row: FigureRow): Columns {
  return {
    service_version_id: bytesOf(row.serviceVersionId),
    day: row.day,
    element: row.element,
    unit: row.unit,
    measure: row.measure,
    times: row.times,
    total_ms: row.totalMs,
    ...Object.fromEntries(bucketColumns.map((column, index) => [column, row.buckets[index] ?? 0])),
  };
}
