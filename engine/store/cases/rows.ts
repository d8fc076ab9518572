/** What every table around cases does with its rows, in the words of its shape. */
import type { Sql, SqlValue } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import type { Shape } from './shape.ts';

/** Writes rows in one statement; none is none. */
export async function insertRows<Row>(sql: Sql, shape: Shape<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  sql.add(shape.table, rows.map(shape.columnsOf));
}

/** @param tail what follows the table in a SELECT: `where … order by …` */
export async function allRows<Row>(
  sql: Sql,
  shape: Shape<Row>,
  tail: string,
  params: readonly SqlValue[] = [],
): Promise<readonly Row[]> {
  return (await sql.all(`select ${shape.columns} from ${shape.table} ${tail}`, params)).map(shape.read);
}

/** @param tail as for {@link allRows} */
export async function firstRow<Row>(
  sql: Sql,
  shape: Shape<Row>,
  tail: string,
  params: readonly SqlValue[] = [],
): Promise<Row | undefined> {
  const row = await sql.first(`select ${shape.columns} from ${shape.table} ${tail}`, params);
  return row && shape.read(row);
}

/** Changes the fields that are named, of the row with this id. */
export async function updateRow<Row>(sql: Sql, shape: Shape<Row>, id: string, change: Partial<Row>): Promise<void> {
  const set = shape.set(change);
  if (set) sql.later(`update ${shape.table} set ${set.sql} where id = ?`, [...set.params, uuidToBytes(id)]);
}
