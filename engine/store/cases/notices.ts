import { noticeLife } from '#engine/cases/lifecycles/notice.ts';
import type { MailboxRow, NoticeRow } from '#engine/runtime/ports/case-rows.ts';
import type { MailboxTable, NoticeTable } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

export const noticeShape = shape<NoticeRow>('notice', {
  id: 'id',
  caseId: 'id',
  owner: 'id',
  serviceVersionId: 'id',
  dedupeKey: 'words',
  channel: 'words',
  template: 'words',
  language: 'words',
  recipientEntry: 'id',
  recipientAccount: 'id',
  params: 'json',
  state: 'words',
  attempt: 'number',
  nextAt: 'number',
  leaseUntil: 'number',
  leaseToken: 'words',
  providerId: 'words',
  providerStatus: 'words',
  fault: 'words',
  createdAt: 'number',
  sentAt: 'number',
  requestId: 'id',
});

/** What a provider reports, as a move of the notice's life. */
const reports = { sent: 'accept', delivered: 'deliver', bounced: 'bounce' } as const;

const mailboxShape = shape<MailboxRow>('mailbox_message', {
  id: 'id',
  caseId: 'id',
  channel: 'words',
  entry: 'id',
  at: 'number',
});

export function noticeTable(sql: Sql): NoticeTable {
  return {
    insertNew: (rows) => insertRows(sql, noticeShape, rows),
    async insert(row) {
      const insert = noticeShape.insert([row]);
      const ignore = sql.dialect === 'sqlite' ? 'insert or ignore' : 'insert ignore';
      return (await sql.run(insert.sql.replace('insert', ignore), insert.params)) === 1;
    },
    async due(channel, now, limit) {
      // To the same reporter and on the same channel a notice waits for the one before it; to anybody else it never does.
      return await allRows(
        sql,
        noticeShape,
        `where channel = ? and
           ((state in ('queued', 'unknown') and next_at <= ?) or (state = 'sending' and lease_until <= ?))
           and not exists (select 1 from notice earlier where earlier.case_id = notice.case_id
             and earlier.channel = notice.channel and earlier.recipient_entry = notice.recipient_entry
             and earlier.state in ('queued', 'sending', 'unknown')
             and earlier.id < notice.id)
         order by next_at, id limit ${Math.trunc(limit)}`,
        [channel, now, now],
      );
    },
    async lease(row, { token, until }) {
      const leased = noticeLife.next(row.state, 'lease');
      if (leased === undefined) return false;
      const changed = await sql.run(
        `update notice set state = ?, attempt = attempt + 1, lease_token = ?, lease_until = ?
         where id = ? and state = ? and attempt = ? and coalesce(lease_until, 0) = ?`,
        [leased, token, until, uuidToBytes(row.id), row.state, row.attempt, row.leaseUntil ?? 0],
      );
      return changed === 1;
    },
    async renew(id, { token, until }) {
      const changed = await sql.run(
        `update notice set lease_until = ? where id = ? and state = 'sending' and lease_token = ?`,
        [until, uuidToBytes(id), token],
      );
      return changed === 1;
    },
    async hasten(channel, now, but) {
      const others = inSql('fault', but);
      await sql.run(
        `update notice set next_at = ? where channel = ? and state = 'queued' and next_at > ? and not (${others.sql})`,
        [now, channel, now, ...others.params],
      );
    },
    async endLeases(now) {
      await sql.run(`update notice set lease_until = ? where state = 'sending' and lease_until > ?`, [now, now]);
    },
    async settle(id, token, outcome) {
      const set = noticeShape.set({ ...outcome, leaseUntil: null });
      if (!set) return false;
      const changed = await sql.run(
        `update notice set ${set.sql} where id = ? and state = 'sending' and lease_token = ?`,
        [...set.params, uuidToBytes(id), token],
      );
      return changed === 1;
    },
    async report(id, state, { status, providerId }) {
      const before = noticeLife.states.filter((one) => noticeLife.can(one, reports[state]));
      const marks = before.map(() => '?').join(', ');
      const changed = await sql.run(
        `update notice set state = ?, provider_status = ?, lease_until = null,
           provider_id = case when provider_id = '' then ? else provider_id end
         where id = ? and state in (${marks})`,
        [state, status, providerId, uuidToBytes(id), ...before],
      );
      return changed === 1;
    },
    ofCase: (caseId) => allRows(sql, noticeShape, 'where case_id = ? order by id', [uuidToBytes(caseId)]),
    ...waitingNotices(sql),
    async countByState() {
      const rows = await sql.all('select state, count(*) as total from notice group by state');
      return Object.fromEntries(rows.map((row) => [String(row['state']), Number(row['total'])]));
    },
  };
}

function waitingNotices(sql: Sql): Pick<NoticeTable, 'waiting' | 'giveUp'> {
  return {
    async waiting() {
      const row = await sql.first(
        `select count(*) as total from notice where state in ('queued', 'sending', 'unknown')`,
      );
      return Number(row?.['total'] ?? 0);
    },
    giveUp: (fault) =>
      sql.run(
        `update notice set state = 'dead', fault = ?, lease_until = null where state in ('queued', 'sending', 'unknown')`,
        [fault],
      ),
  };
}

export function mailboxTable(sql: Sql): MailboxTable {
  return {
    insert: (row) => insertRows(sql, mailboxShape, [row]),
    async has(id) {
      const row = await sql.first('select 1 as found from mailbox_message where id = ?', [uuidToBytes(id)]);
      return row !== undefined;
    },
    latest: (limit) => allRows(sql, mailboxShape, `order by at desc, id desc limit ${Math.trunc(limit)}`),
  };
}
