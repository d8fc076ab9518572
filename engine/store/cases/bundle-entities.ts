/** Bundles given out and taken in (`migrations/0043-bundles.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, id, instant, text } from '../columns.ts';

const BundleExchange = defineEntity({
  name: 'BundleExchange',
  tableName: 'bundle_exchange',
  indexes: [{ name: 'bundle_exchange_digest', properties: ['digest'] }],
  properties: {
    id: id().primary(),
    at: instant(),
    actor: code(),
    direction: code(),
    kind: code(),
    digest: code(),
    keyId: code(),
    manifest: text(),
    signature: text(),
    note: text(),
  },
});

export const bundleEntities: readonly EntitySchema[] = [BundleExchange];
