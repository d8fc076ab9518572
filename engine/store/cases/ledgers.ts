import type { AuditRow, ReferenceChangeRow, ReferenceRow } from '#engine/runtime/ports/case-rows.ts';
import type { AuditTable, RateTable, ReferenceTable } from '#engine/runtime/ports/cases.ts';
import type { Sql } from '../sql.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const auditShape = shape<AuditRow>('audit_entry', {
  id: 'id',
  at: 'number',
  actor: 'words',
  action: 'words',
  subject: 'words',
  data: 'json',
});

const referenceShape = shape<ReferenceRow>('reference', { kind: 'words', content: 'words', revision: 'number' });

const changeShape = shape<ReferenceChangeRow>('reference_change', {
  kind: 'words',
  revision: 'number',
  content: 'words',
  note: 'words',
  changedAt: 'number',
  changedBy: 'words',
});

export function auditTable(sql: Sql): AuditTable {
  return {
    append: (row) => insertRows(sql, auditShape, [row]),
    appendAll: (rows) => insertRows(sql, auditShape, rows),
    latest: (limit) => allRows(sql, auditShape, `order by at desc, id desc limit ${Math.trunc(limit)}`),
    ofSubject: (subject) => allRows(sql, auditShape, 'where subject = ? order by at, id', [subject]),
  };
}

export function referenceTable(sql: Sql): ReferenceTable {
  return {
    all: () => allRows(sql, referenceShape, 'order by kind'),
    async stamp() {
      const row = await sql.first('select count(*) as total, coalesce(sum(revision), 0) as revisions from reference');
      return `${Number(row?.['total'])}.${Number(row?.['revisions'])}`;
    },
    async put(row) {
      const params = [row.content, row.revision, row.kind];
      const changed = await sql.run('update reference set content = ?, revision = ? where kind = ?', params);
      if (changed === 0) await insertRows(sql, referenceShape, [row]);
    },
    async replace({ kind, content, revision }) {
      const query = 'update reference set content = ?, revision = revision + 1 where kind = ? and revision = ?';
      return (await sql.run(query, [content, kind, revision])) > 0;
    },
    async keepChange(row) {
      const ignoring = sql.dialect === 'sqlite' ? 'insert or ignore' : 'insert ignore';
      const insert = changeShape.insert([row]);
      await sql.run(insert.sql.replace('insert', ignoring), insert.params);
    },
    changes: (kind, limit) =>
      allRows(sql, changeShape, `where kind = ? order by revision desc limit ${Math.trunc(limit)}`, [kind]),
    async revision(stamp) {
      const rows = await sql.all('select kind, content from reference_revision where stamp = ?', [stamp]);
      if (rows.length === 0) return undefined;
      return Object.fromEntries(rows.map((row) => [row['kind'] as string, row['content'] as string]));
    },
    async keepRevision(stamp, files, since) {
      const ignoring = sql.dialect === 'sqlite' ? 'insert or ignore' : 'insert ignore';
      for (const [kind, content] of Object.entries(files)) {
        const query = `${ignoring} into reference_revision (stamp, kind, content, since) values (?, ?, ?, ?)`;
        await sql.run(query, [stamp, kind, content, since]);
      }
    },
    async firstRevision() {
      const row = await sql.first('select stamp from reference_revision where since = 0 order by stamp limit 1');
      return row && (row['stamp'] as string);
    },
  };
}

export function rateTable(sql: Sql): RateTable {
  const uses = async (key: string, windowStart: number): Promise<number> => {
    const row = await sql.first('select uses from rate_bucket where bucket = ? and window_start = ?', [
      key,
      windowStart,
    ]);
    return Number(row?.['uses'] ?? 0);
  };
  return {
    async hit(key, windowStart, by = 1) {
      const tail =
        sql.dialect === 'sqlite'
          ? 'on conflict (bucket, window_start) do update set uses = uses + excluded.uses'
          : 'on duplicate key update uses = uses + values(uses)';
      await sql.run(`insert into rate_bucket (bucket, window_start, uses) values (?, ?, ?) ${tail}`, [
        key,
        windowStart,
        by,
      ]);
      return await uses(key, windowStart);
    },
    async refund(key, windowStart) {
      const query = 'update rate_bucket set uses = uses - 1 where bucket = ? and window_start = ? and uses > 0';
      await sql.run(query, [key, windowStart]);
    },
    peek: uses,
    async deleteBefore(windowStart) {
      await sql.run('delete from rate_bucket where window_start < ?', [windowStart]);
    },
  };
}
