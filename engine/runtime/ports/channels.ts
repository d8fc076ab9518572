import type { Instant } from '#engine/core/values.ts';

/** A way to reach a person. Each connector implements it; all pass the same contract test. */
export interface NoticeChannel {
  readonly name: 'email' | 'sms';
  /**
   * Hands one message to the outside. Sending it again with the same `id` must look like the same message to the
   * receiver where the medium allows that (e-mail: same Message-ID).
   * @throws Retryable where a later try may succeed and nothing was sent
   * @throws Terminal where no later try can succeed
   * @throws Ambiguous where it may or may not have been sent
   */
  send(message: OutgoingMessage): Promise<Accepted>;
  /** Whether the provider already has this message: asked before a message of unknown fate is sent again. */
  find?(message: OutgoingMessage, search: Search): Promise<Accepted | undefined>;
  /** How much one recipient is sent at most; a notice that would be too much waits. Left out: no limit. */
  readonly perRecipient?: readonly RecipientLimit[];
  /** How much is sent to all together. Left out: no limit. */
  readonly inAll?: readonly RecipientLimit[];
  close?(): Promise<void>;
}

/** Where the provider's list is looked through. */
export interface Search {
  /** When the notice was written. */
  readonly since: Instant;
  /** Provider's ids of other notices to the same person, which may have the same words. */
  readonly others: ReadonlySet<string>;
}

/** So many messages in a window that begins at a multiple of its length. */
export interface RecipientLimit {
  readonly uses: number;
  readonly windowMs: number;
}

export interface OutgoingMessage {
  /** Id of the outbox row: the idempotency key. */
  readonly id: string;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly caseId: string;
  /** When it is sent. */
  readonly at: Instant;
}

export interface Accepted {
  /** The provider's own id of the message. */
  readonly providerId: string;
  readonly status: string;
}

/** Keeps the messages of the in-product mailbox. */
export interface MailboxStore {
  /** Keeps a message (sealed); keeping the same id again changes nothing. */
  keep(channel: NoticeChannel['name'], message: OutgoingMessage): Promise<void>;
}

/** Nothing was sent; try again later. */
export class Retryable extends Error {
  override readonly name = 'Retryable';
  readonly code: string;
  /** Seconds that the other side asked us to wait. */
  readonly waitSeconds: number | undefined;
  constructor(code: string, options: { readonly cause?: unknown; readonly waitSeconds?: number } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.waitSeconds = options.waitSeconds;
  }
}

/** No later try can succeed: wrong recipient, refused for good, wrong credentials. */
export class Terminal extends Error {
  override readonly name = 'Terminal';
  readonly code: string;
  constructor(code: string, options: { readonly cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
  }
}

/** The line broke at a moment when the message may have been taken. */
export class Ambiguous extends Error {
  override readonly name = 'Ambiguous';
  readonly code: string;
  constructor(code: string, options: { readonly cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
  }
}
