/** What duplicates are found and kept by: places in the grid, followers, and marks on the cases themselves. */
import { cellOf } from '#engine/cases/duplicates/cells.ts';
import { notAbout, scopeColumns } from '#engine/runtime/access.ts';
import type { CaseRow } from '#engine/runtime/ports/case-rows.ts';
import type {
  FollowerRow,
  FollowerTable,
  MergeTable,
  PlaceTable,
  PublicCases,
  Vicinity,
} from '#engine/runtime/ports/followers.ts';
import { StoreConflict } from '../retry.ts';
import { type Fragment, inSql, type Sql, scopeSql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { caseShape } from './case-shape.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const followerShape = shape<FollowerRow>('case_follower', {
  id: 'id',
  caseId: 'id',
  reporterOf: 'id',
  trackingHash: 'words',
  contactHash: 'words',
  language: 'words',
  vault: 'json',
  joinedAt: 'number',
  stoppedAt: 'number',
});

/** The newest of each square: where more lie on one spot, the rest says nothing new. */
const perCellMax = 30;
/** Where a follower has rows under their own id. */
const ownTables = ['vault_key', 'vault_entry', 'mailbox_message'];
const scopeNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(scopeColumns.Case.map((column) => [column, column])),
  [notAbout]: 'case_record.id',
};

/** Written with the case, in the same packet; a case without a point is nowhere. */
export function keepPlace(sql: Sql, { id, lon, lat, receivedAt }: CaseRow): void {
  if (lon === null || lat === null) return;
  sql.add('case_place', [{ cell: cellOf({ lon, lat }), received_at: receivedAt, case_id: uuidToBytes(id) }]);
}

/** A branch of its own for each square, so that each is one short stretch of the index, however many cases there are. */
export function nearSql(where: Vicinity, condition: Fragment): Fragment {
  const branches = where.cells.map(
    (_, index) => `select case_id from (select case_id from case_place where cell = ? and received_at >= ?
      and received_at <= ? order by received_at desc limit ${perCellMax}) c${index}`,
  );
  const columns = caseShape.columns.replace(/^id\b/, 'case_record.id');
  return {
    sql: `select ${columns} from (${branches.join(' union all ')}) near join case_record on case_record.id = near.case_id
      where lon is not null and ${condition.sql}`,
    params: [...where.cells.flatMap((cell) => [cell, where.from, where.to]), ...condition.params],
  };
}

export function placeTable(sql: Sql): PlaceTable {
  const near = async (where: Vicinity, condition: Fragment): Promise<readonly CaseRow[]> => {
    if (where.cells.length === 0) return [];
    const query = nearSql(where, condition);
    return (await sql.all(query.sql, query.params)).map(caseShape.read);
  };
  return {
    near(where, scope) {
      const allowed = scopeSql(scope, scopeNames);
      return near(where, { sql: `merged_into is null and ${allowed.sql}`, params: allowed.params });
    },
    async latest(service, scope, limit) {
      const allowed = scopeSql(scope, { ...scopeNames, service: 'service' });
      // However narrow the scope is, no more than the newest cases are looked at.
      const newest = `select id as newest_id from case_record order by id desc limit ${Math.trunc(limit)}`;
      const tail = `join (${newest}) newest on newest.newest_id = case_record.id where service = ? and lon is not null
        and confidentiality = 'normal' and ${allowed.sql} order by id desc`;
      return await allRows(sql, caseShape, tail, [service, ...allowed.params]);
    },
    nearPublic: (where, known) => near(where, publicSql(known)),
    async publicByNumber(registerNumber, known) {
      const where = publicSql(known);
      return await firstRow(sql, caseShape, `where register_number = ? and ${where.sql}`, [
        registerNumber,
        ...where.params,
      ]);
    },
  };
}

