import type { Glance, JobRow, JobTable, Share } from '#engine/runtime/ports/jobs.ts';
import { type Fragment, inSql, type Sql, type SqlRow, type SqlValue } from '../sql.ts';
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

/** A job as it was seen: every change of hands raises one of these, so a guard on them lets only one worker win. */
const asSeen = 'id = ? and state = ? and lease_owner = ? and lease_until = ? and attempts = ?';

/** No lease is longer: what seems to run longer was taken before the clock was set back. */
export const leaseMsMax = 3_600_000;

/** What the engine may do of its own now: of an instance's deliveries only the first. */
const firstDelivery = `(kind <> 'delivery' or not exists (
  select 1 from job first where first.instance_id = job.instance_id and first.kind = 'delivery'
    and first.state = 'ready' and first.job_key < job.job_key))`;
const notResting = `exists (select 1 from process_instance i where i.id = job.instance_id and i.state = 'active')`;

export function jobTable(sql: Sql): JobTable {
  const many = async (rest: string, params: readonly SqlValue[]): Promise<readonly JobRow[]> =>
    (await sql.all(`select * from job where ${rest}`, params)).map(jobFrom);
  return {
    ...changes(sql),
    async byId(id) {
      return (await many('id = ?', [bytesOf(id)]))[0];
    },
    async find(instanceId, kind, key) {
      return (await many('instance_id = ? and kind = ? and job_key = ?', [bytesOf(instanceId), kind, key]))[0];
    },
    ofInstance: (instanceId) => many('instance_id = ? order by kind, job_key', [bytesOf(instanceId)]),
    glance: () => glance(sql),
    due(query, limit) {
      const where = dueSql(query);
      return many(`${where.sql} order by due_at, instance_id limit ?`, [...where.params, limit]);
    },
    async lanes(topic) {
      return (await sql.all(lanesSql, [topic, topic, topic])).map((row) => ({
        lane: textIn(row, 'lane'),
        dueAt: numberIn(row, 'due_at'),
      }));
    },
    async dueInLanes(query, lanes, limit) {
      const where = dueSql(query);
      const leg = `select * from (select * from job where ${where.sql} and lane = ? order by due_at, instance_id limit ?) leg`;
      const legs = lanes.map(() => leg).join(' union all ');
      const rows = await sql.all(
        legs,
        lanes.flatMap((lane) => [...where.params, lane, limit]),
      );
      return rows.map(jobFrom);
    },
    deliveriesAfter: ({ instanceId, key }, now, limit) =>
      many(
        `instance_id = ? and kind = 'delivery' and job_key > ? and state = 'ready' and due_at <= ? order by job_key limit ?`,
        [bytesOf(instanceId), key, now, limit],
      ),
    runOut: (topic, leaseTime, limit) =>
      many(
        `topic = ? and state = 'leased' and (lease_until <= ? or lease_until > ?) and ${notResting} order by due_at, instance_id limit ?`,
        [topic, leaseTime, leaseTime + leaseMsMax, limit],
      ),
    async topicsDue(topics, now, leaseTime) {
      if (topics.length === 0) return [];
      const leg = `select ? as topic where exists (select 1 from job where topic = ? and state = 'ready' and due_at <= ?)
        or exists (select 1 from job where topic = ? and state = 'leased' and lease_until <= ?)`;
      const rows = await sql.all(
        topics.map(() => leg).join(' union all '),
        topics.flatMap((topic) => [topic, topic, now, topic, leaseTime]),
      );
      return rows.map((row) => textIn(row, 'topic'));
    },
  };
}

type Changes = Pick<
  JobTable,
  | 'insert'
  | 'remove'
  | 'removeAll'
  | 'take'
  | 'lease'
  | 'extend'
  | 'rename'
  | 'makeReady'
  | 'wake'
  | 'noteLost'
  | 'giveBack'
>;

