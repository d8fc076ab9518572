/** Instances as operators look for them: one query a page, each leg of it in the order of one index. */
import { notAbout, type Scope, type scopeColumns } from '#engine/runtime/access.ts';
import type { InstanceRow, InstanceState } from '#engine/runtime/ports/engine.ts';
import type { InstanceFilter, InstanceQueries, ListedRow, OpenStep } from '#engine/runtime/ports/operations.ts';
import { type Fragment, inSql, type Sql, type SqlRow, scopeSql } from '../sql.ts';
import { instanceFrom } from './instances.ts';
import { bytesOf, idIn, idOrNullIn, numberIn, numberOrNullIn, textIn, textOrNullIn } from './rows.ts';

/** An instance without a case belongs to no unit, and nothing about it is confidential. */
const scoped: Readonly<Record<(typeof scopeColumns.Instance)[number] | typeof notAbout, string>> = {
  service: 'v.service',
  unit: `coalesce(c.unit, '')`,
  ward: `coalesce(c.ward, '')`,
  category: `coalesce(c.category, '')`,
  confidentiality: `coalesce(c.confidentiality, 'normal')`,
  [notAbout]: 'i.case_id',
};

const from = `from process_instance i
  join service_version v on v.id = i.service_version_id left join case_record c on c.id = i.case_id`;

const listed = `i.id, i.service_version_id, i.process_id, i.case_id, i.state, i.version, i.started_at, i.ended_at,
  i.started_by, i.started_by_call, coalesce(c.register_number, '') as register_number,
  (select count(*) from incident n where n.instance_id = i.id and n.is_open = 1) as open_incidents`;

/** More legs than these cost more to plan than they save. */
const legsMax = 40;

export function instanceQueries(sql: Sql): InstanceQueries {
  return {
    async page(filter, after, limit) {
      const legs = legsOf(filter).map((leg): Fragment => {
        const where = every([...leg, ...(after === undefined ? [] : [{ sql: 'i.id < ?', params: [bytesOf(after)] }])]);
        return {
          sql: `select * from (select ${listed} ${from} where ${where.sql} order by i.id desc limit ?) as leg`,
          params: [...where.params, limit],
        };
      });
      if (legs.length === 0) return [];
      const rows = await sql.all(
        `select * from (${legs.map((leg) => leg.sql).join(' union all ')}) as found order by id desc limit ?`,
        [...legs.flatMap((leg) => leg.params), limit],
      );
      return rows.map(listedFrom);
    },
    async count(filter, max) {
      if (filter.versions.length === 0 || filter.states.length === 0) return 0;
      const where = every([...conditionsOf(filter), ...standing(filter)]);
      const row = await sql.first(
        `select count(*) as n from (select 1 ${from} where ${where.sql} limit ?) as counted`,
        [...where.params, max],
      );
      return row === undefined ? 0 : numberIn(row, 'n');
    },
    find: (scope, id) => found(sql, scope, id),
    async openSteps(ids) {
      const within = inSql('instance_id', ids.map(bytesOf));
      const rows = await sql.all(
        // The plus: see `openOfCases` of the tasks.
        `select instance_id, service_version_id, element, name from task where +is_open = 1 and ${within.sql} order by instance_id, id`,
        within.params,
      );
      const steps = new Map<string, readonly OpenStep[]>();
      for (const row of rows) {
        const id = idIn(row, 'instance_id');
        const serviceVersionId = idIn(row, 'service_version_id');
        const step = { serviceVersionId, element: textIn(row, 'element'), name: textIn(row, 'name') };
        steps.set(id, [...(steps.get(id) ?? []), step]);
      }
      return steps;
    },
    async calledBy(id, max) {
      const rows = await sql.all('select * from process_instance where started_by = ? order by id limit ?', [
        bytesOf(id),
        max,
      ]);
      return rows.map(instanceFrom);
    },
  };
}

async function found(sql: Sql, scope: Scope, id: string): Promise<InstanceRow | undefined> {
  const allowed = scopeSql(scope, scoped);
  const row = await sql.first(`select i.* ${from} where i.id = ? and ${allowed.sql}`, [bytesOf(id), ...allowed.params]);
  return row && instanceFrom(row);
}

/** Conditions of each leg: of one state and version its rows lie in the index in the order of the page. */
function legsOf(filter: InstanceFilter): readonly (readonly Fragment[])[] {
  const { versions, states } = filter;
  if (versions.length === 0 || states.length === 0) return [];
  const rest = conditionsOf(filter);
  if (versions.length * states.length > legsMax || filter.ids !== undefined) return [[...standing(filter), ...rest]];
  return states.flatMap((state) =>
    versions.map((version) => [
      { sql: 'i.state = ? and i.service_version_id = ?', params: [state, bytesOf(version)] },
      ...rest,
    ]),
  );
}

function standing({ versions, states }: InstanceFilter): readonly Fragment[] {
  return [inSql('i.state', states), inSql('i.service_version_id', versions.map(bytesOf))];
}

function conditionsOf({ scope, element, incident, registerNumber, ids }: InstanceFilter): readonly Fragment[] {
  return [
    scopeSql(scope, scoped),
    ...(ids === undefined ? [] : [inSql('i.id', ids.map(bytesOf))]),
    ...(registerNumber === undefined ? [] : [{ sql: 'c.register_number = ?', params: [registerNumber] }]),
    ...(incident === true
      ? [{ sql: 'exists (select 1 from incident n where n.instance_id = i.id and n.is_open = 1)', params: [] }]
      : []),
    ...(element === undefined ? [] : [standsAt(element)]),
  ];
}

/**
 * Whatever waits has a row that names its element, but for a call: there it is the called instance, and which of the
 * elements has called it stands in the state alone, which is looked into only where something is called at all.
 */
function standsAt({ id, isCall }: NonNullable<InstanceFilter['element']>): Fragment {
  const stuck = 'exists (select 1 from incident n where n.instance_id = i.id and n.is_open = 1 and n.element = ?)';
  if (isCall) {
    const text = `%${JSON.stringify({ element: id }).slice(1, -1).replace(/[!%_]/g, '!$&')}%`;
    return {
      sql: `(${stuck} or (exists (select 1 from process_instance k where k.started_by = i.id
        and k.state in ('active', 'suspended')) and i.snapshot like ? escape '!'))`,
      params: [id, text],
    };
  }
  return {
    sql: `(${stuck}
      or exists (select 1 from task t where t.instance_id = i.id and t.is_open = 1 and t.element = ?)
      or exists (select 1 from job j where j.instance_id = i.id and j.kind <> 'delivery' and j.element = ?)
      or exists (select 1 from subscription s where s.instance_id = i.id and s.element = ?))`,
    params: [id, id, id, id],
  };
}

function every(parts: readonly Fragment[]): Fragment {
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
}

function listedFrom(row: SqlRow): ListedRow {
  return {
    id: idIn(row, 'id'),
    serviceVersionId: idIn(row, 'service_version_id'),
    processId: textIn(row, 'process_id'),
    caseId: idOrNullIn(row, 'case_id'),
    state: textIn(row, 'state') as InstanceState,
    version: numberIn(row, 'version'),
    startedAt: numberIn(row, 'started_at'),
    endedAt: numberOrNullIn(row, 'ended_at'),
    startedBy: idOrNullIn(row, 'started_by'),
    startedByCall: textOrNullIn(row, 'started_by_call'),
    registerNumber: textIn(row, 'register_number'),
    openIncidents: numberIn(row, 'open_incidents'),
  };
}
