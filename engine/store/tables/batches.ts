/** Batches of operations and what became of each instance of them. */
import type { Json } from '#engine/core/values.ts';
import type {
  BatchItemRow,
  BatchItemState,
  BatchRow,
  BatchState,
  BatchTable,
} from '#engine/runtime/ports/operations.ts';
import { type Fragment, inSql, type Sql, type SqlRow } from '../sql.ts';
import { bytesOf, bytesOrNull, flagIn, flagOf, idIn, idOrNullIn, numberIn, numberOrNullIn, textIn } from './rows.ts';

const itemStates: readonly BatchItemState[] = ['pending', 'done', 'refused', 'failed', 'skipped'];
/** Items written by one statement. */
const rowsMax = 500;

export function batchTable(sql: Sql): BatchTable {
  const many = async (rest: string, params: Parameters<Sql['all']>[1]): Promise<readonly BatchRow[]> =>
    (await sql.all(`select * from operation_batch ${rest}`, params)).map(batchFrom);
  return {
    async insert(batch, instanceIds) {
      sql.add('operation_batch', [columnsOf(batch)]);
      for (let start = 0; start < instanceIds.length; start += rowsMax) {
        const rows = instanceIds
          .slice(start, start + rowsMax)
          .map((id, index) => itemColumns(batch.id, start + index + 1, id));
        sql.add('operation_item', rows);
      }
    },
    byId: async (id) => (await many('where id = ?', [bytesOf(id)]))[0],
    undoneBy: async (id) => (await many('where undoes = ? order by id limit 1', [bytesOf(id)]))[0],
    page({ createdBy, after, limit }) {
      const parts: readonly Fragment[] = [
        ...(createdBy === undefined ? [] : [{ sql: 'created_by = ?', params: [createdBy] }]),
        ...(after === undefined ? [] : [{ sql: 'id < ?', params: [bytesOf(after)] }]),
      ];
      const where = parts.length === 0 ? '' : `where ${parts.map((part) => part.sql).join(' and ')}`;
      return many(`${where} order by id desc limit ?`, [...parts.flatMap((part) => part.params), limit]);
    },
    running: (limit) => many(`where state = 'running' order by id limit ?`, [limit]),
    async move(id, states, to, endedAt) {
      const within = inSql('state', states);
      const touched = await sql.run(
        `update operation_batch set state = ?, ended_at = ? where id = ? and ${within.sql}`,
        [to, endedAt, bytesOf(id), ...within.params],
      );
      return touched === 1;
    },
    ...itemsOf(sql),
  };
}

type ItemMethods = 'counts' | 'items' | 'instancesIn' | 'pending' | 'settle' | 'note' | 'skipRest';

function itemsOf(sql: Sql): Pick<BatchTable, ItemMethods> {
  return {
    async counts(id) {
      const rows = await sql.all('select state, count(*) as n from operation_item where batch_id = ? group by state', [
        bytesOf(id),
      ]);
      const found = new Map(rows.map((row) => [textIn(row, 'state'), numberIn(row, 'n')]));
      return Object.fromEntries(itemStates.map((state) => [state, found.get(state) ?? 0])) as Record<
        BatchItemState,
        number
      >;
    },
    async items(id, { state, after, limit }) {
      const rows = await sql.all(
        `select o.*, coalesce(c.register_number, '') as register_number from operation_item o
          left join process_instance i on i.id = o.instance_id left join case_record c on c.id = i.case_id
          where o.batch_id = ? ${state === undefined ? '' : 'and o.state = ?'} and o.number > ? order by o.number limit ?`,
        [bytesOf(id), ...(state === undefined ? [] : [state]), after, limit],
      );
      return rows.map((row) => ({ ...itemFrom(row), registerNumber: textIn(row, 'register_number') }));
    },
    async instancesIn(id, state) {
      const rows = await sql.all(
        'select instance_id from operation_item where batch_id = ? and state = ? order by number',
        [bytesOf(id), state],
      );
      return rows.map((row) => idIn(row, 'instance_id'));
    },
    async pending(id, limit) {
      const rows = await sql.all(
        `select * from operation_item where batch_id = ? and state = 'pending' order by number limit ?`,
        [bytesOf(id), limit],
      );
      return rows.map(itemFrom);
    },
    async settle(id, number, { state, code, params, at }) {
      const touched = await sql.run(
        `update operation_item set state = ?, code = ?, params = ?, at = ? where batch_id = ? and number = ? and state = 'pending'`,
        [state, code, JSON.stringify(params), at, bytesOf(id), number],
      );
      return touched === 1;
    },
    async note(id, number, { state, code, params, at }) {
      await sql.run(
        'update operation_item set state = ?, code = ?, params = ?, at = ? where batch_id = ? and number = ?',
        [state, code, JSON.stringify(params), at, bytesOf(id), number],
      );
    },
    async skipRest(id, at) {
      await sql.run(`update operation_item set state = 'skipped', at = ? where batch_id = ? and state = 'pending'`, [
        at,
        bytesOf(id),
      ]);
    },
  };
}

function columnsOf(batch: BatchRow) {
  return {
    id: bytesOf(batch.id),
    operation: JSON.stringify(batch.operation),
    selection: JSON.stringify(batch.selection),
    reason: batch.reason,
    dry_run: flagOf(batch.dryRun),
    state: batch.state,
    total: batch.total,
    created_at: batch.createdAt,
    created_by: batch.createdBy,
    ended_at: batch.endedAt,
    undoes: bytesOrNull(batch.undoes),
  };
}

function itemColumns(batchId: string, number: number, instanceId: string) {
  const key = { batch_id: bytesOf(batchId), number, instance_id: bytesOf(instanceId) };
  return { ...key, state: 'pending', code: '', params: '{}', at: null };
}

function batchFrom(row: SqlRow): BatchRow {
  return {
    id: idIn(row, 'id'),
    operation: JSON.parse(textIn(row, 'operation')) as BatchRow['operation'],
    selection: JSON.parse(textIn(row, 'selection')) as Json,
    reason: textIn(row, 'reason'),
    dryRun: flagIn(row, 'dry_run'),
    state: textIn(row, 'state') as BatchState,
    total: numberIn(row, 'total'),
    createdAt: numberIn(row, 'created_at'),
    createdBy: textIn(row, 'created_by'),
    endedAt: numberOrNullIn(row, 'ended_at'),
    undoes: idOrNullIn(row, 'undoes'),
  };
}

function itemFrom(row: SqlRow): BatchItemRow {
  return {
    batchId: idIn(row, 'batch_id'),
    number: numberIn(row, 'number'),
    instanceId: idIn(row, 'instance_id'),
    state: textIn(row, 'state') as BatchItemState,
    code: textIn(row, 'code'),
    params: JSON.parse(textIn(row, 'params')) as BatchItemRow['params'],
    at: numberOrNullIn(row, 'at'),
  };
}
