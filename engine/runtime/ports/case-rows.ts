import type { CaseFacts } from '#engine/cases/projection.ts';
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

export interface ClockRow {
  readonly id: string;
  readonly caseId: string;
  readonly name: string;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  readonly calendar: string;
  readonly duration: string;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
  /** While it is paused. */
  readonly pausedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** One line of what happened; `code` is put into words by the reader's catalogue, `note` is a vault entry. */
export interface TimelineRow {
  readonly id: string;
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
    | 'operation';
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
  readonly kind: 'report' | 'evidence';
  readonly position: number;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly nameEntry: string | null;
  readonly createdAt: Instant;
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
}

/** A row of the outbox. Neither recipient nor words stand here, only references; it is rendered when it is sent. */
export interface NoticeRow {
  readonly id: string;
  readonly caseId: string;
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
}

export interface PostRow {
  readonly id: string;
  readonly accountId: string;
  readonly role: string;
  readonly unit: string;
}

export interface SessionRow {
  readonly id: string;
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
}

export interface AuditRow {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly data: Json;
}

export interface ReferenceRow {
  readonly kind: string;
  readonly content: string;
  readonly revision: number;
}
