/**
 * Sends what stands in the outbox, each notice effectively once: a row is claimed by a guarded update, `sending` is
 * committed before the network is touched, and a row whose fate is unknown is asked for before it is sent again.
 * Every channel works for itself, so that one that hangs holds up neither cases nor the other.
 */
import { type NoticeLifeMove, type NoticeLifeState, noticeLife } from '#engine/cases/lifecycles/notice.ts';
import type { Instant } from '#engine/core/values.ts';
import type { NoticeRow } from '../ports/case-rows.ts';
import type { NoticeOutcome } from '../ports/cases.ts';
import type { Accepted, NoticeChannel, OutgoingMessage } from '../ports/channels.ts';
import { Ambiguous, Retryable, Terminal } from '../ports/channels.ts';
import type { Store, Tx } from '../ports.ts';
import { ambiguousWaitMs, attemptsMax, backoffMs, leaseMs, renewEveryMs, sendMsMax } from './backoff.ts';

export interface DispatcherDeps {
  readonly store: Store;
  /** Asked at every round. */
  readonly channels: { readonly [name in NoticeChannel['name']]?: NoticeChannel | undefined };
  /** Puts a notice into words and opens its recipient; undefined where the person was erased meanwhile. */
  readonly render: (tx: Tx, notice: NoticeRow, now: Instant) => Promise<Omit<OutgoingMessage, 'at'> | undefined>;
  /** Hears of faults of ours, for the log. */
  readonly onFault?: (error: unknown, notice: NoticeRow) => void;
  /** Hears of what was sent. */
  readonly onDone?: (notice: NoticeRow) => void;
  readonly limits: RecipientLimits;
  /** A secret that only the holder of a lease knows. */
  readonly newToken: () => string;
}

/**
 * Keeps to what a channel says of its recipients (security.md S17: text messages cost, and must not become a nuisance).
 * It counts in the transaction in which the notice is claimed or settled, so that a count belongs to a message.
 */
export interface RecipientLimits {
  /** Counts one message. @returns null; or, where it would be too much and nothing was counted, when to try again */
  take(tx: Tx, channel: NoticeChannel, to: string, now: Instant): Promise<Instant | null>;
  /** Takes back what {@link RecipientLimits.take} counted at `now`, where nothing was sent. */
  giveBack(tx: Tx, channel: NoticeChannel, to: string, now: Instant): Promise<void>;
}

export interface Dispatcher {
  /** Sends what is due. @returns how many rows it settled */
  runDue(now: Instant): Promise<number>;
}

const batch = 50;

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const running = new Map<string, Promise<number>>();
  return {
    async runDue(now) {
      const channels = Object.values(deps.channels).filter((channel) => channel !== undefined);
      const sent = channels.map((channel) => {
        // One sender per channel and process: a slow answer must not pile up further senders behind it.
        const work = running.get(channel.name) ?? drain(deps, channel, now).finally(() => running.delete(channel.name));
        running.set(channel.name, work);
        return work;
      });
      return (await Promise.all(sent)).reduce((sum, count) => sum + count, 0);
    },
  };
}

async function drain(deps: DispatcherDeps, channel: NoticeChannel, begun: Instant): Promise<number> {
  const nowIs = stopwatch(begun);
  let settled = 0;
  for (;;) {
    const due = await deps.store.transaction((tx) => tx.cases.notices.due(channel.name, nowIs(), batch));
    if (due.length === 0) return settled;
    for (const notice of due) {
      const outcome = await deliver(deps, channel, notice, nowIs);
      if (outcome) settled += 1;
      // Nobody answers there: the rest of the batch would only wait in vain.
      if (outcome && isAway(outcome)) return settled;
      if (outcome?.state === 'sent' && isAway(notice)) await hasten(deps, channel, nowIs());
    }
  }
}

/** A sender that is slow must not take its leases in the past: time goes on while it works. */
function stopwatch(begun: Instant): () => Instant {
  const start = performance.now();
  return () => begun + Math.floor(performance.now() - start);
}

