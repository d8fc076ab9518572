/** How officials sign in: every change that may happen once is one statement that touches one row or none. */
import type {
  AccountNoticeRow,
  LinkRow,
  PasskeyRow,
  SignInTables,
  StepRow,
  TotpRow,
  VerifiedEmailRow,
} from '#engine/runtime/ports/sign-in.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const stepShape = shape<StepRow>('sign_in_step', {
  id: 'id',
  tokenHash: 'words',
  kind: 'words',
  accountId: 'id',
  content: 'json',
  expiresAt: 'number',
});

const totpShape = shape<TotpRow>('totp', {
  accountId: 'id',
  state: 'words',
  sealed: 'bytes',
  masterKeyId: 'words',
  lastStep: 'number',
  createdAt: 'number',
});

const recoveryShape = shape<{ readonly codeHash: string; readonly accountId: string; readonly createdAt: number }>(
  'recovery_code',
  { codeHash: 'words', accountId: 'id', createdAt: 'number' },
);

const passkeyShape = shape<PasskeyRow>('passkey', {
  id: 'id',
  accountId: 'id',
  credentialHash: 'words',
  credentialId: 'words',
  publicKey: 'bytes',
  counter: 'number',
  transports: 'json',
  name: 'words',
  createdAt: 'number',
  usedAt: 'number',
});

const linkShape = shape<LinkRow>('identity_link', {
  id: 'id',
  accountId: 'id',
  provider: 'words',
  identityHash: 'words',
  createdAt: 'number',
  usedAt: 'number',
});

const noticeShape = shape<AccountNoticeRow>('account_notice', {
  id: 'id',
  accountId: 'id',
  at: 'number',
  code: 'words',
  actor: 'words',
  note: 'words',
  seenAt: 'number',
});

const emailShape = shape<VerifiedEmailRow>('verified_email', { accountId: 'id', email: 'words', verifiedAt: 'number' });

export function signInTables(sql: Sql): SignInTables {
  return {
    steps: steps(sql),
    totp: totp(sql),
    owners: async () => ({
      totp: await owners(sql, `select account_id from totp where state = 'kept'`),
      passkeys: await owners(sql, 'select distinct account_id from passkey'),
    }),
    recovery: recovery(sql),
    passkeys: passkeys(sql),
    links: links(sql),
    emails: emails(sql),
    browsers: browsers(sql),
    notices: notices(sql),
  };
}

function steps(sql: Sql): SignInTables['steps'] {
  const byToken: SignInTables['steps']['byToken'] = (kind, tokenHash, now) =>
    firstRow(sql, stepShape, 'where token_hash = ? and kind = ? and expires_at > ?', [tokenHash, kind, now]);
  return {
    insert: (row) => insertRows(sql, stepShape, [row]),
    byId: (id) => firstRow(sql, stepShape, 'where id = ?', [uuidToBytes(id)]),
    byToken,
    async take(kind, tokenHash, now) {
      const row = await byToken(kind, tokenHash, now);
      if (row === undefined) return undefined;
      return (await sql.run('delete from sign_in_step where id = ?', [uuidToBytes(row.id)])) === 1 ? row : undefined;
    },
    async deleteExpired(now) {
      await sql.run('delete from sign_in_step where expires_at <= ?', [now]);
    },
    async remove(ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      await sql.run(`delete from sign_in_step where ${where.sql}`, where.params);
    },
  };
}

function totp(sql: Sql): SignInTables['totp'] {
  return {
    ofAccount: (accountId) => allRows(sql, totpShape, 'where account_id = ?', [uuidToBytes(accountId)]),
    async put(row) {
      await sql.run('delete from totp where account_id = ? and state = ?', [uuidToBytes(row.accountId), row.state]);
      await insertRows(sql, totpShape, [row]);
    },
    async keep(accountId, lastStep) {
      const id = uuidToBytes(accountId);
      await sql.run(`delete from totp where account_id = ? and state = 'kept'`, [id]);
      const keep = `update totp set state = 'kept', last_step = ? where account_id = ? and state = 'asked'`;
      return (await sql.run(keep, [lastStep, id])) === 1;
    },
    async take(accountId, step) {
      const take = `update totp set last_step = ? where account_id = ? and state = 'kept' and last_step < ?`;
      return (await sql.run(take, [step, uuidToBytes(accountId), step])) === 1;
    },
    ofOtherKeys: (keyId) => allRows(sql, totpShape, 'where master_key_id <> ?', [keyId]),
    async rewrap({ accountId, state, masterKeyId: before }, { sealed, masterKeyId }) {
      const rewrap =
        'update totp set sealed = ?, master_key_id = ? where account_id = ? and state = ? and master_key_id = ?';
      await sql.run(rewrap, [sealed, masterKeyId, uuidToBytes(accountId), state, before]);
    },
    async remove(accountId) {
      await sql.run('delete from totp where account_id = ?', [uuidToBytes(accountId)]);
    },
  };
}

