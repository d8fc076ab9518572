import type { City } from '#engine/cases/city/city.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Access } from '../access.ts';
import type { BundleDesk } from '../administration/bundles/bundles.ts';
import type { ChannelMaker, Channels } from '../administration/channels/live-channels.ts';
import type { NewWorkerToken, WorkerTokenView } from '../application/external.ts';
import type { DraftTrials } from '../application/history.ts';
import type { Application } from '../application/index.ts';
import type { ArchiveDesk } from '../archive/desk.ts';
import type { HeadPlace } from '../audit/heads.ts';
import type { Sealer } from '../audit/sealer.ts';
import type { Duty } from '../duties/duty.ts';
import type { RegisterCopy } from '../erasure/register-copy.ts';
import type { EngineKernel } from '../kernel/create-kernel.ts';
import type { CrewSettings } from '../kernel/crew.ts';
import type { KernelFault } from '../kernel/options.ts';
import type { Dispatcher } from '../notices/dispatcher.ts';
import type { MailboxStore, NoticeChannel } from '../ports/channels.ts';
import type { FileStore } from '../ports/files.ts';
import type { ScriptRunner } from '../ports/scripts.ts';
import type { CitizenProviders, IdentityProviders, OneTimeCodes, Passkeys } from '../ports/sign-in.ts';
import type { Store } from '../ports.ts';
import type { ReplayCheck } from '../replay/check.ts';
import type { Bell } from './external/bell.ts';
import type { OriginalsReport } from './files/verify-originals.ts';
import type { NoticeReport } from './notices/report.ts';

/** Everything the application needs from outside; it reads no environment, no clock and no randomness of its own. */
export interface ApplicationDeps {
  readonly store: Store;
  readonly access: Access;
  readonly files: FileStore;
  readonly secrets: Secrets;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: () => Instant;
  /** Files of the services that come with the product, by key and path; left out: none do. */
  readonly shipped?: () => Promise<WorkflowTexts['services']>;
  /** How this process takes its part among those at one database; left out: it is alone (tests, commands). */
  readonly crew?: CrewSettings;
  /** Channels that reach the outside; one that is left out goes to the in-product mailbox when `demo` is on. */
  readonly channels: Channels;
  /** Makes a channel of what the city sets on its screen; left out: nothing can be set there. */
  readonly channelMaker?: ChannelMaker;
  /** Makes the in-product mailbox: `mailboxChannel` of `connectors/mailbox`. */
  readonly mailboxChannel: (name: NoticeChannel['name'], store: MailboxStore) => NoticeChannel;
  /** Runs JavaScript; left out: models with such scripts are not published, and those that wait go on waiting. */
  readonly scripts?: ScriptRunner;
  /** Where the head of the audit's chain is handed out to; left out: nowhere. */
  readonly headPlaces?: readonly HeadPlace[];
  /** Where the register of deletions is copied to, outside the database; left out: nowhere. */
  readonly registerCopy?: RegisterCopy;
  /** When the last backup was made, as far as this machine knows. */
  readonly lastBackup?: () => Promise<Instant | undefined>;
  /** One-time codes, passkeys and identity providers, by the libraries that speak them. */
  readonly signIn: {
    readonly codes: OneTimeCodes;
    readonly passkeys: Passkeys;
    readonly providers: IdentityProviders;
    readonly citizenProviders: CitizenProviders;
  };
  readonly config: ApplicationConfig;
  /** Hears of timers and jobs that failed, for the log. */
  readonly onFault?: (fault: KernelFault) => void;
  /** Hears of timers, jobs and notices that were done, for the log. */
  readonly onDone?: (done: Omit<KernelFault, 'error'>) => void;
  /** Hears of what the nightly comparison with the journals finds, for the log. */
  readonly onReplayDifference?: (check: ReplayCheck) => void;
}

export interface Secrets {
  /** 32 bytes; wraps the key of each case. */
  readonly masterKey: Uint8Array;
  /** Under which something may still be sealed, while the key is being changed (rotate-key). */
  readonly otherMasterKeys?: readonly Uint8Array[];
  /** 32 bytes; for look-ups of codes, words and addresses. */
  readonly hmacKey: Uint8Array;
}

