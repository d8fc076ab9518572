/**
 * Works of one transaction side by side: wherever all of them wait for the server, one packet carries what they ask
 * for; when all are done, one packet carries all their writes and the commit. A transaction begins with its first
 * write: at READ COMMITTED, what is read before needs none.
 *
 * A work that fails before anything of it was sent is dropped; otherwise the transaction is undone as a whole, and the
 * caller does its works one by one.
 */
import type { MikroORM, SqlEntityManager } from '@mikro-orm/sql';
import type { CompiledQuery, ControlledTransaction } from 'kysely';
import { CommittedDespite, canRepeat, StoreConflict } from '../retry.ts';
import { mustHaveTouched } from '../sql.ts';
import { type Ahead, lazyManager, type Outcome, type Progress, type Work } from '../work.ts';
import { merged } from './merged.ts';
import { type Answer, type Line, type Statement, send } from './packet.ts';
import { type Ask, Side, type Write } from './side.ts';

/** @throws where the transaction has failed as a whole; it is undone then, unless the answer of the commit was lost */
export async function together(
  orm: MikroORM,
  line: Line,
  works: readonly Work[],
  progress: Progress,
): Promise<readonly Outcome[]> {
  const transaction = new Together(line, works.length, progress);
  const running = transaction.sides.map((side, index) => run(orm, side, works[index] as Work));
  try {
    await transaction.drive();
  } catch (error) {
    transaction.close(error);
    await Promise.all(running);
    await transaction.rollback();
    throw error;
  }
  return transaction.sides.map((side) => side.outcome as Outcome);
}

async function run(orm: MikroORM, side: Side, work: Work): Promise<void> {
  const manager = lazyManager(() => managerOn(orm, side));
  try {
    const value = await work({ sql: side.sql, em: manager.em });
    await manager.flush();
    side.finish({ kind: 'done', value });
  } catch (error) {
    side.finish(canRepeat(error, false) ? { kind: 'again' } : { kind: 'failed', error });
    side.failure = error;
  }
}

/** MikroORM sends its statements through whatever stands here; it needs no more of it than this. */
function managerOn(orm: MikroORM, side: Side): SqlEntityManager {
  const em = orm.em.fork({ clear: true });
  const through = {
    // Its values stand in the text already.
    async executeQuery({ sql }: CompiledQuery) {
      const { rows, touched } = await side.ask({ sql, params: [] });
      return { rows, numAffectedRows: BigInt(touched) };
    },
  };
  em.setTransactionContext(through as unknown as ControlledTransaction<unknown>);
  return em;
}

class Together {
  readonly sides: readonly Side[];
  readonly #line: Line;
  readonly #progress: Progress;
  /** Who has a row, by its id. */
  readonly #holders = new Map<string, Side>();
  #ahead: Ahead | undefined;
  #hasBegun = false;
  /** The server has answered: the connection, which may have lain idle for long, is alive. */
  #isHeard = false;
  #wake: (() => void) | undefined;

  constructor(line: Line, count: number, progress: Progress) {
    this.#line = line;
    this.#progress = progress;
    this.#ahead = progress.ahead;
    this.sides = Array.from({ length: count }, () => new Side(() => this.#look()));
  }

  async drive(): Promise<void> {
    for (;;) {
      await this.#quiet();
      for (const side of this.sides) this.#dropFailed(side);
      if (this.sides.every(({ outcome }) => outcome !== undefined)) return await this.#commit();
      await this.#round();
    }
  }

  close(error: unknown): void {
    const closed = new StoreConflict('transaction');
    closed.cause = error;
    for (const side of this.sides) side.close(closed);
  }

  async rollback(): Promise<void> {
    if (!this.#hasBegun) return;
    // One that fails (the connection is gone) must not hide why it was needed.
    await send(this.#line, [{ sql: 'rollback', params: [] }], true).catch(() => undefined);
  }

  /** Until every work waits for the server or is done. */
  #quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#look();
    });
  }

  #look(): void {
    if (this.#wake === undefined) return;
    if (!this.sides.every(({ outcome, asks }) => outcome !== undefined || asks.length > 0)) return;
    const wake = this.#wake;
    this.#wake = undefined;
    // What the same turn of a work still asks for goes along.
    queueMicrotask(wake);
  }

  #dropFailed(side: Side): void {
    if (side.outcome === undefined || side.outcome.kind === 'done') return;
    if (side.hasSent || this.sides.length === 1) throw side.failure;
    for (const [key, holder] of this.#holders) if (holder === side) this.#holders.delete(key);
  }

  async #round(): Promise<void> {
    const writes: Write[] = [];
    const asked: { readonly side: Side; readonly ask: Ask }[] = [];
    for (const side of this.sides) {
      for (const ask of side.asks) {
        if (ask.held !== undefined && (this.#isAhead(ask.held.key) || !this.#takes(side, ask.held.key, writes)))
          continue;
        if (side.mustSendBefore(ask)) take(side, writes);
        if (ask.writes) side.hasSent = true;
        asked.push({ side, ask });
      }
    }
    if (asked.length === 0) return this.#ahead === undefined ? this.#untangle() : await this.#passed();
    const groups = grouped(asked.map(({ ask }) => ask));
    const answers = await this.#send(
      [...writes, ...groups],
      writes,
      groups.some((one) => one.writes),
    );
    for (const [index, group] of groups.entries()) group.answer(answers[writes.length + index] as Answer);
    const answered = new Set(asked.map(({ ask }) => ask));
    for (const side of this.sides) side.asks = side.asks.filter((ask) => !answered.has(ask));
  }

  /** @returns whether a work may read this row now; what the one before it has left is written first */
  #takes(side: Side, key: string, writes: Write[]): boolean {
    const holder = this.#holders.get(key);
    if (holder !== undefined && holder !== side) {
      if (holder.outcome === undefined) return false;
      take(holder, writes);
    }
    this.#holders.set(key, side);
    return true;
  }

