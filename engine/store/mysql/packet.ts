/**
 * Statements as text, several in one packet to the server. A statement's text is taken apart once; the values are put
 * between its parts, texts escaped by the driver.
 */
import type { DatabaseConnection } from 'kysely';
import { escape as escaped } from 'mysql2';
import { compiled } from '../kysely-of.ts';
import type { SqlRow, SqlValue } from '../sql.ts';
import { blockOf, blockOverhead } from './block.ts';

export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** Values of each row, where the text is an INSERT up to its VALUES. */
  readonly width?: number;
  /** It belongs to a transaction, and nobody waits for what it gives. */
  readonly isMute?: true;
  /** It must touch one row: of what, in words. */
  readonly touchesOne?: string;
}

/** What a statement gave: rows of a query, or how many rows a write has touched. */
export interface Answer {
  readonly rows: readonly SqlRow[];
  readonly touched: number;
}

/** A connection, and whether the server at its end needs blocks (`block.ts`). */
export interface Line {
  readonly connection: Pick<DatabaseConnection, 'executeQuery'>;
  readonly inBlocks: boolean;
}

/** In a block the server itself sees to {@link Statement.touchesOne}, and says no number. */
const heldInBlock: Answer = { rows: [], touched: 1 };

/** Well below the smallest `max_allowed_packet` that servers come with (16 MiB, MySQL's old 4 MiB). */
const packetCharactersMax = 1_000_000;
const statementsMax = 500;

/**
 * Sends statements, in as few packets as can be. The server stops at the first that fails.
 * @param isOpen whether they are part of a transaction; what only reads before it may go together anywhere
 * @returns their answers, in order
 */
export async function send(line: Line, statements: readonly Statement[], isOpen: boolean): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let packet: Packet = { statements: [], texts: [] };
  let characters = 0;
  const flush = async () => {
    if (packet.texts.length > 0) answers.push(...(await sendPacket(line, packet)));
    packet = { statements: [], texts: [] };
    characters = 0;
  };
  for (const statement of statements) {
    const text = textOf(statement);
    const { length } = packet.texts;
    const isByItself = line.inBlocks && isOpen && statement.isMute !== true;
    if (isByItself || characters + text.length > packetCharactersMax || length >= statementsMax) await flush();
    packet.statements.push(statement);
    packet.texts.push(text);
    characters += text.length + blockOverhead;
    if (isByItself) await flush();
  }
  await flush();
  return answers;
}

interface Packet {
  readonly statements: Statement[];
  /** Of each statement, with its values. */
  readonly texts: string[];
}

async function sendPacket({ connection, inBlocks }: Line, packet: Packet): Promise<readonly Answer[]> {
  const { statements, texts } = packet;
  if (inBlocks && texts.length > 1 && statements[0]?.isMute) {
    await connection.executeQuery(compiled(blockOf(statements, texts)));
    return statements.map(() => heldInBlock);
  }
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
