import type { Rung } from '#engine/cases/city/city.ts';
import type { SlaClockState } from '#engine/cases/lifecycles/sla-clock.ts';
import type { CaseFacts } from '#engine/cases/projection.ts';
import type { DayCount } from '#engine/core/env.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { Language } from '../application/common.ts';

/** The rows around a case. Empty text stands for "none" in columns that access rules may speak of. */
export interface CaseRow extends CaseFacts {
  readonly id: string;
  readonly service: string;
  readonly serviceVersionId: string;
  readonly instanceId: string;
  readonly registerNumber: string;
  /** HMAC-SHA-256 of the tracking code, hex. */
  readonly trackingHash: string;
  /** HMAC-SHA-256 of code and second factor, hex. */
  readonly secretHash: string;
  readonly channel: string;
  readonly language: Language;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly receivedAt: Instant;
  readonly rating: number | null;
  /** Names of the vault's entries of this case, by meaning: `text`, `address`, `name`, `phone`, … to entry ids. */
  readonly vault: Readonly<Record<string, string>>;
  /** Register number, and the words of the report under a key (a blind index): what a worklist is searched by. */
  readonly search: string;
  /** The case that it was merged into; null for one that stands by itself. */
  readonly mergedInto: string | null;
  /** How many others have met the matter: who joined, and the reporters of merged cases with those who joined them. */
  readonly followers: number;
}

export type CaseChange = Partial<CaseFacts & Pick<CaseRow, 'serviceVersionId' | 'rating' | 'vault'>>;

/** A key of one case, wrapped by the installation's master key; destroying it erases the person. */
export interface VaultKeyRow {
  readonly caseId: string;
  readonly wrapped: Uint8Array;
  readonly masterKeyId: string;
  readonly createdAt: Instant;
}

export interface VaultEntryRow {
  readonly id: string;
  readonly caseId: string;
  readonly name: string;
  readonly sealed: Uint8Array;
  readonly createdAt: Instant;
}

/** A clock: `case` up to the answer, `firstAnswer` up to the first one, `step` of one task. */
export interface ClockRow {
  readonly id: string;
  readonly caseId: string;
  readonly name: 'case' | 'firstAnswer' | 'step';
  readonly state: SlaClockState;
  /** Resolved: the calendar that counts, '' for the clock on the wall. */
  readonly calendar: string;
  /** ISO 8601, or '' where the due date was given as a date and moves with nothing. */
  readonly duration: string;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
  /** While it is paused. */
  readonly pausedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** The task of a step's clock, and its element; null and '' for others. */
  readonly instanceId: string | null;
  readonly taskKey: string;
  readonly element: string;
  /** The class of promise it goes by. */
  readonly sla: string;
  readonly dayCount: DayCount;
  /** State of the calendars by which `dueAt` was computed last. */
  readonly revision: string;
  /** What was promised first; never changes. */
  readonly firstDueAt: Instant | null;
  /** Working milliseconds that are allowed in all. */
  readonly allowedMs: number;
  /** Who paused it: a stage of the process, or an official; '' while it is not paused. */
  readonly pausedBy: '' | 'stage' | 'official';
  readonly extensions: number;
  /** Warnings begin anew with each round: after an extension, and where another promise is made. */
  readonly round: number;
  /** Percent of the last warning of this round. */
  readonly warned: number;
  /** When somebody must hear of it next; null: never, or not while it is paused. */
  readonly nextAt: Instant | null;
  /** Who answers for it since the last warning: account and unit. */
  readonly owner: string;
  readonly ownerUnit: string;
  /** Grows with each change that does not come from a step of the process. */
  readonly version: number;
}

export type ClockChange = Partial<Omit<ClockRow, 'id' | 'caseId' | 'name' | 'firstDueAt' | 'version'>>;

/** What happened to a clock. Its words (reason, legal basis, evidence) stand in the vault. */
export interface ClockEventRow {
  readonly id: string;
  readonly caseId: string;
  readonly clockId: string;
  readonly at: Instant;
  /** `renewed`: another promise; `moved`: the calendar changed. */
  readonly kind: 'paused' | 'resumed' | 'extended' | 'renewed' | 'moved';
  /** Code of a pause or extension reason; the stage where a stage paused it. */
  readonly reason: string;
  readonly dueBefore: Instant | null;
  readonly dueAfter: Instant | null;
  readonly revision: string;
  readonly actor: string;
  readonly noteEntry: string | null;
  readonly fileId: string | null;
}

/** One warning, and who answers from then on. One for each clock, round and percent. */
export interface EscalationRow {
  readonly id: string;
  readonly caseId: string;
  readonly clockId: string;
  readonly round: number;
  readonly percent: number;
  readonly rung: Rung;
  readonly owner: string;
  readonly ownerUnit: string;
  readonly dueAt: Instant;
  readonly at: Instant;
}

/** More time that was asked for. */
export interface ExtensionRow {
  readonly id: string;
  readonly caseId: string;
  readonly clockId: string;
  readonly state: 'asked' | 'granted' | 'refused';
  /** Whose head decides. */
  readonly unit: string;
  readonly reason: string;
  readonly dueBefore: Instant;
  readonly dueAfter: Instant;
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly noteEntry: string | null;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string;
  readonly decisionEntry: string | null;
}

