import type { Instant } from '#engine/core/values.ts';

/**
 * Late is what is not done when its due date is over: what is due at this very millisecond is in time. The one rule for
 * clocks, lists, figures, the register and public results; queries say the same (engine/store/tables/standing.ts).
 * @param at now, or when it was done
 */
export function isLate(dueAt: Instant | null, at: Instant): boolean {
  return dueAt !== null && at > dueAt;
}
