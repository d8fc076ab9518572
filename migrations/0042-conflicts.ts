/** Which unit a case complains of: nobody who holds a post there, or below it, sees or handles the case. */
import type { MigrationStatement } from './runner.ts';

export const name = 'conflicts';

export const statements: readonly MigrationStatement[] = [
  // Outlives the archiving of the case: whom it is kept from, it is kept from for ever.
  `create table case_conflict (
    case_id {id} not null,
    unit {code} not null,
    said_by {code} not null,
    said_at {instant} not null,
    primary key (case_id, unit)
  ) {table}`,
];
