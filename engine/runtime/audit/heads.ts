/** Heads of the audit's chain: what is handed out, so that nobody who can write the database can write it anew. */
import type { Instant } from '#engine/core/values.ts';

/** Where the chain stood when it was handed out. */
export interface Head {
  readonly number: number;
  readonly chain: string;
  /** When it was handed out. */
  readonly at: Instant;
}

/** Where heads are kept, out of the database's reach. */
export interface HeadPlace {
  /** For the log and the operator, e.g. `file`. */
  readonly name: string;
  /** Keeps a head for good; the same one again may be kept twice. @throws where it may not be kept */
  keep(head: Head): Promise<void>;
  /** What was kept, where that can be read back. */
  readonly read?: () => Promise<readonly Head[]>;
}

/** One line, JSON: `{"number":1000,"chain":"…","at":"2026-11-22T05:00:00.000Z"}`. */
export function headLine({ number, chain, at }: Head): string {
  return JSON.stringify({ number, chain, at: new Date(at).toISOString() });
}

/**
 * @param text lines as {@link headLine} writes them; lines that do not begin with a brace (of an e-mail) are passed over
 * @throws Error naming the first line that is a head no more
 */
export function readHeads(text: string): readonly Head[] {
  return text.split('\n').flatMap((line, index) => {
    const trimmed = line.trim();
    return trimmed.startsWith('{') ? [readHead(trimmed, index + 1)] : [];
  });
}

function readHead(line: string, lineNumber: number): Head {
  const found = parsed(line);
  const at = typeof found['at'] === 'string' ? Date.parse(found['at']) : Number.NaN;
  const { number, chain } = found;
  const sound = Number.isSafeInteger(number) && typeof chain === 'string' && /^[0-9a-f]{64}$/.test(chain);
  if (!sound || Number.isNaN(at)) throw new Error(`line ${lineNumber} of the heads is not one`);
  return { number: number as number, chain, at };
}

function parsed(line: string): { readonly [name: string]: unknown } {
  try {
    return JSON.parse(line) as { readonly [name: string]: unknown };
  } catch {
    return {};
  }
}
