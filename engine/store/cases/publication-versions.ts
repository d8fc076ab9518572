import type {
  PublicationPhotoRow,
  PublicationPhotoTable,
  PublicationVersionRow,
  PublicationVersionTable,
} from '#engine/runtime/ports/publication-versions.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { ofCasesWithin } from './case-scope.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const versionShape = shape<PublicationVersionRow>('publication_version', {
  id: 'id',
  caseId: 'id',
  number: 'number',
  state: 'words',
  slug: 'words',
  entries: 'json',
  photos: 'json',
  publicNote: 'words',
  noteEntry: 'id',
  digest: 'words',
  preparedBy: 'words',
  preparedAt: 'number',
  decidedBy: 'words',
  decidedAt: 'number',
  endedBy: 'words',
  endedAt: 'number',
});

const photoShape = shape<PublicationPhotoRow>('publication_photo', {
  id: 'id',
  caseId: 'id',
  sourceId: 'id',
  kind: 'words',
  beforeId: 'id',
  boxes: 'json',
  mediaType: 'words',
  width: 'number',
  height: 'number',
  bytes: 'number',
  sha256: 'words',
  madeBy: 'words',
  createdAt: 'number',
});

export function publicationVersionTable(sql: Sql): PublicationVersionTable {
  return {
    insert: (row) => insertRows(sql, versionShape, [row]),
    ofCase: (caseId) => allRows(sql, versionShape, 'where case_id = ? order by number', [uuidToBytes(caseId)]),
    bySlug: (slug) => firstRow(sql, versionShape, 'where slug = ? order by number desc limit 1', [slug]),
    async prepared(scopes, limit) {
      const within = ofCasesWithin(scopes, 'publication_version.case_id');
      const tail = `where state = 'prepared' and ${within.sql} order by prepared_at, id limit ?`;
      return await allRows(sql, versionShape, tail, [...within.params, limit]);
    },
    async move(id, from, change) {
      const set = versionShape.set(change);
      if (set === undefined) return true;
      const query = `update publication_version set ${set.sql} where id = ? and state = ?`;
      return (await sql.run(query, [...set.params, uuidToBytes(id), from])) === 1;
    },
  };
}

export function publicationPhotoTable(sql: Sql): PublicationPhotoTable {
  return {
    insert: (row) => insertRows(sql, photoShape, [row]),
    byId: (id) => firstRow(sql, photoShape, 'where id = ?', [uuidToBytes(id)]),
    ofCase: (caseId) => allRows(sql, photoShape, 'where case_id = ? order by created_at, id', [uuidToBytes(caseId)]),
    async known(ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      return (await allRows(sql, photoShape, `where ${where.sql}`, where.params)).map((row) => row.id);
    },
  };
}
