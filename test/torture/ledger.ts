/**
 * What people have asked of the product, kept by who asks: one line per fate of a command, on disk before the command
 * goes out and before its answer counts. It is the other half of the truth that the checker compares with the database.
 */
import { readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** `unknown`: no answer, or one that says nothing (5xx); the same command is sent again under the same key. */
export type Fate = 'sent' | 'accepted' | 'refused' | 'unknown';

export type CommandKind =
  | 'report'
  | 'claim'
  | 'complete'
  | 'answer'
  | 'sendBack'
  | 'recall'
  | 'operation'
  | 'message'
  /** An answer of the program outside to a job. Where nobody took it the job is handed out again. */
  | 'job';

export interface LedgerLine {
  readonly at: number;
  /** Names the command; all its fates carry it. */
  readonly command: string;
  readonly fate: Fate | 'stale';
  readonly kind: CommandKind;
  /** Username, or `citizen`. */
  readonly by: string;
  readonly task?: string;
  readonly element?: string;
  /** Register number of the case; of a report it is known when it is accepted. */
  readonly register?: string;
  /** Of an administrator, or what the program outside says: `complete`, `error`, `fail`. */
  readonly operation?: string;
  readonly instance?: string;
  /** What the command writes and no other does. */
  readonly stamp?: string;
  /** What became of a message, as it was told. */
  readonly outcome?: string;
  /** Task that a recall has given to who asked for it. */
  readonly next?: string | null;
  readonly phone?: string;
  readonly email?: string;
  readonly status?: number;
  readonly code?: string;
  /** Which process was asked. */
  readonly url?: string;
}

export interface Ledger {
  /** Resolves when the line is on disk. */
  write(line: Omit<LedgerLine, 'at'>): Promise<void>;
  close(): Promise<void>;
}

/** Begins or goes on with a ledger. */
export async function openLedger(path: string): Promise<Ledger> {
  const file = await open(path, 'a');
  let waiting: string[] = [];
  let flushing = Promise.resolve();
  const flush = async (handle: FileHandle): Promise<void> => {
    const lines = waiting;
    waiting = [];
    if (lines.length === 0) return;
    await handle.write(lines.join(''));
    await handle.datasync();
  };
  return {
    write(line) {
      waiting.push(`${JSON.stringify({ at: Date.now(), ...line })}\n`);
      flushing = flushing.then(() => flush(file));
      return flushing;
    },
    async close() {
      await flushing;
      await file.close();
    },
  };
}

/** @returns all lines; the last one may have been cut off by a kill and is left out then */
export function readLedger(path: string): readonly LedgerLine[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line, index) => {
    try {
      return [JSON.parse(line) as LedgerLine];
    } catch (error) {
      if (index === lines.length - 1) return [];
      throw error;
    }
  });
}