export interface ApplicationConfig {
  /** The service whose start form citizens see, e.g. `citizen-feedback`. */
  readonly intakeService: string;
  /** Where citizens reach us, without a slash at the end; stands in notices. */
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly photosMax: number;
  readonly photoBytesMax: number;
  /** Of this program; stands in what it gives out. */
  readonly version?: string;
}

/** The application and what only the composition root may touch. */
export interface Wardflow {
  readonly application: Application;
  readonly kernel: EngineKernel;
  /** The outbox; a loop of its own keeps a slow provider from holding up timers. */
  readonly notices: Dispatcher;
  /** Chains the audit's entries; a loop of its own keeps it within a second of what is written. */
  readonly sealer: Sealer;
  /** Closed cases in the archive, and what becomes of them: for the operator of the machine. */
  readonly archive: ArchiveDesk;
  /** The configuration as bundles, for the operator of the machine. */
  readonly bundles: BundleDesk;
  readonly rateLimit: RateLimit;
  /** Programs outside that wait for jobs: told of what was written here, and let go when the process ends. */
  readonly bell: Bell;
  /** Lets a program outside in, for the command line. @returns its token, which nobody can read again */
  createWorkerToken(token: NewWorkerToken): Promise<{ readonly id: string; readonly token: string }>;
  workerTokens(): Promise<readonly WorkerTokenView[]>;
  /** @throws Refusal 404 where there is none that is still good */
  revokeWorkerToken(id: string): Promise<void>;
  /** Confirms a change of the policy of signing in, for who works at the machine. @throws Refusal 409 */
  confirmChange(id: string): Promise<void>;
  /** The reference data in force (for the access rules); undefined before anything was loaded or asked. */
  city(): City | undefined;
  /** Reads the reference data, if there is any, so that {@link Wardflow.city} knows it. */
  loadCity(): Promise<City | undefined>;
  /** Timers, jobs and notices that are due; called by the worker loop. @returns how many things it did */
  runDue(now: Instant): Promise<number>;
  /** What the worker does beside that, one process at a time. */
  readonly duties: readonly Duty[];
  /** @returns the new account's id */
  createAccount(account: NewAccount): Promise<string>;
  /** Loads a city of one's own and its services, without accounts. @throws Error where there is a city already */
  installCity(texts: WorkflowTexts): Promise<void>;
  /** Loads the demo city, its accounts, the service and some lively cases; nothing happens the second time. */
  seedDemo(pack: DemoPack): Promise<DemoSeed>;
  /** A page of past cases, the newest first, run through the draft of a service. */
  tryDraft(service: string, after?: string): Promise<DraftTrials>;
  /** Reads every original of evidence and compares it with what was written down of it. */
  verifyOriginals(): Promise<OriginalsReport>;
  /** A status report of an SMS provider for an outbox row. */
  noticeReport(noticeId: string, report: NoticeReport): Promise<void>;
}

/** Limits by the caller's address, shared by all nodes. */
export interface RateLimit {
  /** Counts one use. @throws Refusal 429 `TOO_MANY_REQUESTS` with `seconds` to wait */
  take(
    kind: 'follow' | 'submit' | 'preview' | 'answer' | 'join' | 'code' | 'enter' | 'search',
    address: string,
  ): Promise<void>;
}

export interface NewAccount {
  readonly username: string;
  readonly displayName: string;
  /** Where the official is told what concerns the unit. */
  readonly email?: string;
  readonly password: string;
  readonly posts: readonly {
    readonly role: string;
    readonly unit: string;
    /** ISO 8601 dates of the city; left out: no limit. */
    readonly validFrom?: string;
    readonly validTo?: string;
  }[];
}

/** Texts of `workflows/`, by path relative to their folder: read by the composition root, not by the application. */
export interface WorkflowTexts {
  /** As `workflows/demo-city`: `city.json`, `units.json`, …. */
  readonly city: Readonly<Record<string, string>>;
  /** Services to deploy as version 1, by key: `{ 'citizen-feedback': { 'citizen-feedback.bpmn': '…', … } }`. */
  readonly services: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The demo's city has `accounts.json` and `feedback-samples.json` besides. */
export interface DemoPack extends WorkflowTexts {
  /** The one documented password of all demo accounts. */
  readonly password: string;
}

export interface DemoSeed {
  /** False: it was there already. */
  readonly seeded: boolean;
  readonly accounts: readonly { readonly username: string; readonly displayName: string; readonly role: string }[];
}
