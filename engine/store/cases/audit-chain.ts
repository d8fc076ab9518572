/** The chain over the audit's entries: append-only seals, and one row that says where it stands. */
import type { AuditChainTable, ChainState, Seal, SealedEntry, StoredEntry } from '#engine/runtime/ports/audit.ts';
import { inSql, type Sql, type SqlRow } from '../sql.ts';
import { idIn, numberIn, numberOrNullIn, textIn } from '../tables/rows.ts';
import { firstIdAt, uuidToBytes } from '../uuid.ts';
import { firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const sealShape = shape<Seal>('audit_seal', {
  number: 'number',
  entryId: 'id',
  entryHash: 'words',
  sealedAt: 'number',
  chain: 'words',
});

const stateShape = shape<ChainState & { readonly name: string }>('audit_chain', {
  name: 'words',
  sealer: 'words',
  sealerUntil: 'number',
  exportedNumber: 'number',
  exportedAt: 'number',
  exportTriedAt: 'number',
  exportFault: 'words',
});

/** There is one chain. */
const chainName = 'audit';
const before: ChainState = {
  sealer: '',
  sealerUntil: 0,
  exportedNumber: 0,
  exportedAt: null,
  exportTriedAt: 0,
  exportFault: '',
};

const entryColumns = 'e.id, e.at, e.actor, e.action, e.subject, e.data';

export function auditChainTable(sql: Sql): AuditChainTable {
  return {
    state: async () => (await firstRow(sql, stateShape, 'where name = ?', [chainName])) ?? before,
    async putState({ sealer, sealerUntil, exportedNumber, exportedAt, exportTriedAt, exportFault }) {
      const changed = await sql.run(
        `update audit_chain set sealer = ?, sealer_until = ?, exported_number = ?, exported_at = ?,
           export_tried_at = ?, export_fault = ? where name = ?`,
        [sealer, sealerUntil, exportedNumber, exportedAt, exportTriedAt, exportFault, chainName],
      );
      const state = { sealer, sealerUntil, exportedNumber, exportedAt, exportTriedAt, exportFault };
      if (changed === 0) await insertRows(sql, stateShape, [{ ...state, name: chainName }]);
    },
    head: () => firstRow(sql, sealShape, 'order by number desc limit 1'),
    async unsealed(limit) {
      const query = `select ${entryColumns} from audit_entry e where e.sealed is null order by e.id limit ?`;
      return (await sql.all(query, [limit])).map(entryFrom);
    },
    async waiting() {
      const query = 'select count(*) as entries, min(at) as oldest from audit_entry where sealed is null';
      const row = (await sql.first(query)) ?? {};
      return { entries: numberIn(row, 'entries'), oldestAt: numberOrNullIn(row, 'oldest') };
    },
    async seal(seals) {
      await insertRows(sql, sealShape, seals);
      const where = inSql(
        'id',
        seals.map((seal) => uuidToBytes(seal.entryId)),
      );
      await sql.run(`update audit_entry set sealed = 1 where ${where.sql}`, where.params);
    },
    async page(after, limit) {
      const seals = 's.number, s.entry_id, s.entry_hash, s.sealed_at, s.chain';
      const query = `select ${seals}, ${entryColumns} from audit_seal s left join audit_entry e on e.id = s.entry_id
        where s.number > ? order by s.number limit ?`;
      return (await sql.all(query, [after, limit])).map(sealedFrom);
    },
    async withoutSeal(limit, since = 0) {
      const query = `select ${entryColumns} from audit_entry e where e.sealed is not null and e.id >= ? and not exists
        (select 1 from audit_seal s where s.entry_id = e.id) order by e.id limit ?`;
      return (await sql.all(query, [uuidToBytes(firstIdAt(since)), limit])).map(entryFrom);
    },
  };
}

function entryFrom(row: SqlRow): StoredEntry {
  return {
    id: idIn(row, 'id'),
    at: numberIn(row, 'at'),
    actor: textIn(row, 'actor'),
    action: textIn(row, 'action'),
    subject: textIn(row, 'subject'),
    data: textIn(row, 'data'),
  };
}

function sealedFrom(row: SqlRow): SealedEntry {
  return { seal: sealShape.read(row), entry: row['id'] === null ? undefined : entryFrom(row) };
}
