import type { Instant } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';
import type { ArchiveTable } from './archive.ts';
import type { AssignmentTable } from './assignment.ts';
import type { AuditChainTable } from './audit.ts';
import type { BundleTable } from './bundles.ts';
import type {
  AccountRow,
  AuditRow,
  CaseChange,
  CaseRow,
  ClockChange,
  ClockEventRow,
  ClockRow,
  EscalationRow,
  ExtensionRow,
  FileRow,
  MailboxRow,
  NoticeRow,
  PostRow,
  PublicationRow,
  ReferenceChangeRow,
  ReferenceRow,
  SessionRow,
  TimelineRow,
  VaultEntryRow,
  VaultKeyRow,
} from './case-rows.ts';
import type { ChannelSettingTable } from './channel-settings.ts';
import type { CitizenTables } from './citizens.ts';
import type { ConflictTable } from './conflicts.ts';
import type { DossierDocumentTable } from './dossier-documents.ts';
import type { DossierTable } from './dossiers.ts';
import type { ErasureTable, RecordExportTable } from './erasures.ts';
import type { FollowerTable, MergeTable, PlaceTable } from './followers.ts';
import type { HoldingTable } from './holdings.ts';
import type { OrganisationTables } from './organisation.ts';
import type { PartTable } from './parts.ts';
import type { PendingChangeTable } from './pending-changes.ts';
import type { PublicationPhotoTable, PublicationVersionTable } from './publication-versions.ts';
import type { RatingTable } from './ratings.ts';
import type { RelayTable } from './relay.ts';
import type { ReorganisationTables } from './reorganisation.ts';
import type { RevealTable } from './reveals.ts';
import type { ServiceAccountTables } from './service-accounts.ts';
import type { SignInTables } from './sign-in.ts';
import type { TransferTable } from './transfers.ts';

/** What use cases need of the tables around cases. Every method is one named query; nobody else writes these tables. */
export interface CaseTables {
  readonly records: CaseRecords;
  readonly vault: VaultTables;
  readonly timeline: TimelineTable;
  readonly clocks: ClockTable;
  readonly escalations: EscalationTable;
  readonly extensions: ExtensionTable;
  readonly files: FileTable;
  readonly publications: PublicationTable;
  readonly publicationVersions: PublicationVersionTable;
  readonly publicationPhotos: PublicationPhotoTable;
  readonly notices: NoticeTable;
  readonly mailbox: MailboxTable;
  readonly accounts: AccountTables;
  readonly signIn: SignInTables;
  readonly citizens: CitizenTables;
  readonly organisation: OrganisationTables;
  readonly assignments: AssignmentTable;
  readonly reorganisations: ReorganisationTables;
  readonly holdings: HoldingTable;
  readonly places: PlaceTable;
  readonly followers: FollowerTable;
  readonly merges: MergeTable;
  readonly dossiers: DossierTable;
  readonly dossierDocuments: DossierDocumentTable;
  readonly transfers: TransferTable;
  readonly ratings: RatingTable;
  readonly parts: PartTable;
  readonly relay: RelayTable;
  readonly reveals: RevealTable;
  readonly conflicts: ConflictTable;
  readonly audit: AuditTable;
  readonly auditChain: AuditChainTable;
  readonly archive: ArchiveTable;
  readonly erasures: ErasureTable;
  readonly recordExports: RecordExportTable;
  readonly reference: ReferenceTable;
  readonly rates: RateTable;
  readonly pendingChanges: PendingChangeTable;
  readonly bundles: BundleTable;
  readonly serviceAccounts: ServiceAccountTables;
  readonly channelSettings: ChannelSettingTable;
}

export interface CaseRecords {
  /** The next serial of a day, starting at 1; held until the transaction ends, so that none is given twice. */
  nextSerial(day: string): Promise<number>;
  insert(row: CaseRow): Promise<void>;
  update(id: string, change: CaseChange): Promise<void>;
  byId(id: string): Promise<CaseRow | undefined>;
  /** Cases that are not archived, by id, after this one. */
  after(id: string, limit: number): Promise<readonly CaseRow[]>;
  /** What an older case is found by besides. @returns false where it was changed or archived meanwhile */
  addContacts(row: CaseRow, words: readonly string[]): Promise<boolean>;
  byTrackingHash(hash: string): Promise<CaseRow | undefined>;
  byRegisterNumber(registerNumber: string): Promise<CaseRow | undefined>;
  byInstance(instanceId: string): Promise<CaseRow | undefined>;
  /** Whether a case meets a scope; the condition is part of the query. */
  allowed(scope: Scope, id: string): Promise<boolean>;
  /** Those of several cases that meet a scope. */
  allowedOf(scope: Scope, ids: readonly string[]): Promise<readonly string[]>;
  /** Cases with this very word of {@link CaseRow.search}, the latest first; for who reported them, see search-words.ts. */
  withWord(word: string, limit: number): Promise<readonly string[]>;
  /** Every case of who has this contact (`personWord`), archived ones too: for what is rarely asked. */
  withContact(contact: string): Promise<readonly string[]>;
  /** The rows of several ids, in no order. */
  byIds(ids: readonly string[]): Promise<readonly CaseRow[]>;
}

