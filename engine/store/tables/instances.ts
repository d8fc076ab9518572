import type { InstanceRow, InstanceState, InstanceTable } from '#engine/runtime/ports/engine.ts';
import { inSql, type Sql, type SqlRow } from '../sql.ts';
import { journalAfterUpdate } from './records.ts';
import {
  bytesOf,
  bytesOrNull,
  type Columns,
  idIn,
  idOrNullIn,
  numberIn,
  numberOrNullIn,
  textIn,
  textOrNullIn,
} from './rows.ts';

const columns =
  'id, service_version_id, process_id, case_id, state, version, snapshot, started_at, ended_at, started_by, started_by_call';

export function instanceTable(sql: Sql): InstanceTable {
  return {
    async byId(id) {
      const row = await sql.hold(`select ${columns} from process_instance`, bytesOf(id));
      return row && instanceFrom(row);
    },
    async ofCase(caseId) {
      const rows = await sql.all(`select ${columns} from process_instance where case_id = ? order by id`, [
        bytesOf(caseId),
      ]);
      return rows.map(instanceFrom);
    },
    async called(callerId, call) {
      const sought = `select ${columns} from process_instance where started_by = ? and started_by_call = ?`;
      const row = await sql.first(sought, [bytesOf(callerId), call]);
      return row && instanceFrom(row);
    },
    async insert(instance) {
      sql.add('process_instance', [columnsOf(instance)]);
    },
    async advance(instance, expected, commands) {
      sql.later(
        'update process_instance set state = ?, version = ?, snapshot = ?, ended_at = ? where id = ? and version = ?',
        [instance.state, instance.version, instance.snapshot, instance.endedAt, bytesOf(instance.id), expected],
        { touchesOne: 'process instance', isHeldByServer: true },
      );
      const journal = journalAfterUpdate(sql, commands);
      sql.later(journal.sql, journal.params);
    },
    async carryOver(instanceId, { serviceVersionId, processId }) {
      const [version, instance] = [bytesOf(serviceVersionId), bytesOf(instanceId)];
      sql.later('update process_instance set service_version_id = ?, process_id = ? where id = ?', [
        version,
        processId,
        instance,
      ]);
      // What is over happened under the old version; what it has said to others was said there.
      for (const open of [
        'task set service_version_id = ? where is_open = 1',
        'incident set service_version_id = ? where is_open = 1',
        `job set service_version_id = ? where kind <> 'delivery'`,
      ]) {
        sql.later(`update ${open} and instance_id = ?`, [version, instance]);
      }
    },
    async page(after, limit) {
      const rows = await sql.all('select id from process_instance where id > ? order by id limit ?', [
        after === null ? new Uint8Array(0) : bytesOf(after),
        limit,
      ]);
      return rows.map((row) => idIn(row, 'id'));
    },
    async begunOn(versionIds, before, limit) {
      const { sql: of, params } = inSql('service_version_id', versionIds.map(bytesOf));
      const older = before === null ? '' : 'and id < ?';
      const rows = await sql.all(
        `select ${columns} from process_instance where ${of} and started_by is null ${older} order by id desc limit ?`,
        [...params, ...(before === null ? [] : [bytesOf(before)]), limit],
      );
      return rows.map(instanceFrom);
    },
    async last() {
      const row = await sql.first('select id from process_instance order by id desc limit 1');
      return row && idIn(row, 'id');
    },
  };
}

function columnsOf(instance: InstanceRow): Columns {
  return {
    id: bytesOf(instance.id),
    service_version_id: bytesOf(instance.serviceVersionId),
    process_id: instance.processId,
    case_id: bytesOrNull(instance.caseId),
    state: instance.state,
    version: instance.version,
    snapshot: instance.snapshot,
    started_at: instance.startedAt,
    ended_at: instance.endedAt,
    started_by: bytesOrNull(instance.startedBy),
    started_by_call: instance.startedByCall,
  };
}

export function instanceFrom(row: SqlRow): InstanceRow {
  return {
    id: idIn(row, 'id'),
    serviceVersionId: idIn(row, 'service_version_id'),
    processId: textIn(row, 'process_id'),
    caseId: idOrNullIn(row, 'case_id'),
    state: textIn(row, 'state') as InstanceState,
    version: numberIn(row, 'version'),
    snapshot: textIn(row, 'snapshot'),
    startedAt: numberIn(row, 'started_at'),
    endedAt: numberOrNullIn(row, 'ended_at'),
    startedBy: idOrNullIn(row, 'started_by'),
    startedByCall: textOrNullIn(row, 'started_by_call'),
  };
}
