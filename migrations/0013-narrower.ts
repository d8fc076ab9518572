/** What every step wrote and nobody read: the history is asked for by instance, never by case. */
import type { MigrationStatement } from './runner.ts';

export const name = 'narrower';

export const statements: readonly MigrationStatement[] = [
  { sqlite: 'drop index history_of_case', mysql: 'drop index history_of_case on history' },
];
