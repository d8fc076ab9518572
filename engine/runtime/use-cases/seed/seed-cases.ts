import type { Instant } from '#engine/core/values.ts';
import type { Context } from '../context.ts';

export async function seedCases(_context: Context, samples: string | undefined, _now: Instant): Promise<void> {
  if (samples === undefined) return;
}
