/** How messages leave the house, where the city sets it on a screen; the secret is sealed. */
import type { MigrationStatement } from './runner.ts';

export const name = 'channel-settings';

export const statements: readonly MigrationStatement[] = [
  `create table channel_setting (
    channel {code} not null primary key,
    settings {text} not null,
    sealed {bytes} not null,
    master_key_id {code} not null,
    revision {count} not null,
    changed_at {instant} not null,
    changed_by {code} not null
  ) {table}`,
];
