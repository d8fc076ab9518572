import type { IncidentRow, IncidentTable } from '#engine/runtime/ports/engine.ts';
import type { Sql, SqlRow } from '../sql.ts';
import {
  bytesOf,
  bytesOrNull,
  type Columns,
  flagIn,
  flagOf,
  idIn,
  idOrNullIn,
  numberIn,
  numberOrNullIn,
  textIn,
} from './rows.ts';

export function incidentTable(sql: Sql): IncidentTable {
  return {
    async insert(incidents) {
      if (incidents.length === 0) return;
      sql.add('incident', incidents.map(columnsOf));
    },
    async close(instanceId, key, at) {
      sql.later(
        'update incident set is_open = 0, closed_at = ? where instance_id = ? and incident_key = ? and is_open = 1',
        [at, bytesOf(instanceId), key],
      );
    },
    async closeAll(instanceId, at) {
      sql.later('update incident set is_open = 0, closed_at = ? where instance_id = ? and is_open = 1', [
        at,
        bytesOf(instanceId),
      ]);
    },
    async byId(id) {
      const row = await sql.first('select * from incident where id = ?', [bytesOf(id)]);
      return row && incidentFrom(row);
    },
    async closeById(id, at) {
      sql.later('update incident set is_open = 0, closed_at = ? where id = ? and is_open = 1', [at, bytesOf(id)]);
    },
    async rename(id, element) {
      sql.later('update incident set element = ? where id = ?', [element, bytesOf(id)]);
    },
    async ofInstance(instanceId) {
      const rows = await sql.all('select * from incident where instance_id = ? order by id', [bytesOf(instanceId)]);
      return rows.map(incidentFrom);
    },
    async open(limit) {
      return (await sql.all('select * from incident where is_open = 1 order by id limit ?', [limit])).map(incidentFrom);
    },
    async countOpen(limit, code) {
      const row = await sql.first(
        `select count(*) as counted from (select 1 as one from incident where is_open = 1
          ${code === undefined ? '' : 'and code = ?'} limit ?) as found`,
        code === undefined ? [limit] : [code, limit],
      );
      return row === undefined ? 0 : numberIn(row, 'counted');
    },
  };
}

function columnsOf(incident: IncidentRow): Columns {
  return {
    id: bytesOf(incident.id),
    instance_id: bytesOf(incident.instanceId),
    service_version_id: bytesOf(incident.serviceVersionId),
    case_id: bytesOrNull(incident.caseId),
    incident_key: incident.key,
    element: incident.element,
    code: incident.code,
    message: incident.message,
    is_open: flagOf(incident.open),
    opened_at: incident.openedAt,
    closed_at: incident.closedAt,
  };
}

export function incidentFrom(row: SqlRow): IncidentRow {
  return {
    id: idIn(row, 'id'),
    instanceId: idIn(row, 'instance_id'),
    serviceVersionId: idIn(row, 'service_version_id'),
    caseId: idOrNullIn(row, 'case_id'),
    key: textIn(row, 'incident_key'),
    element: textIn(row, 'element'),
    code: textIn(row, 'code'),
    message: textIn(row, 'message'),
    open: flagIn(row, 'is_open'),
    openedAt: numberIn(row, 'opened_at'),
    closedAt: numberOrNullIn(row, 'closed_at'),
  };
}
