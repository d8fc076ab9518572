import type {
  CasesBy,
  Places,
  ReorganisationItemRow,
  ReorganisationRow,
  ReorganisationTables,
} from '#engine/runtime/ports/reorganisation.ts';
import { inSql, type Sql, type SqlRow, type SqlValue } from '../sql.ts';
import { openCase, openTask } from '../tables/standing.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const planShape = shape<ReorganisationRow>('reorganisation', {
  id: 'id',
  state: 'words',
  phase: 'words',
  effectiveDay: 'words',
  content: 'json',
  note: 'words',
  report: 'json',
  createdAt: 'number',
  createdBy: 'words',
  startedAt: 'number',
  endedAt: 'number',
});

const itemShape = shape<ReorganisationItemRow>('reorganisation_item', {
  reorganisationId: 'id',
  kind: 'words',
  subject: 'words',
  fromUnit: 'words',
  toUnit: 'words',
  outcome: 'words',
  movedAt: 'number',
});

export function reorganisationTables(sql: Sql): ReorganisationTables {
  return {
    insert: (row) => insertRows(sql, planShape, [row]),
    byId: (id) => firstRow(sql, planShape, 'where id = ?', [uuidToBytes(id)]),
    all: (limit) => allRows(sql, planShape, 'order by id desc limit ?', [limit]),
    due: (day) =>
      allRows(
        sql,
        planShape,
        `where state = 'running' or (state = 'planned' and effective_day <= ?) order by effective_day, id`,
        [day],
      ),
    async move({ id, state, phase }, to) {
      const set = planShape.set(to);
      if (set === undefined) return false;
      const query = `update reorganisation set ${set.sql} where id = ? and state = ? and phase = ?`;
      return (await sql.run(query, [...set.params, uuidToBytes(id), state, phase])) > 0;
    },
    note: (row) => noteItem(sql, row),
    counts: (id) => movedCounts(sql, id),
    stays: (id, limit) =>
      allRows(sql, itemShape, `where reorganisation_id = ? and outcome <> '' order by subject limit ?`, [
        uuidToBytes(id),
        limit,
      ]),
    openCasesOf: (places, after, limit) => openCasesOf(sql, places, after, limit),
    async openTasksOf(units, limit) {
      const within = inSql('unit', units);
      const query = `select id from task where ${openTask} and ${within.sql} order by id limit ?`;
      return (await sql.all(query, [...within.params, limit])).map((row) => uuidFromBytes(row['id'] as Uint8Array));
    },
    async moveTask(id, from, to) {
      const query = 'update task set unit = ? where id = ? and is_open = 1 and unit = ?';
      return (await sql.run(query, [to, uuidToBytes(id), from])) > 0;
    },
    async casesBy(units) {
      const within = inSql('unit', units);
      const rows = await sql.all(
        `select unit, ward, category, state, count(*) as times from case_record where ${within.sql}
        group by unit, ward, category, state`,
        within.params,
      );
      return rows.map((row) => ({ ...placeOf(row), state: row['state'] as string }));
    },
    async tasksBy(units) {
      const within = inSql('unit', units);
      const query = `select unit, ward, category, count(*) as times from task where ${openTask} and ${within.sql} group by unit, ward, category`;
      return (await sql.all(query, within.params)).map(placeOf);
    },
    async moveResponsibilities(from, to) {
      const ids = [uuidToBytes(to), uuidToBytes(from)];
      await moved(sql, 'post_id', ids);
    },
    moveResponsibilityWard: (from, to) => moved(sql, 'ward', [to, from]),
    async openCasesInWard(ward) {
      const row = await sql.first(`select count(*) as times from case_record where ${openCase} and ward = ?`, [ward]);
      return Number(row?.['times'] ?? 0);
    },
  };
}

/** Who answers for a thing already keeps it; the other line goes. */
async function moved(sql: Sql, column: 'post_id' | 'ward', params: readonly SqlValue[]): Promise<void> {
  const update = sql.dialect === 'sqlite' ? 'update or ignore' : 'update ignore';
  await sql.run(`${update} responsibility set ${column} = ? where ${column} = ?`, params);
  await sql.run(`delete from responsibility where ${column} = ?`, params.slice(1));
}

async function openCasesOf(
  sql: Sql,
  { units, wards }: Places,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const [ofUnits, ofWards] = [inSql('unit', units), inSql('ward', wards)];
  const rows = await sql.all(
    `select id from case_record where ${openCase} and (${ofUnits.sql} or ${ofWards.sql}) and id > ? order by id limit ?`,
    [...ofUnits.params, ...ofWards.params, uuidToBytes(after), limit],
  );
  return rows.map((row) => uuidFromBytes(row['id'] as Uint8Array));
}

async function movedCounts(sql: Sql, id: string): ReturnType<ReorganisationTables['counts']> {
  const rows = await sql.all(
    `select kind, from_unit, to_unit, count(*) as times from reorganisation_item
    where reorganisation_id = ? and outcome = '' group by kind, from_unit, to_unit order by kind, from_unit, to_unit`,
    [uuidToBytes(id)],
  );
  return rows.map((row) => ({
    kind: row['kind'] as ReorganisationItemRow['kind'],
    fromUnit: row['from_unit'] as string,
    toUnit: row['to_unit'] as string,
    count: Number(row['times']),
  }));
}

/** What did not move before may be noted anew; what moved stays noted. */
async function noteItem(sql: Sql, row: ReorganisationItemRow): Promise<boolean> {
  const { reorganisationId, kind, subject, fromUnit, toUnit, outcome, movedAt } = row;
  const again = `update reorganisation_item set from_unit = ?, to_unit = ?, outcome = ?, moved_at = ?
    where reorganisation_id = ? and kind = ? and subject = ? and outcome <> ''`;
  const key = [uuidToBytes(reorganisationId), kind, subject];
  if ((await sql.run(again, [fromUnit, toUnit, outcome, movedAt, ...key])) > 0) return true;
  const ignoring = sql.dialect === 'sqlite' ? 'insert or ignore' : 'insert ignore';
  const insert = itemShape.insert([row]);
  return (await sql.run(insert.sql.replace('insert', ignoring), insert.params)) > 0;
}

function placeOf(row: SqlRow): Omit<CasesBy, 'state'> {
  return {
    unit: row['unit'] as string,
    ward: row['ward'] as string,
    category: row['category'] as string,
    count: Number(row['times']),
  };
}
