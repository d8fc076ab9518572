/** Every entity of the product, for MikroORM and for the test that holds migrations and entities together. */
import type { EntitySchema } from '@mikro-orm/sql';
import { assignmentEntities } from './cases/assignment-entities.ts';
import { bundleEntities } from './cases/bundle-entities.ts';
import { channelSettingEntities } from './cases/channel-setting-entities.ts';
import { citizenEntities } from './cases/citizen-entities.ts';
import { conflictEntities } from './cases/conflict-entities.ts';
import { dossierEntities } from './cases/dossier-entities.ts';
import { caseEntities } from './cases/entities.ts';
import { holdingEntities } from './cases/holding-entities.ts';
import { partEntities } from './cases/part-entities.ts';
import { pendingChangeEntities } from './cases/pending-change-entities.ts';
import { publicationEntities } from './cases/publication-entities.ts';
import { ratingEntities } from './cases/rating-entities.ts';
import { relayEntities } from './cases/relay-entities.ts';
import { revealEntities } from './cases/reveal-entities.ts';
import { serviceAccountEntities } from './cases/service-account-entities.ts';
import { signInEntities } from './cases/sign-in-entities.ts';
import { archiveEntities } from './entities/archive.ts';
import { draftEntities } from './entities/drafts.ts';
import { engineEntities } from './entities/engine.ts';
import { erasureEntities } from './entities/erasures.ts';

export const entities: readonly EntitySchema[] = [
  ...engineEntities,
  ...draftEntities,
  ...caseEntities,
  ...assignmentEntities,
  ...holdingEntities,
  ...dossierEntities,
  ...partEntities,
  ...pendingChangeEntities,
  ...bundleEntities,
  ...channelSettingEntities,
  ...publicationEntities,
  ...ratingEntities,
  ...relayEntities,
  ...serviceAccountEntities,
  ...revealEntities,
  ...conflictEntities,
  ...signInEntities,
  ...citizenEntities,
  ...archiveEntities,
  ...erasureEntities,
];