/** Whether the last try says that the channel as a whole could not be reached. */
function isAway({ state, fault }: Pick<NoticeRow, 'state' | 'fault'>): boolean {
  const waits = state === 'queued' || state === 'unknown';
  return waits && fault !== '' && !ofThisNoticeAlone.includes(fault);
}

/** The first one that gets through says that the provider is back: what has been told to wait need not wait any longer. */
function hasten({ store }: DispatcherDeps, channel: NoticeChannel, now: Instant): Promise<void> {
  return store.transaction((tx) => tx.cases.notices.hasten(channel.name, now, ofThisNoticeAlone));
}

async function deliver(
  deps: DispatcherDeps,
  channel: NoticeChannel,
  notice: NoticeRow,
  nowIs: () => Instant,
): Promise<NoticeOutcome | undefined> {
  const token = deps.newToken();
  const lease = () => ({ token, until: nowIs() + leaseMs });
  const now = nowIs();
  const prepared = await prepare(deps, channel, notice, now);
  const begun = await deps.store.transaction((tx) =>
    begin(deps, tx, { channel, notice, prepared, lease: lease(), now }),
  );
  if (begun === undefined || 'state' in begun) return begun;
  const renewing = setInterval(() => {
    // Where it fails the lease runs out, and another sender asks what became of it.
    deps.store.transaction((tx) => tx.cases.notices.renew(notice.id, lease())).catch(() => undefined);
  }, renewEveryMs);
  try {
    const { outcome, isSent } = await attempt(deps, channel, notice, begun);
    await deps.store.transaction(async (tx) => {
      const settled = await tx.cases.notices.settle(notice.id, token, outcome);
      if (settled && !isSent && !isUnknown(notice)) await deps.limits.giveBack(tx, channel, begun.to, now);
    });
    if (outcome.state === 'sent') deps.onDone?.(notice);
    return outcome;
  } finally {
    clearInterval(renewing);
  }
}

/** The notice in words, or what becomes of one that cannot be sent. */
async function prepare(
  deps: DispatcherDeps,
  channel: NoticeChannel,
  notice: NoticeRow,
  now: Instant,
): Promise<OutgoingMessage | NoticeOutcome> {
  try {
    const rendered = await deps.store.transaction((tx) => deps.render(tx, notice, now));
    return rendered ? { ...rendered, at: now } : failed(notice, 'refuse', 'NOTHING_TO_SEND', now);
  } catch (error) {
    deps.onFault?.(error, notice);
    return failure(channel, notice, error, now);
  }
}

interface Begin {
  readonly channel: NoticeChannel;
  readonly notice: NoticeRow;
  readonly prepared: OutgoingMessage | NoticeOutcome;
  readonly lease: { readonly token: string; readonly until: Instant };
  readonly now: Instant;
}

/** @returns what is to be sent; or what became of it already; undefined where another sender has it */
async function begin(
  { limits }: DispatcherDeps,
  tx: Tx,
  { channel, notice, prepared, lease, now }: Begin,
): Promise<OutgoingMessage | NoticeOutcome | undefined> {
  if (!(await tx.cases.notices.lease(notice, lease))) return undefined;
  let outcome = 'state' in prepared ? prepared : undefined;
  // One of unknown fate was counted when it was first sent.
  if (!('state' in prepared) && !isUnknown(notice)) {
    const waitUntil = await limits.take(tx, channel, prepared.to, now);
    if (waitUntil !== null) outcome = { ...failed(notice, 'retry', tooMuch, waitUntil), attempt: notice.attempt };
  }
  if (outcome === undefined) return prepared;
  await tx.cases.notices.settle(notice.id, lease.token, outcome);
  return outcome;
}

/** A worker that died while sending leaves `sending` behind: as unknown as a line that broke. */
function isUnknown({ state }: NoticeRow): boolean {
  return state === 'unknown' || state === 'sending';
}

interface Attempted {
  readonly outcome: NoticeOutcome;
  /** False where it is certain that nothing went out. */
  readonly isSent: boolean;
}

