/** Who was handed a first password, or still has to be, and has not signed in with it. */
import type { MigrationStatement } from './runner.ts';

export const name = 'first-passwords';

export const statements: readonly MigrationStatement[] = [
  'alter table account add column first_password {flag} not null default 0',
];