async function owners(sql: Sql, query: string): Promise<ReadonlySet<string>> {
  return new Set((await sql.all(query)).map((row) => uuidFromBytes(row['account_id'] as Uint8Array)));
}

function recovery(sql: Sql): SignInTables['recovery'] {
  return {
    async count(accountId) {
      const row = await sql.first('select count(*) as n from recovery_code where account_id = ?', [
        uuidToBytes(accountId),
      ]);
      return Number(row?.['n'] ?? 0);
    },
    async replace(accountId, hashes, now) {
      await sql.run('delete from recovery_code where account_id = ?', [uuidToBytes(accountId)]);
      await insertRows(
        sql,
        recoveryShape,
        hashes.map((codeHash) => ({ codeHash, accountId, createdAt: now })),
      );
    },
    async use(accountId, hash) {
      const ours = [hash, uuidToBytes(accountId)];
      return (await sql.run('delete from recovery_code where code_hash = ? and account_id = ?', ours)) === 1;
    },
  };
}

function passkeys(sql: Sql): SignInTables['passkeys'] {
  const ours = (accountId: string, id: string) => [uuidToBytes(id), uuidToBytes(accountId)];
  return {
    insert: (row) => insertRows(sql, passkeyShape, [row]),
    ofAccount: (accountId) => allRows(sql, passkeyShape, 'where account_id = ? order by id', [uuidToBytes(accountId)]),
    byCredential: (hash) => firstRow(sql, passkeyShape, 'where credential_hash = ?', [hash]),
    async rename(accountId, id, name) {
      const rename = 'update passkey set name = ? where id = ? and account_id = ?';
      return (await sql.run(rename, [name, ...ours(accountId, id)])) === 1;
    },
    async remove(accountId, id) {
      return (await sql.run('delete from passkey where id = ? and account_id = ?', ours(accountId, id))) === 1;
    },
    async removeAll(accountId) {
      await sql.run('delete from passkey where account_id = ?', [uuidToBytes(accountId)]);
    },
    async use(row, counter, now) {
      const use = 'update passkey set counter = ?, used_at = ? where id = ? and counter = ?';
      return (await sql.run(use, [counter, now, uuidToBytes(row.id), row.counter])) === 1;
    },
  };
}

function links(sql: Sql): SignInTables['links'] {
  return {
    insert: (row) => insertRows(sql, linkShape, [row]),
    ofAccount: (accountId) => allRows(sql, linkShape, 'where account_id = ? order by id', [uuidToBytes(accountId)]),
    byIdentity: (hash) => firstRow(sql, linkShape, 'where identity_hash = ?', [hash]),
    async remove(accountId, id) {
      const ours = [uuidToBytes(id), uuidToBytes(accountId)];
      return (await sql.run('delete from identity_link where id = ? and account_id = ?', ours)) === 1;
    },
    async used(id, now) {
      sql.later('update identity_link set used_at = ? where id = ?', [now, uuidToBytes(id)]);
    },
  };
}

function emails(sql: Sql): SignInTables['emails'] {
  return {
    ofAccount: (accountId) => firstRow(sql, emailShape, 'where account_id = ?', [uuidToBytes(accountId)]),
    async put(row) {
      await sql.run('delete from verified_email where account_id = ?', [uuidToBytes(row.accountId)]);
      await insertRows(sql, emailShape, [row]);
    },
  };
}

function browsers(sql: Sql): SignInTables['browsers'] {
  const ignoring = sql.dialect === 'sqlite' ? 'insert or ignore' : 'insert ignore';
  return {
    async known(accountId) {
      const rows = await sql.all('select place from known_browser where account_id = ?', [uuidToBytes(accountId)]);
      return rows.map((row) => String(row['place']));
    },
    async add(accountId, place, now) {
      const add = `${ignoring} into known_browser (account_id, place, seen_at) values (?, ?, ?)`;
      return (await sql.run(add, [uuidToBytes(accountId), place, now])) === 1;
    },
    async seen(accountId, place, now) {
      const seen = 'update known_browser set seen_at = ? where account_id = ? and place = ?';
      sql.later(seen, [now, uuidToBytes(accountId), place]);
    },
    async deleteBefore(seenAt) {
      await sql.run('delete from known_browser where seen_at < ?', [seenAt]);
    },
  };
}

function notices(sql: Sql): SignInTables['notices'] {
  return {
    insert: (row) => insertRows(sql, noticeShape, [row]),
    ofAccount: (accountId, limit) =>
      allRows(sql, noticeShape, 'where account_id = ? order by id desc limit ?', [uuidToBytes(accountId), limit]),
    async unseen(accountId) {
      const query = 'select count(*) as n from account_notice where account_id = ? and seen_at is null';
      return Number((await sql.first(query, [uuidToBytes(accountId)]))?.['n'] ?? 0);
    },
    async seen(accountId, now) {
      await sql.run('update account_notice set seen_at = ? where account_id = ? and seen_at is null', [
        now,
        uuidToBytes(accountId),
      ]);
    },
  };
}
