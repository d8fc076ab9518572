/** What hangs on a draft of a service. It keeps the draft's id when the draft becomes a version, and stays with it. */
import type { Instant } from '#engine/core/values.ts';

export interface ReviewRow {
  readonly id: string;
  readonly service: string;
  readonly versionId: string;
  /** Of the draft: when it was asked for; of a decision, the one that was decided on. */
  readonly revision: number;
  readonly state: 'waiting' | 'approved' | 'changes' | 'withdrawn';
  readonly note: string;
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string;
  readonly answer: string;
}

/** A remark on an element, or an answer to one. */
export interface RemarkRow {
  readonly id: string;
  readonly versionId: string;
  readonly path: string;
  /** Id of an element, key of a field, code of a message; '' for the file as a whole. */
  readonly element: string;
  /** The first remark of those that belong together; its own id for that one. */
  readonly thread: string;
  readonly content: string;
  readonly writtenAt: Instant;
  readonly writtenBy: string;
  /** Of the first one of a thread. */
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: string;
}

/** A file of a draft as somebody saved it; what the same person saves soon after falls into the same row. */
export interface SaveRow extends SaveSummary {
  readonly content: string;
}

export interface SaveSummary {
  readonly id: string;
  readonly versionId: string;
  readonly path: string;
  /** Of the draft after the last of these saves. */
  readonly revision: number;
  readonly begunAt: Instant;
  readonly savedAt: Instant;
  readonly savedBy: string;
  readonly note: string;
}

export interface PlanRow {
  readonly id: string;
  readonly service: string;
  readonly versionId: string;
  /** The one that is published and no other. */
  readonly revision: number;
  readonly publishAt: Instant;
  readonly note: string;
  readonly state: 'waiting' | 'published' | 'failed' | 'cancelled';
  readonly plannedAt: Instant;
  readonly plannedBy: string;
  readonly endedAt: Instant | null;
  /** Why it was not published, as a code. */
  readonly reason: string;
}

/** Somebody has a service open, in one tab of a browser, until then unless they say so again. */
export interface PresenceRow {
  readonly id: string;
  readonly service: string;
  /** The file that is edited; '' for the service itself. */
  readonly path: string;
  readonly username: string;
  readonly untilAt: Instant;
}

export interface DraftTables {
  readonly reviews: {
    insert(row: ReviewRow): Promise<void>;
    /** The newest first. */
    ofVersion(versionId: string): Promise<readonly ReviewRow[]>;
    waiting(): Promise<readonly ReviewRow[]>;
    /** @returns false where it does not wait any more */
    decide(
      id: string,
      decision: Pick<ReviewRow, 'state' | 'revision' | 'decidedBy' | 'answer'> & { readonly decidedAt: Instant },
    ): Promise<boolean>;
  };
  readonly remarks: {
    insert(row: RemarkRow): Promise<void>;
    byId(id: string): Promise<RemarkRow | undefined>;
    /** The oldest first. */
    ofVersion(versionId: string): Promise<readonly RemarkRow[]>;
    resolve(id: string, at: Instant | null, by: string): Promise<void>;
  };
  readonly saves: {
    insert(row: SaveRow): Promise<void>;
    /** The newest first; '' for every file. */
    list(versionId: string, path: string, limit: number): Promise<readonly SaveSummary[]>;
    byId(id: string): Promise<SaveRow | undefined>;
    grow(id: string, change: Pick<SaveRow, 'revision' | 'savedAt' | 'content'>): Promise<void>;
    note(id: string, note: string): Promise<void>;
    remove(ids: readonly string[]): Promise<void>;
    removeOf(versionId: string): Promise<void>;
  };
  readonly plans: {
    insert(row: PlanRow): Promise<void>;
    /** The newest first. */
    ofVersion(versionId: string): Promise<readonly PlanRow[]>;
    due(now: Instant, limit: number): Promise<readonly PlanRow[]>;
    /** @returns false where it does not wait any more */
    end(id: string, state: Exclude<PlanRow['state'], 'waiting'>, at: Instant, reason: string): Promise<boolean>;
  };
  readonly presence: {
    put(row: PresenceRow): Promise<void>;
    remove(id: string): Promise<void>;
    of(service: string, now: Instant): Promise<readonly PresenceRow[]>;
    /** Takes away who has been gone for long. */
    sweep(before: Instant): Promise<void>;
  };
  /** Of a draft that is thrown away. */
  forget(versionId: string): Promise<void>;
}
