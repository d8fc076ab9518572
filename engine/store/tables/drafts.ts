/** What hangs on drafts of services. */
import type {
  DraftTables,
  PlanRow,
  PresenceRow,
  RemarkRow,
  ReviewRow,
  SaveRow,
  SaveSummary,
} from '#engine/runtime/ports/drafts.ts';
import { allRows, firstRow, insertRows } from '../cases/rows.ts';
import { shape } from '../cases/shape.ts';
import type { Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';

const reviewShape = shape<ReviewRow>('service_review', {
  id: 'id',
  service: 'words',
  versionId: 'id',
  revision: 'number',
  state: 'words',
  note: 'words',
  askedAt: 'number',
  askedBy: 'words',
  decidedAt: 'number',
  decidedBy: 'words',
  answer: 'words',
});

const remarkShape = shape<RemarkRow>('service_remark', {
  id: 'id',
  versionId: 'id',
  path: 'words',
  element: 'words',
  thread: 'id',
  content: 'words',
  writtenAt: 'number',
  writtenBy: 'words',
  resolvedAt: 'number',
  resolvedBy: 'words',
});

const saveKinds = {
  id: 'id',
  versionId: 'id',
  path: 'words',
  revision: 'number',
  begunAt: 'number',
  savedAt: 'number',
  savedBy: 'words',
  note: 'words',
} as const;
const saveShape = shape<SaveRow>('service_save', { ...saveKinds, content: 'words' });
const summaryShape = shape<SaveSummary>('service_save', saveKinds);

const planShape = shape<PlanRow>('service_plan', {
  id: 'id',
  service: 'words',
  versionId: 'id',
  revision: 'number',
  publishAt: 'number',
  note: 'words',
  state: 'words',
  plannedAt: 'number',
  plannedBy: 'words',
  endedAt: 'number',
  reason: 'words',
});

const presenceShape = shape<PresenceRow>('service_presence', {
  id: 'id',
  service: 'words',
  path: 'words',
  username: 'words',
  untilAt: 'number',
});

export function draftTables(sql: Sql): DraftTables {
  return {
    reviews: reviewTable(sql),
    remarks: remarkTable(sql),
    saves: saveTable(sql),
    plans: planTable(sql),
    presence: presenceTable(sql),
    async forget(versionId) {
      for (const table of ['service_review', 'service_remark', 'service_save', 'service_plan']) {
        await sql.run(`delete from ${table} where version_id = ?`, [uuidToBytes(versionId)]);
      }
    },
  };
}

function reviewTable(sql: Sql): DraftTables['reviews'] {
  return {
    insert: (row) => insertRows(sql, reviewShape, [row]),
    ofVersion: (versionId) =>
      allRows(sql, reviewShape, 'where version_id = ? order by id desc', [uuidToBytes(versionId)]),
    waiting: () => allRows(sql, reviewShape, `where state = 'waiting' order by id`, []),
    async decide(id, { state, revision, decidedAt, decidedBy, answer }) {
      const decide = `update service_review set state = ?, revision = ?, decided_at = ?, decided_by = ?, answer = ?
        where id = ? and state = 'waiting'`;
      return (await sql.run(decide, [state, revision, decidedAt, decidedBy, answer, uuidToBytes(id)])) === 1;
    },
  };
}

function remarkTable(sql: Sql): DraftTables['remarks'] {
  return {
    insert: (row) => insertRows(sql, remarkShape, [row]),
    byId: (id) => firstRow(sql, remarkShape, 'where id = ?', [uuidToBytes(id)]),
    ofVersion: (versionId) => allRows(sql, remarkShape, 'where version_id = ? order by id', [uuidToBytes(versionId)]),
    async resolve(id, at, by) {
      const resolve = 'update service_remark set resolved_at = ?, resolved_by = ? where id = ?';
      await sql.run(resolve, [at, by, uuidToBytes(id)]);
    },
  };
}

function saveTable(sql: Sql): DraftTables['saves'] {
  return {
    insert: (row) => insertRows(sql, saveShape, [row]),
    list: (versionId, path, limit) =>
      allRows(
        sql,
        summaryShape,
        `where version_id = ? ${path === '' ? '' : 'and path = ?'} order by id desc limit ${Number(limit)}`,
        [uuidToBytes(versionId), ...(path === '' ? [] : [path])],
      ),
    byId: (id) => firstRow(sql, saveShape, 'where id = ?', [uuidToBytes(id)]),
    async grow(id, { revision, savedAt, content }) {
      const grow = 'update service_save set revision = ?, saved_at = ?, content = ? where id = ?';
      await sql.run(grow, [revision, savedAt, content, uuidToBytes(id)]);
    },
    async note(id, note) {
      await sql.run('update service_save set note = ? where id = ?', [note, uuidToBytes(id)]);
    },
    async remove(ids) {
      for (const id of ids) await sql.run('delete from service_save where id = ?', [uuidToBytes(id)]);
    },
    async removeOf(versionId) {
      await sql.run('delete from service_save where version_id = ?', [uuidToBytes(versionId)]);
    },
  };
}

function planTable(sql: Sql): DraftTables['plans'] {
  return {
    insert: (row) => insertRows(sql, planShape, [row]),
    ofVersion: (versionId) =>
      allRows(sql, planShape, 'where version_id = ? order by id desc', [uuidToBytes(versionId)]),
    due: (now, limit) =>
      allRows(
        sql,
        planShape,
        `where state = 'waiting' and publish_at <= ? order by publish_at, id limit ${Number(limit)}`,
        [now],
      ),
    async end(id, state, at, reason) {
      const end = `update service_plan set state = ?, ended_at = ?, reason = ? where id = ? and state = 'waiting'`;
      return (await sql.run(end, [state, at, reason, uuidToBytes(id)])) === 1;
    },
  };
}

function presenceTable(sql: Sql): DraftTables['presence'] {
  return {
    async put(row) {
      const { id, service, path, username, untilAt } = row;
      const again = 'update service_presence set service = ?, path = ?, until_at = ? where id = ? and username = ?';
      if ((await sql.run(again, [service, path, untilAt, uuidToBytes(id), username])) === 1) return;
      await insertRows(sql, presenceShape, [row]);
    },
    async remove(id) {
      await sql.run('delete from service_presence where id = ?', [uuidToBytes(id)]);
    },
    of: (service, now) =>
      allRows(sql, presenceShape, 'where service = ? and until_at > ? order by username, id', [service, now]),
    async sweep(before) {
      await sql.run('delete from service_presence where until_at < ?', [before]);
    },
  };
}
