import type { AccountRow, PostRow, SessionRow } from '#engine/runtime/ports/case-rows.ts';
import type { AccountTables } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const accountShape = shape<AccountRow>('account', {
  id: 'id',
  username: 'words',
  displayName: 'words',
  email: 'words',
  passwordHash: 'words',
  active: 'flag',
  createdAt: 'number',
  firstPassword: 'flag',
});

export const postShape = shape<PostRow>('post', {
  id: 'id',
  accountId: 'id',
  role: 'words',
  unit: 'words',
  validFrom: 'words',
  validTo: 'words',
});

const sessionShape = shape<SessionRow>('session', {
  id: 'id',
  tokenHash: 'words',
  accountId: 'id',
  createdAt: 'number',
  seenAt: 'number',
  agent: 'words',
  network: 'words',
  elsewhere: 'words',
  strength: 'number',
});

export function accountTables(sql: Sql): AccountTables {
  return {
    async insert(account, posts) {
      await insertRows(sql, accountShape, [account]);
      await insertRows(sql, postShape, posts);
    },
    byUsername: (username) => firstRow(sql, accountShape, 'where username = ?', [username]),
    byId: (id) => firstRow(sql, accountShape, 'where id = ?', [uuidToBytes(id)]),
    async byUsernames(usernames) {
      const where = inSql('username', usernames);
      return await allRows(sql, accountShape, `where ${where.sql}`, where.params);
    },
    async reachableIn(unit, day) {
      const valid = `post.unit = ? and (post.valid_from = '' or post.valid_from <= ?) and (post.valid_to = '' or post.valid_to >= ?)`;
      const posted = `exists (select 1 from post where post.account_id = account.id and ${valid})`;
      const standsIn = `exists (select 1 from absence join post on post.account_id = absence.account_id
        where absence.substitute_id = account.id and absence.posts = '[]' and absence.categories is null and absence.ended_at is null
          and absence.first_day <= ? and absence.last_day >= ? and ${valid})`;
      const where = `where active = 1 and email <> '' and (${posted} or ${standsIn}) order by username`;
      return await allRows(sql, accountShape, where, [unit, day, day, day, day, unit, day, day]);
    },
    async roster(day) {
      const away = `absence.account_id = account.id and kind <> 'delegation' and ended_at is null and first_day <= ? and last_day >= ?`;
      const rows = await sql.all(
        `select account.id as account_id, username, email, role, unit from account
        join post on post.account_id = account.id where active = 1 and (valid_from = '' or valid_from <= ?)
          and (valid_to = '' or valid_to >= ?) and not exists (select 1 from absence where ${away})
        union select account.id, username, email, role, unit from absence
        join account on account.id = absence.substitute_id join post on post.account_id = absence.account_id
        where active = 1 and posts = '[]' and categories is null and ended_at is null and first_day <= ? and last_day >= ?
          and (valid_from = '' or valid_from <= ?) and (valid_to = '' or valid_to >= ?)
        order by username, unit, role`,
        [day, day, day, day, day, day, day, day],
      );
      return rows.map((row) => ({
        accountId: uuidFromBytes(row['account_id'] as Uint8Array),
        username: row['username'] as string,
        email: row['email'] as string,
        role: row['role'] as string,
        unit: row['unit'] as string,
      }));
    },
    posts: (accountId) => allRows(sql, postShape, 'where account_id = ? order by id', [uuidToBytes(accountId)]),
    async setPassword(id, passwordHash) {
      sql.later('update account set password_hash = ? where id = ?', [passwordHash, uuidToBytes(id)]);
    },
    async handOut(id, passwordHash) {
      const query = 'update account set password_hash = ? where id = ? and first_password = 1';
      return (await sql.run(query, [passwordHash, uuidToBytes(id)])) > 0;
    },
    async insertSession(row) {
      await insertRows(sql, sessionShape, [row]);
      const used = 'update account set first_password = 0 where id = ? and first_password = 1';
      sql.later(used, [uuidToBytes(row.accountId)]);
    },
    session: (tokenHash) => firstRow(sql, sessionShape, 'where token_hash = ?', [tokenHash]),
    async touchSession(id, seenAt) {
      sql.later('update session set seen_at = ? where id = ?', [seenAt, uuidToBytes(id)]);
    },
    async usedElsewhere(id, agent) {
      sql.later('update session set elsewhere = ? where id = ?', [agent, uuidToBytes(id)]);
    },
    async deleteSession(tokenHash) {
      sql.later('delete from session where token_hash = ?', [tokenHash]);
    },
    sessions: (accountId) =>
      allRows(sql, sessionShape, 'where account_id = ? order by seen_at desc, id desc', [uuidToBytes(accountId)]),
    async endSession(accountId, id) {
      const ours = [uuidToBytes(id), uuidToBytes(accountId)];
      return (await sql.run('delete from session where id = ? and account_id = ?', ours)) > 0;
    },
    async endOtherSessions(accountId, id) {
      sql.later('delete from session where account_id = ? and id <> ?', [uuidToBytes(accountId), uuidToBytes(id)]);
    },
    async deleteSessionsBefore(seenAt) {
      await sql.run('delete from session where seen_at < ?', [seenAt]);
    },
  };
}
