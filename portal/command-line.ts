/** What commands share: how they end, and what they print where they cannot. */
import { ConfigError } from './config.ts';

/** 0: done. 1: not done, or something is wrong with what was looked at. 2: called in the wrong way. */
export type ExitCode = 0 | 1 | 2;

/** The command was called in the wrong way; `--help` shows the right one. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Does a command's work; a fault becomes one sentence, never a stack.
 * @param work may give the exit code, else it is 0
 */
export async function exitCodeOf(work: () => Promise<unknown>): Promise<ExitCode> {
  try {
    const code = await work();
    return code === 1 || code === 2 ? code : 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof ConfigError ? message : `wardflow: ${message}`);
    return isUsage(error) ? 2 : 1;
  }
}

/** Resolves when the process is told to end. */
export function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** `parseArgs` names its own errors so. */
function isUsage(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return error instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'));
}
