/**
 * Makes databases of very many cases, quickly: cases that the product really brought there are templates, and the
 * database itself copies their rows with new ids, numbers, places and dates. What has the same id in a template has the
 * same new id in every table of the copy.
 */
import type { OpenStore } from '#engine/store/open.ts';

/** The rows that one case brought with it, by table. */
export type Template = Readonly<Record<string, readonly Row[]>>;
type Row = Readonly<Record<string, unknown>>;

export interface Copies {
  readonly template: Template;
  /** Distinguishes the ids of one kind of copies from those of others; 1–7. */
  readonly kind: number;
  readonly count: number;
  /** SQL for columns that differ from copy to copy, by `table.column`; `n` is the number of the copy, from 0, `{row}` that of the row. */
  readonly spread: Readonly<Record<string, string>>;
}

/** Few enough for a statement to be answered in time on a busy machine too. */
const chunk = 2_500;

/** Runs a statement outside of any transaction of the store's. */
export type Run = (sql: string, params?: readonly unknown[]) => Promise<readonly Row[]>;

export function runOn({ orm }: OpenStore): Run {
  return async (sql, params = []) =>
    (await orm.em.getConnection().execute(sql, params.slice(), /^\s*select/i.test(sql) ? 'all' : 'run')) as Row[];
}

/** Reads the rows of a case and of its instances. */
export async function templateOf(
  run: Run,
  caseId: Uint8Array,
  tables: Readonly<Record<string, string>>,
): Promise<Template> {
  const entries = [];
  for (const [table, where] of Object.entries(tables)) {
    const marks = where.split('?').length - 1;
    entries.push([table, await run(`select * from ${table} where ${where}`, Array(marks).fill(caseId))] as const);
  }
  return Object.fromEntries(entries);
}

/** Copies a template many times. */
export async function copy(run: Run, dialect: 'sqlite' | 'mysql', copies: Copies): Promise<void> {
  const ids = new Map<string, number>();
  const statements = Object.entries(copies.template).flatMap(([table, rows]) =>
    rows.map((row, index) => insertOf(dialect, copies, ids, { table, row, index })),
  );
  for (let from = 0; from < copies.count; from += chunk) {
    const to = Math.min(copies.count, from + chunk);
    for (const { sql, params } of statements) await run(sql, [...params, from, to - from]);
  }
}

/** The numbers 0 to 9,999, for {@link copy}. */
export async function makeNumbers(run: Run): Promise<void> {
  await run('create table bench_number (i integer not null primary key)');
  const digits =
    '(select 0 as d union all select 1 union all select 2 union all select 3 union all select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9)';
  await run(
    `insert into bench_number (i) select a.d + 10 * b.d + 100 * c.d + 1000 * e.d from ${digits} a, ${digits} b, ${digits} c, ${digits} e`,
  );
}

/** Columns that the database computes. */
const computed: ReadonlySet<string> = new Set(['process_instance.unrolled']);

function insertOf(
  dialect: 'sqlite' | 'mysql',
  { kind, spread }: Copies,
  ids: Map<string, number>,
  { table, row, index }: { readonly table: string; readonly row: Row; readonly index: number },
) {
  const params: unknown[] = [];
  const columns = Object.entries(row).filter(([column]) => !computed.has(`${table}.${column}`));
  const values = columns.map(([column, value]) => {
    const own = spread[`${table}.${column}`];
    if (own !== undefined) return own.replaceAll('{row}', String(index));
    if (value instanceof Uint8Array && value.length === 16) return idSql(dialect, kind, numberOf(ids, value));
    params.push(value);
    return '?';
  });
  const names = columns.map(([column]) => column).join(', ');
  const numbers = `(select ? + i as n from bench_number where i < ?) as numbers`;
  return { sql: `insert into ${table} (${names}) select ${values.join(', ')} from ${numbers}`, params };
}

/** A UUIDv7 of its own for each id of the template and each copy; they grow with the copies, as real ones do. */
function idSql(dialect: 'sqlite' | 'mysql', kind: number, index: number): string {
  const variant = (0x100 * kind + index).toString(16).padStart(3, '0');
  const time = '1600000000000 + n * 60000';
  const hex = (value: string) => (dialect === 'sqlite' ? `printf('%012x', ${value})` : `lpad(hex(${value}), 12, '0')`);
  const text = [hex(time), `'7${variant}8000'`, hex('n')];
  return `unhex(${dialect === 'sqlite' ? text.join(' || ') : `concat(${text.join(', ')})`})`;
}

function numberOf(ids: Map<string, number>, value: Uint8Array): number {
  const key = Buffer.from(value).toString('hex');
  const known = ids.get(key) ?? ids.size;
  ids.set(key, known);
  return known;
}
