/** Rows that are only ever added: journal, history, receipts of commands. */
import type { Json } from '#engine/core/values.ts';
import type { HistoryRow, HistoryTable, JournalRow, JournalTable, ReceiptTable } from '#engine/runtime/ports/engine.ts';
import { insertSql, type Sql } from '../sql.ts';
import { bytesOf, bytesOrNull, idIn, idOrNullIn, numberIn, textIn } from './rows.ts';

export function journalTable(sql: Sql): JournalTable {
  return {
    async append(rows) {
      if (rows.length === 0) return;
      const statement = insertSql(
        'journal',
        rows.map((row) => ({
          instance_id: bytesOf(row.instanceId),
          number: row.number,
          at: row.at,
          environment: row.environment,
          command: JSON.stringify(row.command),
        })),
      );
      sql.later(statement.sql, statement.params);
    },
    async ofInstance(instanceId) {
      const rows = await sql.all('select * from journal where instance_id = ? order by number', [bytesOf(instanceId)]);
      return rows.map((row) => ({
        instanceId: idIn(row, 'instance_id'),
        number: numberIn(row, 'number'),
        at: numberIn(row, 'at'),
        environment: textIn(row, 'environment'),
        command: JSON.parse(textIn(row, 'command')) as JournalRow['command'],
      }));
    },
  };
}

export function historyTable(sql: Sql): HistoryTable {
  return {
    async append(rows) {
      if (rows.length === 0) return;
      const statement = insertSql(
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
      sql.later(statement.sql, statement.params);
    },
    async ofInstance(instanceId) {
      const rows = await sql.all('select * from history where instance_id = ? order by number, position', [
        bytesOf(instanceId),
      ]);
      return rows.map((row) => ({
        instanceId: idIn(row, 'instance_id'),
        caseId: idOrNullIn(row, 'case_id'),
        number: numberIn(row, 'number'),
        position: numberIn(row, 'position'),
        element: textIn(row, 'element'),
        node: textIn(row, 'node'),
        event: textIn(row, 'event') as HistoryRow['event'],
        at: numberIn(row, 'at'),
      }));
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
      await sql.run('insert into command_receipt (receipt_key, result, at) values (?, ?, ?)', [
        key,
        JSON.stringify(result),
        at,
      ]);
    },
    prune: (before) => sql.run('delete from command_receipt where at < ?', [before]),
  };
}
