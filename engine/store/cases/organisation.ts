import type { PostRow } from '#engine/runtime/ports/case-rows.ts';
import type { AbsenceRow, OrganisationTables, PersonRow, StandInRow } from '#engine/runtime/ports/organisation.ts';
import { inSql, type Sql, type SqlRow, type SqlValue } from '../sql.ts';
import { openCase, openTask, taskInHands } from '../tables/standing.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';
import { postShape } from './accounts.ts';
import { allRows, firstRow, insertRows, updateRow } from './rows.ts';
import { shape } from './shape.ts';

const absenceShape = shape<AbsenceRow>('absence', {
  id: 'id',
  accountId: 'id',
  substituteId: 'id',
  firstDay: 'words',
  lastDay: 'words',
  kind: 'words',
  posts: 'json',
  categories: 'json',
  createdAt: 'number',
  createdBy: 'words',
  endedAt: 'number',
});

const personShape = shape<Omit<PersonRow, 'posts'>>('account', {
  id: 'id',
  username: 'words',
  displayName: 'words',
  email: 'words',
  active: 'flag',
  firstPassword: 'flag',
});

export function organisationTables(sql: Sql): OrganisationTables {
  return {
    openCases: () =>
      counted(sql, `select unit as name, count(*) as times from case_record where ${openCase} group by unit`),
    openTasks: () => counted(sql, `select unit as name, count(*) as times from task where ${openTask} group by unit`),
    async claimed(usernames) {
      const within = inSql('assignee', usernames);
      const query = `select assignee as name, count(*) as times from task where ${taskInHands} and ${within.sql} group by assignee`;
      return await counted(sql, query, within.params);
    },
    people: () => people(sql, 'order by username', []),
    peopleIn: (unit) =>
      people(
        sql,
        'where exists (select 1 from post where post.account_id = account.id and post.unit = ?) order by username',
        [unit],
      ),
    person: async (username) => (await people(sql, 'where username = ?', [username]))[0],
    describe: (id, change) => updateRow(sql, personShape, id, change),
    insertPosts: (rows) => insertRows(sql, postShape, rows),
    updatePost: (id, change) => updateRow(sql, postShape, id, change),
    async deletePost(id) {
      sql.later('delete from post where id = ?', [uuidToBytes(id)]);
    },
    async endSessions(accountId) {
      sql.later('delete from session where account_id = ?', [uuidToBytes(accountId)]);
    },
    insertAbsence: (row) => insertRows(sql, absenceShape, [row]),
    absence: (id) => firstRow(sql, absenceShape, 'where id = ?', [uuidToBytes(id)]),
    async absencesFrom(day, accountId) {
      const whose = accountId === undefined ? '' : ' and account_id = ?';
      const params = [day, ...(accountId === undefined ? [] : [uuidToBytes(accountId)])];
      return await allRows(
        sql,
        absenceShape,
        `where last_day >= ? and ended_at is null${whose} order by first_day, id`,
        params,
      );
    },
    limitAbsence: (id, posts) => updateRow(sql, absenceShape, id, { posts }),
    async endAbsence(id, at) {
      return (
        (await sql.run('update absence set ended_at = ? where id = ? and ended_at is null', [at, uuidToBytes(id)])) > 0
      );
    },
    standIns: (accountId, day) => standIns(sql, accountId, day),
  };
}

/** One statement: most people stand in for nobody, and each request asks. */
async function standIns(sql: Sql, accountId: string, day: string): Promise<readonly StandInRow[]> {
  const query = `select post.id as post_id, post.role, post.unit, absence.id as absence_id, absence.last_day, absence.kind,
      absence.posts, absence.categories, account.username, account.display_name, away.posts as covered
    from absence join account on account.id = absence.account_id join post on post.account_id = absence.account_id
    left join absence away on absence.kind = 'delegation' and away.account_id = absence.account_id
      and away.kind <> 'delegation' and away.substitute_id is not null and away.ended_at is null
      and away.first_day <= ? and away.last_day >= ?
    where absence.substitute_id = ? and absence.first_day <= ? and absence.last_day >= ? and absence.ended_at is null
      and account.active = 1 and (post.valid_from = '' or post.valid_from <= ?) and (post.valid_to = '' or post.valid_to >= ?)
    order by post.id`;
  const rows = await sql.all(query, [day, day, uuidToBytes(accountId), day, day, day, day]);
  return rows
    .filter((row) => !isCovered(row))
    .map(standIn)
    .filter(({ posts, postId }) => names(posts, postId));
}

/** No ids: every post. */
function names(posts: readonly string[], postId: string): boolean {
  return posts.length === 0 || posts.includes(postId);
}

/** The absence goes before the delegation: a substitute has this post meanwhile. */
function isCovered(row: SqlRow): boolean {
  const covered = row['covered'];
  if (typeof covered !== 'string') return false;
  return names(JSON.parse(covered) as readonly string[], uuidFromBytes(row['post_id'] as Uint8Array));
}

function standIn(row: SqlRow): StandInRow {
  return {
    role: row['role'] as string,
    unit: row['unit'] as string,
    postId: uuidFromBytes(row['post_id'] as Uint8Array),
    absenceId: uuidFromBytes(row['absence_id'] as Uint8Array),
    lastDay: row['last_day'] as string,
    posts: JSON.parse(row['posts'] as string) as readonly string[],
    kind: row['kind'] as StandInRow['kind'],
    categories: JSON.parse((row['categories'] as string | null) ?? '[]') as readonly string[],
    username: row['username'] as string,
    displayName: row['display_name'] as string,
  };
}

async function people(sql: Sql, tail: string, params: readonly SqlValue[]): Promise<readonly PersonRow[]> {
  const rows = await allRows(sql, personShape, tail, params);
  const posts: readonly PostRow[] =
    rows.length > postsByIdMax
      ? await allRows(sql, postShape, 'order by id')
      : await postsOf(
          sql,
          rows.map(({ id }) => id),
        );
  const byAccount = Map.groupBy(posts, ({ accountId }) => accountId);
  return rows.map((row) => ({ ...row, posts: byAccount.get(row.id) ?? [] }));
}

/** More than this are not named one by one. */
const postsByIdMax = 200;

async function postsOf(sql: Sql, accountIds: readonly string[]): Promise<readonly PostRow[]> {
  if (accountIds.length === 0) return [];
  const within = inSql('account_id', accountIds.map(uuidToBytes));
  return await allRows(sql, postShape, `where ${within.sql} order by id`, within.params);
}

async function counted(
  sql: Sql,
  query: string,
  params: readonly SqlValue[] = [],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.all(query, params);
  return new Map(rows.map((row) => [row['name'] as string, Number(row['times'])]));
}
