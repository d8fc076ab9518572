import { scopeColumns } from '#engine/runtime/access.ts';
import type {
  DossierEventRow,
  DossierQuery,
  DossierRow,
  DossierTable,
  ProcedureUse,
  ProcedureVersionRow,
} from '#engine/runtime/ports/dossiers.ts';
import { type Fragment, inSql, type Sql, type SqlValue, scopeSql } from '../sql.ts';
import { openCase } from '../tables/standing.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';
import { lastInCounter, nextInCounter } from './counters.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const dossierShape = shape<DossierRow>('dossier', {
  caseId: 'id',
  code: 'words',
  procedureCode: 'words',
  procedureVersion: 'words',
  field: 'words',
  channel: 'words',
  receivingUnit: 'words',
  unit: 'words',
  competentUnit: 'words',
  recordsUnit: 'words',
  ward: 'words',
  confidentiality: 'words',
  receivedAt: 'number',
});

const versionShape = shape<ProcedureVersionRow>('procedure_version', {
  id: 'words',
  procedureCode: 'words',
  content: 'words',
  since: 'number',
});

export const dossierEventShape = shape<DossierEventRow>('dossier_event', {
  id: 'id',
  caseId: 'id',
  at: 'number',
  kind: 'words',
  actor: 'words',
  unit: 'words',
  element: 'words',
  number: 'words',
  symbol: 'words',
  dueBefore: 'number',
  dueAfter: 'number',
  fileId: 'id',
  noteEntry: 'id',
  data: 'json',
});

/** Columns that access rules speak of, by their names there. */
export const dossierColumns: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    scopeColumns.Dossier.map((name) => [
      name,
      `dossier.${name.replaceAll(/[A-Z]/g, (one) => `_${one.toLowerCase()}`)}`,
    ]),
  ),
  procedure: 'dossier.procedure_code',
};

export function dossierTable(sql: Sql): DossierTable {
  return {
    nextSerial: (prefix) => nextInCounter(sql, prefix),
    lastSerial: (prefix) => lastInCounter(sql, prefix),
    insert: (row) => insertRows(sql, dossierShape, [row]),
    byCase: (caseId) => firstRow(sql, dossierShape, 'where case_id = ?', [uuidToBytes(caseId)]),
    byCode: (code) => firstRow(sql, dossierShape, 'where code = ?', [code]),
    async openOf({ units, wards }, after, limit) {
      const columns = ['receiving_unit', 'unit', 'competent_unit', 'records_unit'].map((name) => inSql(name, units));
      const places = [...columns, inSql('ward', wards)];
      const isOpen = `exists (select 1 from case_record where case_record.id = dossier.case_id and ${openCase})`;
      const where = `(${places.map((one) => one.sql).join(' or ')}) and ${isOpen} and case_id > ?`;
      const params = [...places.flatMap((one) => one.params), uuidToBytes(after), limit];
      return await allRows(sql, dossierShape, `where ${where} order by case_id limit ?`, params);
    },
    async handOver(caseId, to) {
      const set = dossierShape.set(to);
      if (set === undefined) return;
      await sql.run(`update dossier set ${set.sql} where case_id = ?`, [...set.params, uuidToBytes(caseId)]);
    },
    async allowed(scope, caseId) {
      const where = scopeSql(scope, dossierColumns);
      const query = `select 1 as found from dossier where case_id = ? and ${where.sql}`;
      return (await sql.first(query, [uuidToBytes(caseId), ...where.params])) !== undefined;
    },
    async allowedOf(scope, caseIds) {
      const [among, within] = [inSql('case_id', caseIds.map(uuidToBytes)), scopeSql(scope, dossierColumns)];
      const query = `select case_id from dossier where ${among.sql} and ${within.sql}`;
      const rows = await sql.all<{ case_id: Uint8Array }>(query, [...among.params, ...within.params]);
      return rows.map((row) => uuidFromBytes(row.case_id));
    },
    async page(scope, query) {
      const { from, to, after, limit } = query;
      const within = scopeSql(scope, dossierColumns);
      const narrowed = narrowedTo(query);
      const place: readonly SqlValue[] = [after?.receivedAt ?? from, after?.receivedAt ?? from];
      return await allRows(
        sql,
        dossierShape,
        `where received_at >= ? and received_at < ? and (received_at > ? or (received_at = ? and case_id > ?))
         and ${within.sql} and ${narrowed.sql} order by received_at, case_id limit ?`,
        [
          from,
          to,
          ...place,
          after ? uuidToBytes(after.caseId) : new Uint8Array(0),
          ...within.params,
          ...narrowed.params,
          limit,
        ],
      );
    },
    async keepVersion(row) {
      const ignoring = sql.dialect === 'sqlite' ? 'insert or ignore' : 'insert ignore';
      const columns = versionShape.columnsOf(row);
      const names = Object.keys(columns);
      await sql.run(
        `${ignoring} into procedure_version (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
        Object.values(columns),
      );
    },
    running: (procedureCode) => running(sql, procedureCode),
    version: (id) => firstRow(sql, versionShape, 'where id = ?', [id]),
    async eventsOfAll(caseIds) {
      const where = inSql('case_id', caseIds.map(uuidToBytes));
      return await allRows(sql, dossierEventShape, `where ${where.sql} order by at, id`, where.params);
    },
    addEvents: (rows) => insertRows(sql, dossierEventShape, rows),
    eventsOf: (caseId) => allRows(sql, dossierEventShape, 'where case_id = ? order by at, id', [uuidToBytes(caseId)]),
  };
}

async function running(sql: Sql, procedureCode: string | undefined): Promise<readonly ProcedureUse[]> {
  const one = procedureCode === undefined ? '' : 'and d.procedure_code = ?';
  const rows = await sql.all<{ code: string; version: string; dossiers: number }>(
    `select d.procedure_code as code, d.procedure_version as version, count(*) as dossiers
     from dossier d join case_record on case_record.id = d.case_id
     where ${openCase} ${one} group by d.procedure_code, d.procedure_version`,
    procedureCode === undefined ? [] : [procedureCode],
  );
  return rows.map(({ code, version, dossiers }) => ({
    procedureCode: code,
    procedureVersion: version,
    dossiers: Number(dossiers),
  }));
}

function narrowedTo({ receivingUnit, procedureCode, state }: DossierQuery): Fragment {
  const parts: Fragment[] = [{ sql: '1 = 1', params: [] }];
  if (receivingUnit !== undefined) parts.push({ sql: 'receiving_unit = ?', params: [receivingUnit] });
  if (procedureCode !== undefined) parts.push({ sql: 'procedure_code = ?', params: [procedureCode] });
  if (state !== undefined) {
    const held = 'exists (select 1 from case_record where case_record.id = dossier.case_id and case_record.state = ?)';
    parts.push({ sql: held, params: [state] });
  }
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
}
