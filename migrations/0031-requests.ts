/** Which request led to a job or a notice, so that the log of the worker says it too. */
import type { MigrationStatement } from './runner.ts';

export const name = 'requests';

export const statements: readonly MigrationStatement[] = [
  'alter table job add column request_id {id} null',
  'alter table notice add column request_id {id} null',
];
