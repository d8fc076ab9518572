/** What a delegation is limited to (null: nothing), and for whom something was done, on the timeline of its case. */
import type { MigrationStatement } from './runner.ts';

export const name = 'delegations';

export const statements: readonly MigrationStatement[] = [
  'alter table absence add column categories {text} null',
  `alter table case_timeline add column behalf_of {code} not null default ''`,
];
