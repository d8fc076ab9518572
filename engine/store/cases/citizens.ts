/** Sessions of citizens, and whose cases are whose. */
import type { CitizenSessionRow, CitizenTables } from '#engine/runtime/ports/citizens.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const sessionShape = shape<CitizenSessionRow>('citizen_session', {
  id: 'id',
  tokenHash: 'words',
  way: 'words',
  sealed: 'bytes',
  createdAt: 'number',
  seenAt: 'number',
});

/** Where a code that was asked for has rows under its own id; but for the notice, in the demo only. */
const ownTables = ['notice', 'mailbox_message', 'vault_entry', 'vault_key'];

/** Written with the case, in the same packet. @param search words of the case; those of its reporter are marked */
export function keepContacts(sql: Sql, caseId: string, search: string): void {
  const contacts = [...new Set(search.split(' '))].filter((word) => word.startsWith('~'));
  if (contacts.length > 0)
    sql.add(
      'case_contact',
      contacts.map((contact) => ({ contact, case_id: uuidToBytes(caseId) })),
    );
}

export function citizenTables(sql: Sql): CitizenTables {
  const forget = async (id: string): Promise<void> => {
    for (const table of ownTables) await sql.run(`delete from ${table} where case_id = ?`, [uuidToBytes(id)]);
  };
  const ids = async (query: string, params: Parameters<Sql['all']>[1]): Promise<readonly string[]> =>
    (await sql.all(query, params)).map((row) => uuidFromBytes(row['id'] as Uint8Array));
  return {
    insertSession: (row) => insertRows(sql, sessionShape, [row]),
    session: (tokenHash) => firstRow(sql, sessionShape, 'where token_hash = ?', [tokenHash]),
    sessions: () => allRows(sql, sessionShape, 'order by id'),
    async touchSession(id, seenAt) {
      sql.later('update citizen_session set seen_at = ? where id = ?', [seenAt, uuidToBytes(id)]);
    },
    async endSession(id) {
      await sql.run('delete from citizen_session where id = ?', [uuidToBytes(id)]);
    },
    sessionsBefore: ({ seenAt, createdAt }, limit) =>
      ids(`select id from citizen_session where seen_at <= ? or created_at <= ? limit ${Math.trunc(limit)}`, [
        seenAt,
        createdAt,
      ]),
    codesOver: (now, limit) =>
      ids(
        `select id from sign_in_step where kind = 'citizenCode' and expires_at <= ? order by expires_at limit ${Math.trunc(limit)}`,
        [now],
      ),
    forgetCode: forget,
    async casesOf(contacts, before, limit) {
      if (contacts.length === 0) return [];
      const theirs = inSql('c.contact', contacts);
      const after = before === null ? '' : 'and c.case_id < ?';
      return await ids(
        `select distinct c.case_id as id from case_contact c join case_record r on r.id = c.case_id
         where ${theirs.sql} ${after} and r.confidentiality = 'normal' and r.state <> 'erased'
         order by c.case_id desc limit ${Math.trunc(limit)}`,
        [...theirs.params, ...(before === null ? [] : [uuidToBytes(before)])],
      );
    },
  };
}