export interface VaultTables {
  insertKey(row: VaultKeyRow): Promise<void>;
  key(caseId: string): Promise<VaultKeyRow | undefined>;
  keys(caseIds: readonly string[]): Promise<readonly VaultKeyRow[]>;
  /** The oldest case's. */
  firstKey(): Promise<VaultKeyRow | undefined>;
  /** Those that are not wrapped by this master key, by case; `after` the one with this id. */
  keysOfOthers(masterKeyId: string, after: string, limit: number): Promise<readonly VaultKeyRow[]>;
  /** Puts the same key, wrapped anew, where this row still stands. @returns false where it is another by now */
  rewrap(row: VaultKeyRow, anew: Pick<VaultKeyRow, 'wrapped' | 'masterKeyId'>): Promise<boolean>;
  insert(rows: readonly VaultEntryRow[]): Promise<void>;
  entries(caseId: string, ids: readonly string[]): Promise<readonly VaultEntryRow[]>;
  /** Entries of several cases; the caller opens each with its own case's key. */
  entriesAcross(ids: readonly string[]): Promise<readonly VaultEntryRow[]>;
}

export interface TimelineTable {
  append(rows: readonly TimelineRow[]): Promise<void>;
  /** In order of time. */
  ofCase(caseId: string): Promise<readonly TimelineRow[]>;
}

export interface ClockTable {
  insert(rows: readonly ClockRow[]): Promise<void>;
  /** Changes a clock within a step. A change of the due date fails (and is tried again) where it moved meanwhile. */
  update(row: ClockRow, change: ClockChange): Promise<void>;
  ofCase(caseId: string): Promise<readonly ClockRow[]>;
  /** As {@link ofCase}, held against other operations until the transaction ends. */
  holdOfCase(caseId: string): Promise<readonly ClockRow[]>;
  /** Changes a clock that is held. */
  updateHeld(id: string, change: ClockChange): Promise<void>;
  /** Changes clocks that are held, all in the same way, with one statement. */
  updateAllHeld(ids: readonly string[], change: ClockChange): Promise<void>;
  /** Clocks that somebody must hear of by `now`, held, in the order in which they were due, after a place in it. */
  holdDue(now: Instant, after: ClockPlace, limit: number): Promise<readonly ClockRow[]>;
  /** The clocks of one name of several cases that have not ended. */
  openOfCases(caseIds: readonly string[], name: ClockRow['name']): Promise<readonly ClockRow[]>;
  /** Clocks that have not ended, in the order in which they are looked at, after a place in it. */
  page(after: ClockPlace, limit: number): Promise<readonly ClockRow[]>;
  /** As {@link page}, held, of those whose due date was not computed with `revision`. */
  holdOutdated(revision: string, after: ClockPlace, limit: number): Promise<readonly ClockRow[]>;
  /** How many clocks have not ended, by calendar. */
  countByCalendar(): Promise<ReadonlyMap<string, number>>;
  addEvents(rows: readonly ClockEventRow[]): Promise<void>;
  eventsOf(caseIds: readonly string[]): Promise<readonly ClockEventRow[]>;
}

/** A place in the order of `nextAt`. */
export interface ClockPlace {
  readonly nextAt: Instant;
  readonly id: string;
}

export const clocksBegin: ClockPlace = { nextAt: 0, id: '00000000-0000-0000-0000-000000000000' };

export interface EscalationTable {
  insert(rows: readonly EscalationRow[]): Promise<void>;
  /** Somebody else answers for what was warned of; where nothing was, the row begins it. */
  handOver(row: EscalationRow): Promise<void>;
  ofCase(caseId: string): Promise<readonly EscalationRow[]>;
  /** Of each clock that has not ended the latest that an owner had, newest first. */
  openOf(owner: string, limit: number): Promise<readonly EscalationRow[]>;
}

