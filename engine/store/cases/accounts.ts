import type { AccountRow, PostRow, SessionRow } from '#engine/runtime/ports/case-rows.ts';
import type { AccountTables } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { shape } from './shape.ts';

const accountShape = shape<AccountRow>('account', {
  id: 'id',
  username: 'words',
  displayName: 'words',
  email: 'words',
  passwordHash: 'words',
  active: 'flag',
  createdAt: 'number',
});

const postShape = shape<PostRow>('post', { id: 'id', accountId: 'id', role: 'words', unit: 'words' });

const sessionShape = shape<SessionRow>('session', {
  id: 'id',
  tokenHash: 'words',
  accountId: 'id',
  createdAt: 'number',
  seenAt: 'number',
});

export function accountTables(sql: Sql): AccountTables {
  return {
    async insert(account, posts) {
      const insert = accountShape.insert([account]);
      await sql.run(insert.sql, insert.params);
      if (posts.length === 0) return;
      const insertPosts = postShape.insert(posts);
      await sql.run(insertPosts.sql, insertPosts.params);
    },
    async byUsername(username) {
      const row = await sql.first(`select ${accountShape.columns} from account where username = ?`, [username]);
      return row && accountShape.read(row);
    },
    async byId(id) {
      const row = await sql.first(`select ${accountShape.columns} from account where id = ?`, [uuidToBytes(id)]);
      return row && accountShape.read(row);
    },
    async byUsernames(usernames) {
      const where = inSql('username', usernames);
      const rows = await sql.all(`select ${accountShape.columns} from account where ${where.sql}`, where.params);
      return rows.map(accountShape.read);
    },
    async reachableIn(unit) {
      const rows = await sql.all(
        `select ${accountShape.columns} from account where active = 1 and email <> ''
           and exists (select 1 from post where post.account_id = account.id and post.unit = ?) order by username`,
        [unit],
      );
      return rows.map(accountShape.read);
    },
    async posts(accountId) {
      const query = `select ${postShape.columns} from post where account_id = ? order by id`;
      return (await sql.all(query, [uuidToBytes(accountId)])).map(postShape.read);
    },
    async setPassword(id, passwordHash) {
      await sql.run('update account set password_hash = ? where id = ?', [passwordHash, uuidToBytes(id)]);
    },
    async insertSession(row) {
      const insert = sessionShape.insert([row]);
      await sql.run(insert.sql, insert.params);
    },
    async session(tokenHash) {
      const row = await sql.first(`select ${sessionShape.columns} from session where token_hash = ?`, [tokenHash]);
      return row && sessionShape.read(row);
    },
    async touchSession(id, seenAt) {
      await sql.run('update session set seen_at = ? where id = ?', [seenAt, uuidToBytes(id)]);
    },
    async deleteSession(tokenHash) {
      await sql.run('delete from session where token_hash = ?', [tokenHash]);
    },
  };
}
