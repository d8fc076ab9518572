/** What the runtime keeps of messages and signals: who listens, and what nobody has taken yet. */
import type { Instant, Variables } from '#engine/core/values.ts';

export interface SubscriptionRow {
  readonly id: string;
  readonly instanceId: string;
  readonly caseId: string | null;
  /** The core's id of the subscription within its instance. */
  readonly key: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Which of several conversations about the same thing is meant; '' where the model names none. */
  readonly correlation: string;
  readonly element: string;
  readonly since: Instant;
}

export interface SubscriptionTable {
  insert(subscriptions: readonly SubscriptionRow[]): Promise<void>;
  remove(instanceId: string, key: string): Promise<void>;
  /** The element that listens is called otherwise from now on. */
  rename(instanceId: string, key: string, element: string): Promise<void>;
  /** All that an instance that has ended listened for. */
  removeAll(instanceId: string): Promise<void>;
  /** Who has listened longest for such a message: of the same case, or of none. */
  receiver(message: Addressed): Promise<SubscriptionRow | undefined>;
  /** Ids of the instances that listen for a signal, in order. */
  listeners(signal: string): Promise<readonly string[]>;
  /** The same with where they belong, to write rows for them. */
  listening(signal: string): Promise<readonly Listening[]>;
  ofInstance(instanceId: string): Promise<readonly SubscriptionRow[]>;
}

export interface Listening {
  readonly instanceId: string;
  readonly serviceVersionId: string;
  readonly caseId: string | null;
}

/** Whom a message is for. One that is about a case never reaches another case; one about none reaches any. */
export interface Addressed {
  readonly name: string;
  readonly correlation: string;
  readonly caseId: string | null;
}

/** A message that nobody has taken yet. */
export interface MessageRow extends Addressed {
  readonly id: string;
  readonly variables: Variables;
  readonly publishedAt: Instant;
  readonly expiresAt: Instant;
}

export interface MessageTable {
  insert(message: MessageRow): Promise<void>;
  /** Messages that somebody waits for by now, the oldest first. */
  awaited(now: Instant, limit: number): Promise<readonly MessageRow[]>;
  /** @returns false where somebody was faster */
  take(id: string): Promise<boolean>;
  /** Forgets what nobody took in time. @returns how many */
  expire(now: Instant): Promise<number>;
}