export interface ExtensionTable {
  insert(row: ExtensionRow): Promise<void>;
  byId(id: string): Promise<ExtensionRow | undefined>;
  ofCase(caseId: string): Promise<readonly ExtensionRow[]>;
  /**
   * What was asked for by others and not decided, the oldest first: of dossiers within their scope, of other cases within
   * theirs. Nobody decides on what they have asked for.
   */
  asked(
    scopes: { readonly cases: Scope; readonly dossiers: Scope },
    decider: string,
    limit: number,
  ): Promise<readonly ExtensionRow[]>;
  /** Decides what is still asked. @returns false where somebody else was faster */
  decide(
    id: string,
    decision: Pick<ExtensionRow, 'state' | 'decidedAt' | 'decidedBy' | 'decisionEntry'>,
  ): Promise<boolean>;
}

export interface FileTable {
  insert(rows: readonly FileRow[]): Promise<void>;
  byId(id: string): Promise<FileRow | undefined>;
  /** Photos of the report and evidence of the case: what only answers a part is not among them. */
  ofCase(caseId: string): Promise<readonly FileRow[]>;
  /** What other units have answered with, taken over or not. */
  ofParts(caseId: string): Promise<readonly FileRow[]>;
  /** Takes the photo of a part over as evidence of the case, or gives it back to the part alone. */
  takeOver(id: string, kind: 'evidence' | 'part'): Promise<void>;
  /** Files of all cases whose originals are kept, in order of their ids. @param after the last of the page before */
  withOriginal(after: string | null, limit: number): Promise<readonly FileRow[]>;
  /** Those of one case, of its parts too. */
  originalsOf(caseId: string): Promise<readonly FileRow[]>;
  /** Takes a photo out of its case. */
  remove(id: string): Promise<void>;
  /** Those of the ids that a row names. */
  known(ids: readonly string[]): Promise<readonly string[]>;
}

export interface PublicationTable {
  /** Writes the record of a case, in place of an earlier one. */
  put(row: PublicationRow): Promise<void>;
  /** Takes it off the public pages, and off what is searched. */
  remove(caseId: string): Promise<void>;
  bySlug(slug: string): Promise<PublicationRow | undefined>;
  byCase(caseId: string): Promise<PublicationRow | undefined>;
  rate(caseId: string, rating: number): Promise<void>;
  /** The newest first; the total is counted no further than `countMax`. */
  page(query: PublicationQuery): Promise<{ readonly rows: readonly PublicationRow[]; readonly total: number }>;
}

export interface PublicationQuery {
  readonly category?: string;
  readonly ward?: string;
  /** Folded words that must all occur. */
  readonly words: readonly string[];
  /** Only of cases within all of these; left out: of every case, as the public sees them. */
  readonly scopes?: readonly Scope[];
  readonly after?: { readonly publishedAt: Instant; readonly id: string };
  readonly limit: number;
  readonly countMax: number;
}

export interface NoticeTable {
  /** Writes the row unless one with this dedupe key is there. @returns whether it was written */
  insert(row: NoticeRow): Promise<boolean>;
  /** Writes rows whose dedupe keys are new for certain. */
  insertNew(rows: readonly NoticeRow[]): Promise<void>;
  /** Rows to be looked at: queued and due, or sending with a lease that ran out; the oldest to each reporter first. */
  due(channel: NoticeRow['channel'], now: Instant, limit: number): Promise<readonly NoticeRow[]>;
  /** Takes a row if nobody else did, or renewed what was theirs, since it was read. @returns whether it is ours now */
  lease(row: NoticeRow, lease: { readonly token: string; readonly until: Instant }): Promise<boolean>;
  /** Keeps a row that is being sent. @returns false where the lease is another's by now */
  renew(id: string, lease: { readonly token: string; readonly until: Instant }): Promise<boolean>;
  /** Lets what waits for a channel that could not be reached be tried at once: it can be reached again. */
  hasten(channel: NoticeRow['channel'], now: Instant, but: readonly string[]): Promise<void>;
  /** Ends every lease, for who knows that all who had one are dead. */
  endLeases(now: Instant): Promise<void>;
  /** Records how a leased row went on; nothing happens where the lease is another's by now. */
  settle(id: string, token: string, outcome: NoticeOutcome): Promise<boolean>;
  /** Follows a provider's report; a status that lies behind the present one changes nothing. */
  report(
    id: string,
    state: 'sent' | 'delivered' | 'bounced',
    said: { readonly status: string; readonly providerId: string },
  ): Promise<boolean>;
  ofCase(caseId: string): Promise<readonly NoticeRow[]>;
  countByState(): Promise<Readonly<Record<string, number>>>;
  /** How many wait to be sent, or for word of what became of them. */
  waiting(): Promise<number>;
  /** Gives up all that wait. @returns how many */
  giveUp(fault: string): Promise<number>;
}

