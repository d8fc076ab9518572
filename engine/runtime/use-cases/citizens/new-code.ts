import type { Context } from '../context.ts';

/** Six digits, each code as likely as every other. */
export function newCode({ random }: Pick<Context, 'random'>): string {
  // 2^32 is no multiple of a million: what lies above the last whole one would make some codes likelier.
  for (;;) {
    const number = Buffer.from(random(4)).readUInt32BE();
    if (number < 4_294_000_000) return String(number % 1_000_000).padStart(6, '0');
  }
}
