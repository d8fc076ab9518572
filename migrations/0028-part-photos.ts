/** Photos by which another unit answers its part are that part's, not evidence of the lead's work. */
import type { MigrationStatement } from './runner.ts';

export const name = 'part-photos';

export const statements: readonly MigrationStatement[] = ['alter table case_file add column part_id {id} null'];
