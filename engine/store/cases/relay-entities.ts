/** Messages through the relay (`migrations/0034-relay.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant, text } from '../columns.ts';

const RelayMessage = defineEntity({
  name: 'RelayMessage',
  tableName: 'relay_message',
  uniques: [{ name: 'relay_message_place', properties: ['caseId', 'position'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    position: count(),
    sender: code(),
    at: instant(),
    actor: code(),
    role: code(),
    unit: code(),
    textEntry: id(),
    photos: text(),
    seenAt: instant().nullable(),
    seenBy: code(),
  },
});

export const relayEntities: readonly EntitySchema[] = [RelayMessage];