export type NoticeOutcome = Pick<
  NoticeRow,
  'state' | 'nextAt' | 'providerId' | 'providerStatus' | 'fault' | 'sentAt'
> & {
  /** Where this was no try at all. */
  readonly attempt?: number;
};

export interface MailboxTable {
  insert(row: MailboxRow): Promise<void>;
  has(id: string): Promise<boolean>;
  latest(limit: number): Promise<readonly MailboxRow[]>;
}

export interface AccountTables {
  insert(account: AccountRow, posts: readonly PostRow[]): Promise<void>;
  byUsername(username: string): Promise<AccountRow | undefined>;
  byId(id: string): Promise<AccountRow | undefined>;
  byUsernames(usernames: readonly string[]): Promise<readonly AccountRow[]>;
  /** Active accounts with a post in the unit on a day, or standing in for one, that have an e-mail address. */
  reachableIn(unit: string, day: string): Promise<readonly AccountRow[]>;
  /** Every post that an active account holds on a day. */
  roster(day: string): Promise<readonly RosterRow[]>;
  posts(accountId: string): Promise<readonly PostRow[]>;
  setPassword(id: string, passwordHash: string): Promise<void>;
  /** A first password in place of the last one. @returns false where somebody has signed in with that meanwhile */
  handOut(id: string, passwordHash: string): Promise<boolean>;
  /** Somebody has signed in: what was handed out to them is used. */
  insertSession(row: SessionRow): Promise<void>;
  session(tokenHash: string): Promise<SessionRow | undefined>;
  touchSession(id: string, seenAt: Instant): Promise<void>;
  usedElsewhere(id: string, agent: string): Promise<void>;
  deleteSession(tokenHash: string): Promise<void>;
  /** The latest use first. */
  sessions(accountId: string): Promise<readonly SessionRow[]>;
  /** Ends one session of an account. @returns false where it has none with this id */
  endSession(accountId: string, id: string): Promise<boolean>;
  /** Ends every session of an account but one. */
  endOtherSessions(accountId: string, id: string): Promise<void>;
  /** Forgets sessions that nobody has used since. */
  deleteSessionsBefore(seenAt: Instant): Promise<void>;
}

export interface RosterRow {
  readonly accountId: string;
  readonly username: string;
  readonly email: string;
  readonly role: string;
  readonly unit: string;
}

export interface AuditTable {
  append(row: AuditRow): Promise<void>;
  appendAll(rows: readonly AuditRow[]): Promise<void>;
  latest(limit: number): Promise<readonly AuditRow[]>;
  /** What was ever done to one thing, the oldest first. */
  ofSubject(subject: string): Promise<readonly AuditRow[]>;
}

export interface ReferenceTable {
  all(): Promise<readonly ReferenceRow[]>;
  /** Sum of the revisions and the number of rows: changes whenever anything does. */
  stamp(): Promise<string>;
  put(row: ReferenceRow): Promise<void>;
  /** Puts a text in place of the one with `revision`, which it counts on. @returns false where that is not it any more */
  replace(row: ReferenceRow): Promise<boolean>;
  /** Keeps what a text became, and who made it so, for the people who keep it. Nothing happens where it is kept. */
  keepChange(row: ReferenceChangeRow): Promise<void>;
  /** Changes of one text, the newest first. */
  changes(kind: string, limit: number): Promise<readonly ReferenceChangeRow[]>;
  /** What deadlines were computed from while it had this name, by file; undefined where it was never kept. */
  revision(stamp: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** Keeps such a state for ever; nothing happens where it is kept already. */
  keepRevision(stamp: string, files: Readonly<Record<string, string>>, since: Instant): Promise<void>;
  /** Name of the state that stood there when states began to be kept; undefined where there was none. */
  firstRevision(): Promise<string | undefined>;
}

export interface RateTable {
  /** Counts uses (one) of a bucket in a window. @returns uses in this window, these included */
  hit(key: string, windowStart: Instant, uses?: number): Promise<number>;
  /** Takes one use back. */
  refund(key: string, windowStart: Instant): Promise<void>;
  /** Uses so far, without counting. */
  peek(key: string, windowStart: Instant): Promise<number>;
  deleteBefore(windowStart: Instant): Promise<void>;
}
