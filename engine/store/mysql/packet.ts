/**
 * Statements as text, several in one packet to the server. A statement's text is taken apart once; the values are put
 * between its parts, texts escaped by the driver.
 */
import type { DatabaseConnection } from 'kysely';
import { escape as escaped } from 'mysql2';
import { compiled } from '../kysely-of.ts';
import type { SqlRow, SqlValue } from '../sql.ts';

export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** Values of each row, where the text is an INSERT up to its VALUES. */
  readonly width?: number;
}

/** What a statement gave: rows of a query, or how many rows a write has touched. */
export interface Answer {
  readonly rows: readonly SqlRow[];
  readonly touched: number;
}

export type Executor = Pick<DatabaseConnection, 'executeQuery'>;

/** Well below the smallest `max_allowed_packet` that servers come with (16 MiB, MySQL's old 4 MiB). */
const packetCharactersMax = 1_000_000;
const statementsMax = 500;

/**
 * Sends statements, in as few packets as can be. The server stops at the first that fails.
 * @returns their answers, in order
 */
export async function send(connection: Executor, statements: readonly Statement[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let texts: string[] = [];
  let characters = 0;
  const flush = async () => {
    answers.push(...(await sendPacket(connection, texts)));
    texts = [];
    characters = 0;
  };
  for (const statement of statements) {
    const text = textOf(statement);
    if (texts.length > 0 && (characters + text.length > packetCharactersMax || texts.length >= statementsMax)) {
      await flush();
    }
    texts.push(text);
    characters += text.length;
  }
  if (texts.length > 0) await flush();
  return answers;
}

async function sendPacket(connection: Executor, texts: readonly string[]): Promise<readonly Answer[]> {
  const { rows, numAffectedRows } = await connection.executeQuery<unknown>(compiled(texts.join(';\n')));
  if (texts.length === 1) return [{ rows: rows as readonly SqlRow[], touched: Number(numAffectedRows ?? 0n) }];
  return rows.map((result): Answer => {
    if (Array.isArray(result)) return { rows: result as readonly SqlRow[], touched: 0 };
    return { rows: [], touched: (result as { readonly affectedRows: number }).affectedRows };
  });
}

/** Texts taken apart; more would mean that texts are made with values in them. */
const partsMax = 1_000;
const partsOf = new Map<string, readonly string[]>();

/** @throws Error where places and values do not match */
export function textOf({ sql, params, width }: Statement): string {
  if (width !== undefined) return sql + tuplesOf(params, width);
  if (params.length === 0) return sql;
  const parts = partsOf.get(sql) ?? takenApart(sql);
  if (parts.length !== params.length + 1) throw new Error(`A statement lacks or has too many values: ${sql}`);
  let text = parts[0] ?? '';
  for (let place = 0; place < params.length; place += 1) {
    text += literalOf(params[place] ?? null) + (parts[place + 1] ?? '');
  }
  return text;
}

function tuplesOf(params: readonly SqlValue[], width: number): string {
  let text = '(';
  for (let place = 0; place < params.length; place += 1) {
    if (place > 0) text += place % width === 0 ? '),(' : ',';
    text += literalOf(params[place] ?? null);
  }
  return `${text})`;
}

/** Only texts have anything to escape; the driver's way through all kinds of values costs more than the rest of a packet. */
function literalOf(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(value);
  return `X'${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}'`;
}

/** No text of ours has a question mark that is not a place for a value; the count above would tell. */
function takenApart(sql: string): readonly string[] {
  const parts = sql.split('?');
  if (partsOf.size >= partsMax) partsOf.clear();
  partsOf.set(sql, parts);
  return parts;
}
