/**
 * Clocks that nobody would look at any more: steps that their case covered, and clocks that a stage has paused. The former
 * are looked at when they are due, the latter when they have rested for 90 days (7,776,000,000 ms).
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'watched-clocks';

export const statements: readonly MigrationStatement[] = [
  `update case_clock set next_at = case when state = 'paused' then paused_at + 7776000000 else due_at end
   where ended_at is null and due_at is not null and next_at is null`,
];
