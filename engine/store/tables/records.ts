/** Rows that are only ever added: journal, history, receipts of commands. */
import type { Json } from '#engine/core/values.ts';
import type { HistoryRow, HistoryTable, JournalRow, JournalTable, ReceiptTable } from '#engine/runtime/ports/engine.ts';
import { type Fragment, insertSql, type Sql, type SqlRow } from '../sql.ts';
import { bytesOf, bytesOrNull, type Columns, idIn, idOrNullIn, numberIn, textIn } from './rows.ts';

export function journalTable(sql: Sql): JournalTable {
  return {
    async append(rows) {
      if (rows.length === 0) return;
      sql.add('journal', rows.map(journalColumns));
    },
    async ofInstance(instanceId) {
      const rows = await sql.all('select * from journal where instance_id = ? order by number', [bytesOf(instanceId)]);
      return rows.map(journalFrom);
    },
  };
}

/**
 * The journal's rows behind the update of their instance. Where that has touched no row, this statement fails (on MySQL
 * and MariaDB: nothing stands where an instant must), so a commit may follow in the same packet. Where somebody else
 * went this step, its number is taken in the journal besides.
 */
export function journalAfterUpdate(sql: Sql, rows: readonly JournalRow[]): Fragment {
  const { sql: insert, params } = insertSql('journal', rows.map(journalColumns));
  if (sql.dialect === 'sqlite') return { sql: insert, params };
  return { sql: insert.replace('(?, ?, ?, ', '(?, ?, if(row_count() = 1, ?, null), '), params };
}

function journalColumns(row: JournalRow): Columns {
  return {
    instance_id: bytesOf(row.instanceId),
    number: row.number,
    at: row.at,
    environment: row.environment,
    command: JSON.stringify(row.command),
  };
}

export function historyTable(sql: Sql): HistoryTable {
  return {
    async append(rows) {
      if (rows.length === 0) return;
      sql.add(
        'history',
        rows.map((row) => ({
          instance_id: bytesOf(row.instanceId),
          number: row.number,
          position: row.position,
          case_id: bytesOrNull(row.caseId),
          element: row.element,
          node: row.node,
          event: row.event,
          at: row.at,
        })),
      );
    },
    async ofInstance(instanceId) {
      const rows = await sql.all('select * from history where instance_id = ? order by number, position', [
        bytesOf(instanceId),
      ]);
      return rows.map(historyFrom);
    },
  };
}

export function receiptTable(sql: Sql): ReceiptTable {
  return {
    async find(key) {
      const row = await sql.first('select result from command_receipt where receipt_key = ?', [key]);
      return row && (JSON.parse(textIn(row, 'result')) as Json);
    },
    async insert(key, result, at) {
      sql.add('command_receipt', [{ receipt_key: key, result: JSON.stringify(result), at }]);
    },
    prune: (before) => sql.run('delete from command_receipt where at < ?', [before]),
  };
}

export function journalFrom(row: SqlRow): JournalRow {
  return {
    instanceId: idIn(row, 'instance_id'),
    number: numberIn(row, 'number'),
    at: numberIn(row, 'at'),
    environment: textIn(row, 'environment'),
    command: JSON.parse(textIn(row, 'command')) as JournalRow['command'],
  };
}

export function historyFrom(row: SqlRow): HistoryRow {
  return {
    instanceId: idIn(row, 'instance_id'),
    caseId: idOrNullIn(row, 'case_id'),
    number: numberIn(row, 'number'),
    position: numberIn(row, 'position'),
    element: textIn(row, 'element'),
    node: textIn(row, 'node'),
    event: textIn(row, 'event') as HistoryRow['event'],
    at: numberIn(row, 'at'),
  };
}