/** One line of what happened; `code` is put into words by the reader's catalogue, `note` is a vault entry. */
export interface TimelineRow {
  readonly id: string;
  /** For whom `actor` did it: somebody who was away, or had delegated it. Left out or '': for nobody. */
  readonly behalfOf?: string | null;
  readonly caseId: string;
  readonly at: Instant;
  /**
   * `unitNotice`: what officials were told; its note is for officials alone. `operation`: what an operator did, with
   * the reason as its note.
   */
  readonly kind:
    | 'received'
    | 'task'
    | 'stage'
    | 'notice'
    | 'unitNotice'
    | 'published'
    | 'sentBack'
    | 'recalled'
    | 'operation'
    /** A photo was taken out of the case; `code` is what the scanner calls what it found. */
    | 'infected'
    /** A task was given to `actor`, or to nobody; `code` is how, see {@link TaskRow.assignment}. */
    | 'assigned'
    /** `actor` has given a task to somebody else; `code` is how and, behind a colon, to whom. */
    | 'given'
    /** A clock was paused, went on, or has another due date; `code` says which. */
    | 'clock'
    /** Somebody who may not by the rules asked to see who reported, or was let; `code` says which. */
    | 'reveal'
    /** Somebody keeps the case confidential, or has lifted it; `code` says which, the note why. */
    | 'confidentiality'
    /** Of another unit's part; `code` is what became of it, `unit` whose it is, the note what was asked or answered. */
    | 'part'
    /** Somebody was warned; `code` is the percent, `actor` who answers from then on. */
    | 'escalation'
    /** `code` is the register number of the other case: this one was merged into it, that one into this. */
    | 'merged'
    | 'mergedHere'
    /** The merging was undone; `code` as above. */
    | 'split'
    | 'splitHere';
  readonly code: string;
  readonly element: string;
  /** Account name, `citizen`, or '' for the system. */
  readonly actor: string;
  readonly unit: string;
  readonly noteEntry: string | null;
}

export interface FileRow {
  readonly id: string;
  readonly caseId: string;
  /** `part`: another unit's answer, until the lead takes it over as evidence of the case. */
  readonly kind: 'report' | 'evidence' | 'part';
  /** The part that it answers; null: it is the case's own. */
  readonly partId: string | null;
  readonly position: number;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly nameEntry: string | null;
  readonly createdAt: Instant;
  /** What was sent, before anything was done to it; null: from before it was written down. */
  readonly receivedType: string | null;
  readonly receivedBytes: number | null;
  readonly receivedSha256: string | null;
  /** The vault's entry with the key of the original; null: the original is not kept. */
  readonly originalEntry: string | null;
}

export interface PublicationRow {
  readonly id: string;
  readonly slug: string;
  readonly caseId: string;
  readonly registerNumber: string;
  readonly title: string;
  readonly text: string;
  readonly answer: string;
  readonly category: string;
  readonly ward: string;
  readonly unit: string;
  readonly receivedAt: Instant;
  readonly handledAt: Instant;
  readonly dueAt: Instant | null;
  readonly rating: number | null;
  readonly photos: readonly string[];
  /** Folded words of title, text and answer, for searching. */
  readonly search: string;
  readonly publishedAt: Instant;
  readonly version: number;
  /** When it was corrected last, and what the city says of it; null where it never was. */
  readonly correctedAt: Instant | null;
  readonly correction: string | null;
}

/** A row of the outbox. Neither recipient nor words stand here, only references; it is rendered when it is sent. */
export interface NoticeRow {
  readonly id: string;
  readonly caseId: string;
  /** Whose vault holds the address, where it is not the case's: a follower, or a case that was merged. */
  readonly owner: string | null;
  readonly serviceVersionId: string;
  readonly dedupeKey: string;
  readonly channel: 'email' | 'sms';
  readonly template: string;
  readonly language: Language;
  /** The reporter: entry of the vault that holds the address. */
  readonly recipientEntry: string | null;
  /** Or an official: the account whose address is looked up when it is sent. */
  readonly recipientAccount: string | null;
  readonly params: Readonly<Record<string, Json>>;
  readonly state: NoticeState;
  readonly attempt: number;
  readonly nextAt: Instant;
  readonly leaseUntil: Instant | null;
  readonly leaseToken: string;
  readonly providerId: string;
  readonly providerStatus: string;
  readonly fault: string;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  /** The request that led to it, for the log; null: nobody asked for it. */
  readonly requestId: string | null;
}

export type NoticeState = 'queued' | 'sending' | 'sent' | 'unknown' | 'delivered' | 'bounced' | 'dead';

export interface MailboxRow {
  readonly id: string;
  readonly caseId: string;
  readonly channel: 'email' | 'sms';
  readonly entry: string;
  readonly at: Instant;
}

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  /** '' where there is none. */
  readonly email: string;
  readonly passwordHash: string;
  readonly active: boolean;
  readonly createdAt: Instant;
  /** Nobody has signed in with what was handed out last; or nothing was handed out yet, and nobody can. */
  readonly firstPassword: boolean;
}

export interface PostRow {
  readonly id: string;
  readonly accountId: string;
  readonly role: string;
  readonly unit: string;
  /** ISO 8601 dates of the city, both included; '' for no limit. */
  readonly validFrom: string;
  readonly validTo: string;
}

export interface SessionRow {
  readonly id: string;
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  /** Browser and system, e.g. `chrome/windows`; '' where it said nothing. */
  readonly agent: string;
  /** The front half of the network address; never the whole of it. */
  readonly network: string;
  /** Another browser that has shown the same secret, as `agent`; '' for none. */
  readonly elsewhere: string;
  /** 1: a password or a provider's word; 2: and a second factor; 3: a passkey. */
  readonly strength: Strength;
}

export type Strength = 1 | 2 | 3;

export interface AuditRow {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly data: Json;
}

/** A text of the city's configuration as it became with a change. */
export interface ReferenceChangeRow extends ReferenceRow {
  /** Why, in the words of who changed it. */
  readonly note: string;
  readonly changedAt: Instant;
  readonly changedBy: string;
}

export interface ReferenceRow {
  readonly kind: string;
  readonly content: string;
  readonly revision: number;
}
