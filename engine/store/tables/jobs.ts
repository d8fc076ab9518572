import type { JobRow, JobTable } from '#engine/runtime/ports/engine.ts';
import { inSql, insertSql, type Sql, type SqlRow } from '../sql.ts';
import { bytesOf, bytesOrNull, type Columns, idIn, idOrNullIn, numberIn, numberOrNullIn, textIn } from './rows.ts';

/** A job as it was seen: every change of hands raises one of these, so a guard on them lets only one worker win. */
const asSeen = 'id = ? and state = ? and lease_owner = ? and lease_until = ? and attempts = ?';

export function jobTable(sql: Sql): JobTable {
  const many = async (rest: string, params: Parameters<Sql['all']>[1]): Promise<readonly JobRow[]> =>
    (await sql.all(`select * from job where ${rest}`, params)).map(jobFrom);
  return {
    async insert(jobs) {
      if (jobs.length === 0) return;
      const statement = insertSql('job', jobs.map(columnsOf));
      sql.later(statement.sql, statement.params);
    },
    async remove(instanceId, kind, key) {
      sql.later('delete from job where instance_id = ? and kind = ? and job_key = ?', [bytesOf(instanceId), kind, key]);
    },
    async removeAll(instanceId) {
      sql.later(`delete from job where instance_id = ? and kind <> 'delivery'`, [bytesOf(instanceId)]);
    },
    async take(id) {
      return (await sql.run('delete from job where id = ?', [bytesOf(id)])) === 1;
    },
    async byId(id) {
      return (await many('id = ?', [bytesOf(id)]))[0];
    },
    async find(instanceId, kind, key) {
      return (await many('instance_id = ? and kind = ? and job_key = ?', [bytesOf(instanceId), kind, key]))[0];
    },
    dueTimers: (now, limit) =>
      many(`kind = 'timer' and state = 'ready' and due_at <= ? order by due_at, id limit ?`, [now, limit]),
    dueDeliveries: (now, limit) =>
      many(
        `kind = 'delivery' and state = 'ready' and due_at <= ? and not exists (
          select 1 from job first where first.instance_id = job.instance_id and first.kind = 'delivery'
            and first.state = 'ready' and first.job_key < job.job_key
        ) order by due_at, id limit ?`,
        [now, limit],
      ),
    async nextTimerAt() {
      const row = await sql.first(`select min(due_at) as at from job where kind = 'timer' and state = 'ready'`);
      return row ? numberOrNullIn(row, 'at') : null;
    },
    dueJobs(types, now, limit) {
      const wanted = inSql('type', types);
      return many(
        `kind = 'connector' and state in ('ready', 'leased') and due_at <= ? and lease_until <= ? and ${wanted.sql} order by due_at, id limit ?`,
        [now, now, ...wanted.params, limit],
      );
    },
    async rename(instanceId, kind, key, element) {
      sql.later('update job set element = ? where instance_id = ? and kind = ? and job_key = ?', [
        element,
        bytesOf(instanceId),
        kind,
        key,
      ]);
    },
    async lease(seen, owner, until) {
      const touched = await sql.run(
        `update job set state = 'leased', lease_owner = ?, lease_until = ?, attempts = attempts + 1 where ${asSeen}`,
        [owner, until, ...seenParams(seen)],
      );
      return touched === 1;
    },
    stuck: (instanceId) => many(`instance_id = ? and state = 'incident' order by id`, [bytesOf(instanceId)]),
    async makeReady(id, { dueAt, retriesLeft }) {
      sql.later(
        `update job set state = 'ready', due_at = ?, retries_left = ?, attempts = attempts + 1 where id = ? and state = 'incident'`,
        [dueAt, retriesLeft, bytesOf(id)],
      );
    },
    async giveBack(seen, { state, dueAt, retriesLeft, error }) {
      const touched = await sql.run(
        `update job set state = ?, due_at = ?, retries_left = ?, last_error = ?, lease_owner = '', lease_until = 0, attempts = attempts + 1 where ${asSeen}`,
        [state, dueAt, retriesLeft, error, ...seenParams(seen)],
      );
      return touched === 1;
    },
  };
}

function seenParams(seen: JobRow) {
  return [bytesOf(seen.id), seen.state, seen.leaseOwner, seen.leaseUntil, seen.attempts] as const;
}

function columnsOf(job: JobRow): Columns {
  return {
    id: bytesOf(job.id),
    instance_id: bytesOf(job.instanceId),
    service_version_id: bytesOf(job.serviceVersionId),
    case_id: bytesOrNull(job.caseId),
    kind: job.kind,
    job_key: job.key,
    node: job.node,
    element: job.element,
    type: job.type,
    due_at: job.dueAt,
    state: job.state,
    lease_owner: job.leaseOwner,
    lease_until: job.leaseUntil,
    retries_left: job.retriesLeft,
    attempts: job.attempts,
    inputs: JSON.stringify(job.inputs),
    last_error: job.lastError,
    created_at: job.createdAt,
  };
}

function jobFrom(row: SqlRow): JobRow {
  return {
    id: idIn(row, 'id'),
    instanceId: idIn(row, 'instance_id'),
    serviceVersionId: idIn(row, 'service_version_id'),
    caseId: idOrNullIn(row, 'case_id'),
    kind: textIn(row, 'kind') as JobRow['kind'],
    key: textIn(row, 'job_key'),
    node: textIn(row, 'node'),
    element: textIn(row, 'element'),
    type: textIn(row, 'type'),
    dueAt: numberIn(row, 'due_at'),
    state: textIn(row, 'state') as JobRow['state'],
    leaseOwner: textIn(row, 'lease_owner'),
    leaseUntil: numberIn(row, 'lease_until'),
    retriesLeft: numberIn(row, 'retries_left'),
    attempts: numberIn(row, 'attempts'),
    inputs: JSON.parse(textIn(row, 'inputs')) as JobRow['inputs'],
    lastError: textIn(row, 'last_error'),
    createdAt: numberIn(row, 'created_at'),
  };
}