async function attempt(
  deps: DispatcherDeps,
  channel: NoticeChannel,
  notice: NoticeRow,
  message: OutgoingMessage,
): Promise<Attempted> {
  const { at: now } = message;
  try {
    const before = isUnknown(notice) ? await found(deps, channel, notice, message) : undefined;
    return { outcome: accepted(before ?? (await send(channel, message)), now), isSent: true };
  } catch (error) {
    if (!isExpected(error)) deps.onFault?.(error, notice);
    return { outcome: failure(channel, notice, error, now), isSent: error instanceof Ambiguous };
  }
}

/** A case says the same words twice (it was reopened, asked again): what another notice has come to is not this one. */
async function found(
  { store }: DispatcherDeps,
  channel: NoticeChannel,
  notice: NoticeRow,
  message: OutgoingMessage,
): Promise<Accepted | undefined> {
  if (channel.find === undefined) return undefined;
  const rows = await store.transaction((tx) => tx.cases.notices.ofCase(notice.caseId));
  const others = new Set(rows.filter(({ id }) => id !== notice.id).map(({ providerId }) => providerId));
  return await channel.find(message, { since: notice.createdAt, others });
}

async function send(channel: NoticeChannel, message: OutgoingMessage): Promise<Accepted> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Ambiguous('NO_ANSWER_IN_TIME')), sendMsMax);
  });
  try {
    return await Promise.race([channel.send(message), late]);
  } finally {
    clearTimeout(timer);
  }
}

function accepted({ providerId, status }: Accepted, now: Instant): NoticeOutcome {
  return { state: after('accept'), nextAt: now, providerId, providerStatus: status, fault: '', sentAt: now };
}

function failure(channel: NoticeChannel, notice: NoticeRow, error: unknown, now: Instant): NoticeOutcome {
  if (error instanceof Terminal) return failed(notice, 'refuse', error.code, now);
  // A fault of ours concerns this notice alone: the others behind it still go out.
  const code = error instanceof Retryable || error instanceof Ambiguous ? error.code : unexpected;
  if (notice.attempt + 1 >= attemptsMax) return failed(notice, 'refuse', code, now);
  if (error instanceof Ambiguous) {
    // Where the medium cannot tell twice from once and nobody can be asked, a second unknown fate is a person's to judge.
    const twice = channel.name === 'sms' && channel.find === undefined && notice.state !== 'queued';
    if (twice) return failed(notice, 'refuse', `${error.code}_TWICE`, now);
    return failed(notice, 'lose', error.code, now + Math.max(ambiguousWaitMs, backoffMs(notice.attempt)));
  }
  const asked = error instanceof Retryable ? (error.waitSeconds ?? 0) * 1000 : 0;
  const wait = Math.max(backoffMs(notice.attempt), asked);
  const move = isUnknown(notice) ? 'lose' : 'retry';
  return failed(notice, move, code, now + wait);
}

const unexpected = 'UNEXPECTED';
const tooMuch = 'RECIPIENT_LIMIT';
/** Faults that say nothing of the channel: what stands behind in the outbox may go out all the same. */
const ofThisNoticeAlone: readonly string[] = [unexpected, tooMuch];

function isExpected(error: unknown): boolean {
  return error instanceof Terminal || error instanceof Retryable || error instanceof Ambiguous;
}

function failed(notice: NoticeRow, move: 'retry' | 'lose' | 'refuse', fault: string, nextAt: Instant): NoticeOutcome {
  return {
    state: after(move),
    nextAt,
    providerId: notice.providerId,
    providerStatus: notice.providerStatus,
    fault,
    sentAt: null,
  };
}

/** Where a notice stands that was being sent. @throws Error where its life knows no such move: a bug */
function after(move: NoticeLifeMove): NoticeLifeState {
  const state = noticeLife.next('sending', move);
  if (state === undefined) throw new Error(`a notice that is being sent cannot ${move}`);
  return state;
}
