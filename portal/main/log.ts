/**
 * The one place that makes the log: lines of JSON on standard error, so that standard output stays for people. What an
 * error carries along (a statement with its values, an address, what somebody typed) is left out of it.
 */
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: logLevel, serializers: { err: errorLine } }, pino.destination({ dest: 2, sync: false }));
}

/** What of an error is written down. */
interface ErrorLine {
  readonly type: string;
  readonly code?: string | number;
  readonly message: string;
  readonly stack: readonly string[];
  readonly cause?: ErrorLine;
}

const causesMax = 4;

/** @returns kind, code, where it was thrown, and its text without values */
export function errorLine(error: unknown, depth = 0): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: [] };
  const { code } = error as { readonly code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(isCode(code) && { code }),
    message: withoutValues(error.message),
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause instanceof Error && depth < causesMax && { cause: errorLine(error.cause, depth + 1) }),
  };
}

/** A short word without spaces; what is called a code and is a sentence may hold anything. */
function isCode(code: unknown): code is string | number {
  return typeof code === 'number' || (typeof code === 'string' && /^[\w.-]{1,60}$/.test(code));
}

/**
 * What stands in quotes, addresses, long numbers and everything behind the first line may be somebody's. So may what
 * begins with a word of other letters than those of English: programs speak English, and people's names need not be quoted.
 */
function withoutValues(message: string): string {
  return (message.split('\n')[0] ?? '')
    .slice(0, 300)
    .replaceAll(/'[^']*'?|"[^"]*"?|`[^`]*`?|“[^”]*”?|\bX'[0-9a-f]*'?/gi, '…')
    .replaceAll(/[^\s<>]+@[^\s<>]+/g, '…')
    .replaceAll(/\+?\d[\d .-]{5,}/g, '#')
    .replace(/\S*[^\x20-\x7e…].*$/u, '…');
}
