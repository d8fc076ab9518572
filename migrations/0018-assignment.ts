/**
 * Who gets a task: how it was given, whose turn was last, and which official answers for which area and field.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'assignment';

export const statements: readonly MigrationStatement[] = [
  `alter table task add column assignment {code} not null default ''`,

  `create table assignment_turn (
    turn {code} not null primary key,
    taken {count} not null,
    username {code} not null
  ) {table}`,

  // '' for every ward, every category.
  `create table responsibility (
    id {id} not null primary key,
    post_id {id} not null,
    ward {code} not null,
    category {code} not null
  ) {table}`,
  'create unique index responsibility_once on responsibility (post_id, ward, category)',
];
