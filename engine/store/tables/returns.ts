import type { Variables } from '#engine/core/values.ts';
import type { ReturnRow, ReturnTable } from '#engine/runtime/ports/returns.ts';
import { inSql, type Sql, type SqlRow } from '../sql.ts';
import { bytesOf, bytesOrNull, idIn, idOrNullIn, numberIn, textIn } from './rows.ts';

export function returnTable(sql: Sql): ReturnTable {
  return {
    async insert(row) {
      sql.add('step_return', [
        {
          id: bytesOf(row.id),
          instance_id: bytesOf(row.instanceId),
          case_id: bytesOrNull(row.caseId),
          node: row.node,
          kind: row.kind,
          element: row.element,
          from_element: row.fromElement,
          from_unit: row.fromUnit,
          to_unit: row.toUnit,
          actor: row.actor,
          at: row.at,
          reason_entry: bytesOrNull(row.reasonEntry),
          entered: JSON.stringify(row.entered),
        },
      ]);
    },
    async ofTasks(tasks) {
      if (tasks.length === 0) return [];
      const wanted = new Set(tasks.map(({ instanceId, node }) => `${instanceId} ${node}`));
      const instances = [...new Set(tasks.map(({ instanceId }) => instanceId))];
      const within = inSql('instance_id', instances.map(bytesOf));
      const rows = await sql.all(`select * from step_return where ${within.sql}`, within.params);
      return rows.map(returnFrom).filter(({ instanceId, node }) => wanted.has(`${instanceId} ${node}`));
    },
    async ofCase(caseId) {
      const rows = await sql.all('select * from step_return where case_id = ? order by id', [bytesOf(caseId)]);
      return rows.map(returnFrom);
    },
  };
}

export function returnFrom(row: SqlRow): ReturnRow {
  return {
    id: idIn(row, 'id'),
    instanceId: idIn(row, 'instance_id'),
    caseId: idOrNullIn(row, 'case_id'),
    node: textIn(row, 'node'),
    kind: textIn(row, 'kind') as ReturnRow['kind'],
    element: textIn(row, 'element'),
    fromElement: textIn(row, 'from_element'),
    fromUnit: textIn(row, 'from_unit'),
    toUnit: textIn(row, 'to_unit'),
    actor: textIn(row, 'actor'),
    at: numberIn(row, 'at'),
    reasonEntry: idOrNullIn(row, 'reason_entry'),
    entered: JSON.parse(textIn(row, 'entered')) as Variables,
  };
}
