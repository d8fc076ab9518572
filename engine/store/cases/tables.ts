import type { CaseTables } from '#engine/runtime/ports/cases.ts';
import { archiveTable } from '../archive/archive-table.ts';
import { casesWithArchive } from '../archive/second-look.ts';
import type { TxContext } from '../context.ts';
import { accountTables } from './accounts.ts';
import { assignmentTable } from './assignments.ts';
import { auditChainTable } from './audit-chain.ts';
import { bundleTable } from './bundles.ts';
import { channelSettingTable } from './channel-settings.ts';
import { citizenTables } from './citizens.ts';
import { clockTable, escalationTable, extensionTable } from './clocks.ts';
import { conflictTable } from './conflicts.ts';
import { dossierDocumentTable } from './dossier-documents.ts';
import { dossierTable } from './dossiers.ts';
import { followerTable, mergeTable, placeTable } from './duplicates.ts';
import { erasureTable, recordExportTable } from './erasures.ts';
import { holdingTable } from './holdings.ts';
import { auditTable, rateTable, referenceTable } from './ledgers.ts';
import { mailboxTable, noticeTable } from './notices.ts';
import { organisationTables } from './organisation.ts';
import { partTable } from './parts.ts';
import { pendingChangeTable } from './pending-changes.ts';
import { publicationPhotoTable, publicationVersionTable } from './publication-versions.ts';
import { publicationTable } from './publications.ts';
import { ratingTable } from './ratings.ts';
import { caseRecords, fileTable, timelineTable } from './records.ts';
import { relayTable } from './relay.ts';
import { reorganisationTables } from './reorganisation.ts';
import { revealTable } from './reveals.ts';
import { serviceAccountTables } from './service-accounts.ts';
import { signInTables } from './sign-in.ts';
import { transferTable } from './transfers.ts';
import { vaultTables } from './vault.ts';

/** The tables around cases within one transaction. */
export function caseTables({ sql }: TxContext): CaseTables {
  const tables: CaseTables = {
    records: caseRecords(sql),
    vault: vaultTables(sql),
    timeline: timelineTable(sql),
    clocks: clockTable(sql),
    escalations: escalationTable(sql),
    extensions: extensionTable(sql),
    files: fileTable(sql),
    publications: publicationTable(sql),
    publicationVersions: publicationVersionTable(sql),
    publicationPhotos: publicationPhotoTable(sql),
    notices: noticeTable(sql),
    mailbox: mailboxTable(sql),
    accounts: accountTables(sql),
    signIn: signInTables(sql),
    citizens: citizenTables(sql),
    organisation: organisationTables(sql),
    assignments: assignmentTable(sql),
    reorganisations: reorganisationTables(sql),
    holdings: holdingTable(sql),
    places: placeTable(sql),
    followers: followerTable(sql),
    merges: mergeTable(sql),
    dossiers: dossierTable(sql),
    dossierDocuments: dossierDocumentTable(sql),
    transfers: transferTable(sql),
    ratings: ratingTable(sql),
    parts: partTable(sql),
    relay: relayTable(sql),
    reveals: revealTable(sql),
    conflicts: conflictTable(sql),
    audit: auditTable(sql),
    auditChain: auditChainTable(sql),
    archive: archiveTable(sql),
    erasures: erasureTable(sql),
    recordExports: recordExportTable(sql),
    reference: referenceTable(sql),
    rates: rateTable(sql),
    pendingChanges: pendingChangeTable(sql),
    bundles: bundleTable(sql),
    serviceAccounts: serviceAccountTables(sql),
    channelSettings: channelSettingTable(sql),
  };
  return casesWithArchive(tables, sql);
}
