/** What lies in the archive, read for one transaction: a case that is asked for again is not unpacked again. */
import { notAbout, type Scope, scopeColumns } from '#engine/runtime/access.ts';
import { type Sql, type SqlRow, scopeSql } from '../sql.ts';
import { idIn } from '../tables/rows.ts';
import { uuidToBytes } from '../uuid.ts';
import { type Rows, unpack } from './packing.ts';

export interface Contents {
  /** Rows of one table of a case; none where the case is not in the archive. */
  ofCase(table: string, caseId: string): Promise<readonly SqlRow[]>;
  /** Rows of one table of an instance. */
  ofInstance(table: string, instanceId: string): Promise<readonly SqlRow[]>;
  /** The row of a task, where its case is archived and it meets the scope (left out: whatever it meets). */
  task(id: string, scope?: Scope): Promise<SqlRow | undefined>;
  /** This case is in the hot tables, so that nobody asks for it here: a step costs no look into the archive. */
  isElsewhere(caseId: string): void;
}

/** Who has completed a task has it; of a task that nobody completed nobody asks who did, once its case is closed. */
const scoped = {
  ...Object.fromEntries(scopeColumns.Task.map((name) => [name, `archived_task.${name}`])),
  closedBy: 'archived_task.assignee',
  [notAbout]: 'archived_task.case_id',
};
const known = new WeakMap<Sql, Contents>();

/** One for each transaction. */
export function contentsOf(sql: Sql): Contents {
  const contents = known.get(sql) ?? newContents(sql);
  known.set(sql, contents);
  return contents;
}

function newContents(sql: Sql): Contents {
  const unpacked = new Map<string, Promise<Rows>>();
  const rowsOf = (caseId: string): Promise<Rows> => {
    const rows = unpacked.get(caseId) ?? read(sql, caseId);
    unpacked.set(caseId, rows);
    return rows;
  };
  const ofCase = async (table: string, caseId: string) => (await rowsOf(caseId))[table] ?? [];
  const by = (column: string, id: string) => {
    const bytes = uuidToBytes(id);
    return (row: SqlRow) => bytes.equals(row[column] as Uint8Array);
  };
  return {
    ofCase,
    isElsewhere: (caseId) => void unpacked.set(caseId, Promise.resolve({})),
    async ofInstance(table, instanceId) {
      const row = await sql.first('select case_id from archived_instance where id = ?', [uuidToBytes(instanceId)]);
      if (row === undefined) return [];
      const column = table === 'process_instance' ? 'id' : 'instance_id';
      return (await ofCase(table, idIn(row, 'case_id'))).filter(by(column, instanceId));
    },
    async task(id, scope) {
      const allowed = scope === undefined ? { sql: '1 = 1', params: [] } : scopeSql(scope, scoped);
      const query = `select case_id from archived_task where id = ? and ${allowed.sql}`;
      const row = await sql.first(query, [uuidToBytes(id), ...allowed.params]);
      return row && (await ofCase('task', idIn(row, 'case_id'))).find(by('id', id));
    },
  };
}

async function read(sql: Sql, caseId: string): Promise<Rows> {
  const row = await sql.first('select content from case_archive where case_id = ?', [uuidToBytes(caseId)]);
  return row === undefined ? {} : unpack(row['content'] as Uint8Array);
}