function changes(sql: Sql): Changes {
  return {
    async insert(jobs) {
      if (jobs.length === 0) return;
      sql.add('job', jobs.map(columnsOf));
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
    lease: (seen, owner, until) => lease(sql, seen, owner, until),
    async extend(id, owner, until) {
      const touched = await sql.run(
        `update job set lease_until = ? where id = ? and state = 'leased' and lease_owner = ?`,
        [until, bytesOf(id), owner],
      );
      return touched === 1;
    },
    async rename(instanceId, kind, key, element) {
      sql.later('update job set element = ? where instance_id = ? and kind = ? and job_key = ?', [
        element,
        bytesOf(instanceId),
        kind,
        key,
      ]);
    },
    async makeReady(id, { dueAt, retriesLeft }) {
      sql.later(
        `update job set state = 'ready', due_at = ?, retries_left = ?, lost = 0, attempts = attempts + 1 where id = ? and state = 'incident'`,
        [dueAt, retriesLeft, bytesOf(id)],
      );
    },
    async wake(instanceId, now) {
      sql.later(
        `update job set due_at = ? where instance_id = ? and kind = 'connector' and topic = '' and due_at > ?`,
        [now, bytesOf(instanceId), now],
      );
    },
    async noteLost(id) {
      sql.later('update job set lost = lost + 1 where id = ?', [bytesOf(id)]);
    },
    async giveBack(seen, { state, dueAt, retriesLeft, error }) {
      // Whoever held a lease has raised the attempts when it took the job.
      const attempts = seen.attempts + (seen.state === 'leased' ? 0 : 1);
      const touched = await sql.run(
        `update job set state = ?, due_at = ?, retries_left = ?, last_error = ?, lease_owner = '', lease_until = 0, attempts = ? where ${asSeen}`,
        [state, dueAt, retriesLeft, error, attempts, ...seenParams(seen)],
      );
      return touched === 1;
    },
  };
}

async function lease(sql: Sql, seen: readonly JobRow[], owner: string, until: number): ReturnType<JobTable['lease']> {
  if (seen.length === 0) return [];
  const guards = seen.map(() => `(${asSeen})`).join(' or ');
  const ids = inSql(
    'id',
    seen.map(({ id }) => bytesOf(id)),
  );
  // MySQL sets from left to right: `lost` must see the state as it was.
  await sql.run(
    `update job set lost = lost + case when state = 'leased' then 1 else 0 end, state = 'leased', lease_owner = ?,
       lease_until = ?, attempts = attempts + 1 where ${ids.sql} and (${guards})`,
    [owner, until, ...ids.params, ...seen.flatMap(seenParams)],
  );
  const rows = await sql.all(`select * from job where ${ids.sql} and state = 'leased' and lease_owner = ?`, [
    ...ids.params,
    owner,
  ]);
  const taken = new Map(rows.map((row) => [idIn(row, 'id'), jobFrom(row)]));
  return seen.flatMap(({ id }) => taken.get(id) ?? []);
}

async function glance(sql: Sql): Promise<Glance> {
  const row = await sql.first(
    `select (select due_at from job where topic = '' and state = 'ready' order by due_at limit 1) as due_at,
       (select 1 from message limit 1) as messages`,
  );
  return row === undefined
    ? { dueAt: null, messages: false }
    : { dueAt: numberOrNullIn(row, 'due_at'), messages: row['messages'] !== null };
}

/** Goes from lane to lane in the index, whatever is in between. */
const lanesSql = `with recursive found (lane) as (
    select * from (select lane from job where topic = ? and state = 'ready' order by lane limit 1) first
    union all
    select (select j.lane from job j where j.topic = ? and j.state = 'ready' and j.lane > found.lane order by j.lane limit 1)
      from found where found.lane is not null
  )
  select lane, (select j.due_at from job j where j.topic = ? and j.state = 'ready' and j.lane = found.lane order by j.due_at limit 1) as due_at
    from found where lane is not null`;

function dueSql({ topic, now, share = null }: { topic: string; now: number; share?: Share | null }): Fragment {
  const able = topic === '' ? firstDelivery : notResting;
  const mine = share === null ? '' : ' and substr(instance_id, 16, 1) >= ? and substr(instance_id, 16, 1) <= ?';
  const bytes = share === null ? [] : [Buffer.from([share.from]), Buffer.from([share.to])];
  return { sql: `topic = ? and state = 'ready' and due_at <= ?${mine} and ${able}`, params: [topic, now, ...bytes] };
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
    topic: job.topic,
    lane: job.lane,
    due_at: job.dueAt,
    state: job.state,
    lease_owner: job.leaseOwner,
    lease_until: job.leaseUntil,
    retries_left: job.retriesLeft,
    attempts: job.attempts,
    waits: job.waits.length === 0 ? null : job.waits.join(','),
    lost: job.lost,
    inputs: JSON.stringify(job.inputs),
    last_error: job.lastError,
    created_at: job.createdAt,
    request_id: bytesOrNull(job.requestId),
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
    topic: textIn(row, 'topic'),
    lane: textIn(row, 'lane'),
    dueAt: numberIn(row, 'due_at'),
    state: textIn(row, 'state') as JobRow['state'],
    leaseOwner: textIn(row, 'lease_owner'),
    leaseUntil: numberIn(row, 'lease_until'),
    retriesLeft: numberIn(row, 'retries_left'),
    attempts: numberIn(row, 'attempts'),
    waits: (textOrNullIn(row, 'waits') ?? '').split(',').filter(Boolean).map(Number),
    lost: numberIn(row, 'lost'),
    inputs: JSON.parse(textIn(row, 'inputs')) as JobRow['inputs'],
    lastError: textIn(row, 'last_error'),
    createdAt: numberIn(row, 'created_at'),
    requestId: idOrNullIn(row, 'request_id'),
  };
}
