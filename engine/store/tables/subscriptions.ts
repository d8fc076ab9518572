import type { SubscriptionRow, SubscriptionTable } from '#engine/runtime/ports/exchange.ts';
import type { Sql, SqlRow } from '../sql.ts';
import { bytesOf, bytesOrNull, idIn, idOrNullIn, numberIn, textIn } from './rows.ts';

export function subscriptionTable(sql: Sql): SubscriptionTable {
  return {
    async insert(subscriptions) {
      if (subscriptions.length === 0) return;
      sql.add(
        'subscription',
        subscriptions.map((row) => ({
          id: bytesOf(row.id),
          instance_id: bytesOf(row.instanceId),
          case_id: bytesOrNull(row.caseId),
          subscription_key: row.key,
          kind: row.kind,
          name: row.name,
          correlation: row.correlation,
          element: row.element,
          since: row.since,
        })),
      );
    },
    async remove(instanceId, key) {
      sql.later('delete from subscription where instance_id = ? and subscription_key = ?', [bytesOf(instanceId), key]);
    },
    async rename(instanceId, key, element) {
      sql.later('update subscription set element = ? where instance_id = ? and subscription_key = ?', [
        element,
        bytesOf(instanceId),
        key,
      ]);
    },
    async removeAll(instanceId) {
      sql.later('delete from subscription where instance_id = ?', [bytesOf(instanceId)]);
    },
    async receiver({ name, correlation, caseId }) {
      const mine = caseId === null ? '' : 'and (case_id = ? or case_id is null)';
      const row = await sql.first(
        `select * from subscription where kind = 'message' and name = ? and correlation = ? ${mine} order by id limit 1`,
        [name, correlation, ...(caseId === null ? [] : [bytesOf(caseId)])],
      );
      return row && subscriptionFrom(row);
    },
    async listeners(signal) {
      const rows = await sql.all(
        `select distinct instance_id from subscription where kind = 'signal' and name = ? order by instance_id`,
        [signal],
      );
      return rows.map((row) => idIn(row, 'instance_id'));
    },
    async listening(signal) {
      const rows = await sql.all(
        `select distinct i.id, i.service_version_id, i.case_id from subscription s
           join process_instance i on i.id = s.instance_id
           where s.kind = 'signal' and s.name = ? order by i.id`,
        [signal],
      );
      return rows.map((row) => ({
        instanceId: idIn(row, 'id'),
        serviceVersionId: idIn(row, 'service_version_id'),
        caseId: idOrNullIn(row, 'case_id'),
      }));
    },
    async ofInstance(instanceId) {
      const rows = await sql.all('select * from subscription where instance_id = ? order by id', [bytesOf(instanceId)]);
      return rows.map(subscriptionFrom);
    },
  };
}

function subscriptionFrom(row: SqlRow): SubscriptionRow {
  return {
    id: idIn(row, 'id'),
    instanceId: idIn(row, 'instance_id'),
    caseId: idOrNullIn(row, 'case_id'),
    key: textIn(row, 'subscription_key'),
    kind: textIn(row, 'kind') as SubscriptionRow['kind'],
    name: textIn(row, 'name'),
    correlation: textIn(row, 'correlation'),
    element: textIn(row, 'element'),
    since: numberIn(row, 'since'),
  };
}
