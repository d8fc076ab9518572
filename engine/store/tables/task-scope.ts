import { notAbout, scopeColumns } from '#engine/runtime/access.ts';

/** Where the columns that access rules for tasks speak of stand in their table. */
export const taskScope: Readonly<Record<string, string>> = {
  ...Object.fromEntries(scopeColumns.Task.map((name) => [name, `task.${name}`])),
  closedBy: 'task.closed_by',
  [notAbout]: 'task.case_id',
};
