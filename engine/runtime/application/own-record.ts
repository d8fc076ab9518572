import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised, Named } from './common.ts';
import type { FileContent } from './files.ts';

/** A person's own record: what is held on them, handed out or erased at their request (docs/retention.md). */
export interface OwnRecords {
  /** Whether there is something to fetch for who has shown the second factor of a request; undefined: nothing. */
  offered(code: string, secret: string): Promise<OfferedRecord | undefined>;
  /** Puts the record together as it is now, counts it and writes it into the audit; undefined as above. */
  fetch(code: string, secret: string): Promise<OwnRecord | undefined>;
  /** What an order would hand out or erase, for the officials who decide on a request; null: the task is of none. @throws Refusal 404 */
  preview(actor: Actor, taskId: string): Promise<RecordPreview | null>;
  /** The register of deletions, the latest first. @throws Refusal 403 */
  register(actor: Actor, before?: string): Promise<ErasureList>;
}

export interface OfferedRecord {
  readonly expiresAt: Instant;
  readonly downloads: number;
}

/** Everything held on a person but what belongs to somebody else, and what officials wrote for themselves. */
export interface OwnRecord {
  readonly request: string;
  readonly madeAt: Instant;
  readonly cases: readonly OwnCase[];
  /** Other people's cases that the person follows. */
  readonly follows: readonly { readonly registerNumber: string; readonly since: Instant }[];
  /** In the order of the cases. */
  readonly files: readonly OwnFile[];
}

export interface OwnCase {
  readonly registerNumber: string;
  readonly service: Localised;
  readonly category: Named;
  readonly ward: Named | null;
  readonly unit: Named | null;
  readonly receivedAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: Localised | null;
  readonly contact: Readonly<Record<'name' | 'phone' | 'email' | 'idNumber', string>>;
  readonly text: string;
  readonly address: string | null;
  readonly point: { readonly lon: number; readonly lat: number } | null;
  readonly stages: readonly { readonly name: Localised; readonly at: Instant | null; readonly note: string | null }[];
  readonly answer: string | null;
  readonly rejectionReason: string | null;
  readonly messages: readonly { readonly fromReporter: boolean; readonly at: Instant; readonly text: string }[];
  readonly ratings: readonly { readonly at: Instant; readonly rating: number; readonly comment: string }[];
  readonly notices: readonly { readonly at: Instant; readonly channel: 'email' | 'sms'; readonly name: Localised }[];
  readonly resultSlug: string | null;
}

export interface OwnFile {
  /** Below the archive: `PA-261120-0001-1.webp`. */
  readonly name: string;
  /** By the photo's own word, where they allowed to read it. */
  readonly takenAt: Instant | null;
  readonly content: FileContent;
}

export interface RecordPreview {
  readonly kind: 'export' | 'erase';
  readonly cases: readonly PreviewedCase[];
  readonly follows: number;
}

export interface PreviewedCase {
  readonly registerNumber: string;
  readonly category: Named;
  readonly receivedAt: Instant;
  readonly closedAt: Instant | null;
  /** Whose name stands in it, so that officials see where two people share a number. */
  readonly name: string;
  readonly files: number;
  readonly verdict: 'erase' | 'running' | 'held' | 'law';
  readonly basis: string;
  readonly published: 'none' | 'stays' | 'withdrawn';
}

export interface ErasureList {
  readonly items: readonly ErasureItem[];
  /** Id to go on from; null: that was all. */
  readonly next: string | null;
}

export interface ErasureItem {
  readonly id: string;
  readonly number: string;
  readonly kind: 'request' | 'rule';
  readonly rule: string;
  readonly request: string;
  readonly orderedAt: Instant;
  readonly orderedBy: string;
  readonly cases: number;
  readonly files: number;
  readonly digest: string;
  readonly doneAt: Instant | null;
}
