import type { Variables } from '#engine/core/values.ts';
import type { MessageRow, MessageTable } from '#engine/runtime/ports/exchange.ts';
import type { Sql, SqlRow } from '../sql.ts';
import { bytesOf, bytesOrNull, idIn, idOrNullIn, numberIn, textIn } from './rows.ts';

export function messageTable(sql: Sql): MessageTable {
  return {
    async insert(message) {
      sql.add('message', [
        {
          id: bytesOf(message.id),
          case_id: bytesOrNull(message.caseId),
          name: message.name,
          correlation: message.correlation,
          variables: JSON.stringify(message.variables),
          published_at: message.publishedAt,
          expires_at: message.expiresAt,
        },
      ]);
    },
    async awaited(now, limit) {
      const rows = await sql.all(
        `select * from message where expires_at > ? and exists (
          select 1 from subscription s where s.kind = 'message' and s.name = message.name
            and s.correlation = message.correlation
            and (message.case_id is null or s.case_id is null or s.case_id = message.case_id)
        ) order by id limit ?`,
        [now, limit],
      );
      return rows.map(messageFrom);
    },
    async take(id) {
      return (await sql.run('delete from message where id = ?', [bytesOf(id)])) === 1;
    },
    expire: (now) => sql.run('delete from message where expires_at <= ?', [now]),
  };
}

function messageFrom(row: SqlRow): MessageRow {
  return {
    id: idIn(row, 'id'),
    caseId: idOrNullIn(row, 'case_id'),
    name: textIn(row, 'name'),
    correlation: textIn(row, 'correlation'),
    variables: JSON.parse(textIn(row, 'variables')) as Variables,
    publishedAt: numberIn(row, 'published_at'),
    expiresAt: numberIn(row, 'expires_at'),
  };
}
