/** What programs outside may do: jobs of their topics, messages and signals; and who lets them in. */
import type { Instant, Json, Variables } from '#engine/core/values.ts';
import type { Actor } from './common.ts';

/** A program that has shown a token. It may do what the token names, and nothing else. */
export interface WorkerCaller {
  readonly tokenId: string;
  readonly name: string;
  readonly topics: readonly string[];
  readonly messages: readonly string[];
  readonly signals: readonly string[];
}

/** Who sends a message: a program with a token, or an official who has the right. */
export type Sender = WorkerCaller | Actor;

export interface FetchJobs {
  readonly topics: readonly string[];
  /** Name of the worker, for people who look into what waits. */
  readonly worker: string;
  readonly leaseMs: number;
  readonly jobsMax: number;
  /** How long to wait where nothing is there; 0: not at all. */
  readonly waitMs: number;
}

/** A job as its worker sees it: the inputs that the model names, and nothing else of the case. */
export interface ExternalJob {
  /** Stays the same however often it is tried: an idempotency key for what the worker does outside. */
  readonly id: string;
  readonly topic: string;
  /** Id of the step in the diagram. */
  readonly element: string;
  readonly inputs: { readonly [name: string]: Json };
  /** Names this lease; whoever answers shows it. */
  readonly lease: string;
  readonly leaseMs: number;
  readonly retriesLeft: number;
  readonly createdAt: Instant;
}

export interface JobFailed {
  /** For the operator; never personal data. */
  readonly message: string;
  readonly retryInMs?: number | undefined;
  /** How often it is still tried; left out: one less than before. 0: an operator is asked now. */
  readonly retries?: number | undefined;
}

export interface Publication {
  readonly name: string;
  readonly correlation: string;
  /** About this case; null: about none. */
  readonly caseId: string | null;
  readonly variables: Variables;
  /** How long it waits for somebody to listen; 0: not at all. */
  readonly timeToLiveMs: number;
}

export interface Published {
  /** `delivered` to who waited for it, `started` a process, `kept` until somebody listens, or `nobody` does. */
  readonly outcome: 'delivered' | 'started' | 'kept' | 'nobody';
  readonly instanceId: string | null;
}

export interface Broadcast {
  /** How many instances listened, each is told by itself. */
  readonly told: number;
  /** How many instances it began. */
  readonly started: number;
}

export interface NewWorkerToken {
  readonly name: string;
  readonly topics: readonly string[];
  readonly messages: readonly string[];
  readonly signals: readonly string[];
}

export interface WorkerTokenView extends NewWorkerToken {
  readonly id: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revokedAt: Instant | null;
  /** Account, or who stands for the command line; empty while the token is good. */
  readonly revokedBy: string;
}

export interface External {
  /** Who a token stands for; undefined where it stands for nobody (any more). */
  caller(token: string): Promise<WorkerCaller | undefined>;
  /**
   * Takes jobs, waiting for them if need be.
   * @param gone ends the wait; what was taken by then is given back
   * @throws Refusal 403 where a topic is not the token's
   */
  fetch(caller: WorkerCaller, request: FetchJobs, gone: AbortSignal): Promise<readonly ExternalJob[]>;
  /** @throws Refusal 409 `LEASE_LOST`, or what the process does not take */
  complete(caller: WorkerCaller, job: JobLease, variables: Variables): Promise<void>;
  /** @throws Refusal 409 `LEASE_LOST` */
  fail(caller: WorkerCaller, job: JobLease, failure: JobFailed): Promise<void>;
  /** @throws Refusal 409 `LEASE_LOST` */
  extend(caller: WorkerCaller, job: JobLease, leaseMs: number): Promise<void>;
  /** Ends the work with an error of the model. @throws Refusal 409 `LEASE_LOST` */
  throwError(
    caller: WorkerCaller,
    job: JobLease,
    error: { readonly code: string; readonly variables: Variables },
  ): Promise<void>;
  /**
   * A message for one instance; with the same key it takes effect once and gives the same answer.
   * @throws Refusal 403; 422 `IDEMPOTENCY_KEY_REUSED` where the key was used for something else
   */
  message(sender: Sender, key: string, message: Publication): Promise<Published>;
  /** A signal for everybody, as {@link External.message}. */
  signal(
    sender: Sender,
    key: string,
    signal: { readonly name: string; readonly variables: Variables },
  ): Promise<Broadcast>;
  /** Whether this person lets programs in and out; for pages that show the way there. */
  mayConnect(actor: Actor): Promise<boolean>;
  /** @throws Refusal 403 */
  tokens(actor: Actor): Promise<readonly WorkerTokenView[]>;
  /** @returns the token, which nobody can read again. @throws Refusal 403 */
  createToken(actor: Actor, token: NewWorkerToken): Promise<{ readonly id: string; readonly token: string }>;
  /** @throws Refusal 403, 404 */
  revokeToken(actor: Actor, id: string): Promise<void>;
}

export interface JobLease {
  readonly id: string;
  readonly lease: string;
}