  #isAhead(key: string): boolean {
    return this.#ahead?.held.has(key) === true;
  }

  /** Waits until the transaction before this one is over, and its rows are as it leaves them. */
  async #passed(): Promise<void> {
    await this.#ahead?.over;
    this.#ahead = undefined;
  }

  /** Works that wait for each other's rows: one of them is done by itself. */
  #untangle(): void {
    const last = this.sides.findLast(({ asks }) => asks.length > 0);
    for (const ask of last?.asks.splice(0) ?? []) ask.reject(new StoreConflict('process instance'));
  }

  async #commit(): Promise<void> {
    const writes: Write[] = [];
    for (const side of this.sides) take(side, writes);
    if (writes.length === 0 && !this.#hasBegun) return;
    await this.#passed();
    this.#progress.leave?.(new Set(this.#holders.keys()));
    const commit: Statement = { sql: 'commit', params: [], isMute: true };
    if (!this.#line.inBlocks && writes.some(({ touchesOne, isHeldByServer }) => touchesOne && !isHeldByServer)) {
      await this.#send(writes, writes, true);
      this.#progress.committing = true;
      await send(this.#line, [commit], true);
      return;
    }
    // A commit on a connection that is dead already would leave open what became of it.
    if (!this.#isHeard) await this.#send([], [], true);
    this.#progress.committing = true;
    const { statements, places } = merged(writes);
    const answers = await this.#send([...statements, commit], [], writes.length > 0);
    for (const [index, write] of writes.entries()) secondBelt(write, answers[places[index] ?? -1]);
  }

  async #send(
    statements: readonly Statement[],
    writes: readonly Write[],
    needsTransaction: boolean,
  ): Promise<readonly Answer[]> {
    const begins = !this.#hasBegun && (needsTransaction || writes.length > 0);
    if (begins) {
      await this.#passed();
      this.#hasBegun = true;
    }
    const begin: Statement = { sql: 'begin', params: [], isMute: true };
    const answers = await send(this.#line, begins ? [begin, ...statements] : statements, this.#hasBegun);
    this.#isHeard = true;
    const own = begins ? answers.slice(1) : answers;
    for (const [index, write] of writes.entries()) mustHaveTouched(write, own[index]?.touched ?? 0);
    return own;
  }
}

/** The server has held what was to be held, or it would not have committed. Where it did, all that is left is to say so. */
function secondBelt(write: Write, answer: Answer | undefined): void {
  try {
    mustHaveTouched(write, answer?.touched ?? 0);
  } catch (cause) {
    throw new CommittedDespite(cause);
  }
}

function take(side: Side, writes: Write[]): void {
  if (side.writes.length === 0) return;
  writes.push(...side.writes);
  side.writes = [];
  side.hasSent = true;
}

interface Group extends Statement {
  readonly writes: boolean;
  readonly answer: (answer: Answer) => void;
}

/** What several works look for is asked once: rows by their id, and what all of them want to know. */
function grouped(asks: readonly Ask[]): readonly Group[] {
  const alike = Map.groupBy(asks, (ask) => {
    if (ask.held !== undefined) return ask.held.select;
    return ask.writes || ask.params.length > 0 ? ask : ask.sql;
  });
  return Array.from(alike.values(), (group): Group => {
    const [first] = group as [Ask];
    if (group.length > 1 && first.held !== undefined) return oneQuery(first.held.select, group);
    const { sql, params, writes } = first;
    return { sql, params, writes, answer: (answer) => answerAll(group, answer) };
  });
}

function answerAll(asks: readonly Ask[], answer: Answer): void {
  for (const ask of asks) ask.resolve(answer);
}

function oneQuery(select: string, asks: readonly Ask[]): Group {
  const places = asks.map(() => '?').join(', ');
  return {
    sql: `${select} where id in (${places})`,
    params: asks.flatMap(({ held }) => (held === undefined ? [] : [held.id])),
    writes: false,
    answer({ rows }) {
      const byKey = new Map(rows.map((row) => [Buffer.from(row['id'] as Uint8Array).toString('hex'), row]));
      for (const { held, resolve } of asks) {
        const row = byKey.get(held?.key ?? '');
        resolve({ rows: row === undefined ? [] : [row], touched: 0 });
      }
    },
  };
}
