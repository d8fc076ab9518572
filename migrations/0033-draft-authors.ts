/** Who has worked on a draft of a service since the version it was made from: another publishes it, where the city says so. */
import type { MigrationStatement } from './runner.ts';

export const name = 'draft-authors';

export const statements: readonly MigrationStatement[] = ['alter table service_version add column authors {text} null'];
