/** Changes that wait for a second person (`migrations/0041-pending-changes.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant, text } from '../columns.ts';

const PendingChange = defineEntity({
  name: 'PendingChange',
  tableName: 'pending_change',
  indexes: [{ name: 'pending_change_file', properties: ['file', 'state'] }],
  properties: {
    id: id().primary(),
    file: code(),
    content: text(),
    revision: count(),
    note: text(),
    state: code(),
    proposedAt: instant(),
    proposedBy: code(),
    expiresAt: instant(),
    decidedAt: instant().nullable(),
    decidedBy: code(),
  },
});

export const pendingChangeEntities: readonly EntitySchema[] = [PendingChange];
