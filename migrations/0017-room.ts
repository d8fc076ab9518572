/**
 * Room in the row of a task for what it will hold once it is claimed and closed. A row of InnoDB that grows makes a full page
 * be written anew, all of it into the log; one that keeps its size costs a third.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'room';

export const statements: readonly MigrationStatement[] = [
  `alter table task add column room {code} not null default ''`,
];
