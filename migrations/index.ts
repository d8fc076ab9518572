/** All migrations in order. A new one is a file `NNNN-name.ts` like the others and a line here. */
import * as engine from './0001-engine.ts';
import * as cases from './0002-cases.ts';
import * as exchange from './0003-exchange.ts';
import * as replay from './0004-replay.ts';
import * as auditChain from './0005-audit-chain.ts';
import * as duties from './0006-duties.ts';
import * as operations from './0007-operations.ts';
import * as jobs from './0008-jobs.ts';
import * as worklist from './0009-worklist.ts';
import * as figures from './0010-figures.ts';
import * as returns from './0011-returns.ts';
import * as archive from './0012-archive.ts';
import * as narrower from './0013-narrower.ts';
import * as clocks from './0014-clocks.ts';
import * as organisation from './0015-organisation.ts';
import * as resultWords from './0016-result-words.ts';
import * as room from './0017-room.ts';
import * as assignment from './0018-assignment.ts';
import * as holdings from './0019-holdings.ts';
import * as dossiers from './0020-dossiers.ts';
import * as transfers from './0021-transfers.ts';
import * as duplicates from './0022-duplicates.ts';
import * as parts from './0023-parts.ts';
import * as delegations from './0024-delegations.ts';
import * as watchedClocks from './0025-watched-clocks.ts';
import * as dossierDocuments from './0026-dossier-documents.ts';
import * as ratings from './0027-ratings.ts';
import * as partPhotos from './0028-part-photos.ts';
import * as signIn from './0029-sign-in.ts';
import * as publicationVersions from './0030-publication-versions.ts';
import * as requests from './0031-requests.ts';
import * as firstPasswords from './0032-first-passwords.ts';
import * as draftAuthors from './0033-draft-authors.ts';
import * as relay from './0034-relay.ts';
import * as serviceAccounts from './0035-service-accounts.ts';
import * as originals from './0036-originals.ts';
import * as citizens from './0037-citizens.ts';
import * as erasures from './0038-erasures.ts';
import * as reveals from './0039-reveals.ts';
import * as accountMail from './0040-account-mail.ts';
import * as pendingChanges from './0041-pending-changes.ts';
import * as conflicts from './0042-conflicts.ts';
import * as bundles from './0043-bundles.ts';
import * as channelSettings from './0044-channel-settings.ts';
import * as drafts from './0045-drafts.ts';
import type { Migration } from './runner.ts';

export const migrations: readonly Migration[] = [
  { number: 1, ...engine },
  { number: 2, ...cases },
  { number: 3, ...exchange },
  { number: 4, ...replay },
  { number: 5, ...auditChain },
  { number: 6, ...duties },
  { number: 7, ...operations },
  { number: 8, ...jobs },
  { number: 9, ...worklist },
  { number: 10, ...figures },
  { number: 11, ...returns },
  { number: 12, ...archive },
  { number: 13, ...narrower },
  { number: 14, ...clocks },
  { number: 15, ...organisation },
  { number: 16, ...resultWords },
  { number: 17, ...room },
  { number: 18, ...assignment },
  { number: 19, ...holdings },
  { number: 20, ...dossiers },
  { number: 21, ...transfers },
  { number: 22, ...duplicates },
  { number: 23, ...parts },
  { number: 24, ...delegations },
  { number: 25, ...watchedClocks },
  { number: 26, ...dossierDocuments },
  { number: 27, ...ratings },
  { number: 28, ...partPhotos },
  { number: 29, ...signIn },
  { number: 30, ...publicationVersions },
  { number: 31, ...requests },
  { number: 32, ...firstPasswords },
  { number: 33, ...draftAuthors },
  { number: 34, ...relay },
  { number: 35, ...serviceAccounts },
  { number: 36, ...originals },
  { number: 37, ...citizens },
  { number: 38, ...erasures },
  { number: 39, ...reveals },
  { number: 40, ...accountMail },
  { number: 41, ...pendingChanges },
  { number: 42, ...conflicts },
  { number: 43, ...bundles },
  { number: 44, ...channelSettings },
  { number: 45, ...drafts },
];