/** A unit answers for it once it was checked. What is closed is no more to be followed: where it is back, it is news. */
function publicSql({ service, categories }: PublicCases): Fragment {
  const chosen = inSql('category', categories);
  return {
    sql: `state = 'open' and confidentiality = 'normal' and unit <> '' and service = ? and ${chosen.sql}`,
    params: [service, ...chosen.params],
  };
}

export function followerTable(sql: Sql): FollowerTable {
  return {
    insert: (row) => insertRows(sql, followerShape, [row]),
    byTrackingHash: (hash) => firstRow(sql, followerShape, 'where tracking_hash = ?', [hash]),
    async ofCases(caseIds, limit) {
      const where = inSql('case_id', caseIds.map(uuidToBytes));
      const tail = `where ${where.sql} and stopped_at is null order by id limit ${Math.trunc(limit)}`;
      return await allRows(sql, followerShape, tail, where.params);
    },
    async isKnown(caseIds, contactHash, but) {
      const where = inSql('case_id', caseIds.map(uuidToBytes));
      const query = `select 1 as found from case_follower where ${where.sql} and contact_hash = ? and id <> ? limit 1`;
      return (await sql.first(query, [...where.params, contactHash, uuidToBytes(but)])) !== undefined;
    },
    byContact: (hash) => allRows(sql, followerShape, 'where contact_hash = ? order by id', [hash]),
    byId: (id) => firstRow(sql, followerShape, 'where id = ?', [uuidToBytes(id)]),
    async remove(id) {
      const bytes = uuidToBytes(id);
      for (const table of ownTables) await sql.run(`delete from ${table} where case_id = ?`, [bytes]);
      await sql.run('delete from case_follower where id = ?', [bytes]);
    },
    async stop(caseId, at) {
      const query = 'update case_follower set stopped_at = ? where reporter_of = ? and stopped_at is null';
      await sql.run(query, [at, uuidToBytes(caseId)]);
    },
    async removeReporter(caseId) {
      await sql.run('delete from case_follower where reporter_of = ?', [uuidToBytes(caseId)]);
    },
  };
}

export function mergeTable(sql: Sql): MergeTable {
  const changes = async (query: string, params: Parameters<Sql['run']>[1]) => (await sql.run(query, params)) === 1;
  return {
    async merge(id, mainId, more) {
      const [own, main] = [uuidToBytes(id), uuidToBytes(mainId)];
      const stands = 'where id = ? and merged_into is null';
      // The own one first: of two that merge crosswise in one shared transaction, the later finds its main case merged.
      const marked = await changes(`update case_record set merged_into = ? ${stands}`, [main, own]);
      if (!marked || !(await changes(`update case_record set followers = followers + ? ${stands}`, [more, main])))
        throw new StoreConflict('merging');
    },
    async split(id, mainId) {
      const query = 'update case_record set merged_into = null where id = ? and merged_into = ?';
      if (!(await changes(query, [uuidToBytes(id), uuidToBytes(mainId)]))) throw new StoreConflict('merging');
    },
    async count(id, by) {
      await sql.run('update case_record set followers = followers + ? where id = ?', [by, uuidToBytes(id)]);
    },
    async mergedInto(ids) {
      const where = inSql('merged_into', ids.map(uuidToBytes));
      return await allRows(sql, caseShape, `where ${where.sql} order by received_at, id`, where.params);
    },
    reopen: (id, instanceId) =>
      changes(
        `update case_record set state = 'open', closed_at = null, outcome = '', instance_id = ?
         where id = ? and state = 'closed' and archived_at is null`,
        [uuidToBytes(instanceId), uuidToBytes(id)],
      ),
  };
}

/** Followers of a case that is destroyed, with what was kept of them; and that its reporter followed another. */
export async function destroyFollowers(sql: Sql, caseId: Uint8Array): Promise<void> {
  const own = 'select id from case_follower where case_id = ? and reporter_of is null';
  for (const table of ownTables) {
    await sql.run(`delete from ${table} where case_id in (${own})`, [caseId]);
  }
  await sql.run('delete from case_follower where case_id = ? or reporter_of = ?', [caseId, caseId]);
}
