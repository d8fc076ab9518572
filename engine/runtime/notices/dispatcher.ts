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
import { ambiguousWaitMs, attemptsMax, backoffMs, leaseMs } from './backoff.ts';

export interface DispatcherDeps {
  readonly store: Store;
  readonly channels: { readonly [name in NoticeChannel['name']]?: NoticeChannel };
  /** Puts a notice into words and opens its recipient; undefined where the person was erased meanwhile. */
  readonly render: (tx: Tx, notice: NoticeRow, now: Instant) => Promise<Omit<OutgoingMessage, 'at'> | undefined>;
  /** Hears of faults of ours, for the log. */
  readonly onFault?: (error: unknown, noticeId: string) => void;
  readonly limits: RecipientLimits;
  /** A secret that only the holder of a lease knows. */
  readonly newToken: () => string;
}

/** Keeps to what a channel says of its recipients (security.md S17: text messages cost, and must not become a nuisance). */
export interface RecipientLimits {
  /** Counts one message. @returns null; or, where it would be too much and nothing was counted, when to try again */
  take(channel: NoticeChannel, to: string, now: Instant): Promise<Instant | null>;
  /** Takes back what {@link RecipientLimits.take} counted at `now`, where nothing was sent. */
  giveBack(channel: NoticeChannel, to: string, now: Instant): Promise<void>;
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

async function drain(deps: DispatcherDeps, channel: NoticeChannel, now: Instant): Promise<number> {
  let settled = 0;
  for (;;) {
    const due = await deps.store.transaction((tx) => tx.cases.notices.due(channel.name, now, batch));
    if (due.length === 0) return settled;
    for (const notice of due) {
      const outcome = await deliver(deps, channel, notice, now);
      if (outcome) settled += 1;
      // Nobody answers there: the rest of the batch would only wait in vain.
      if (outcome?.state === 'queued' && !ofThisNoticeAlone.includes(outcome.fault)) return settled;
    }
  }
}

async function deliver(
  deps: DispatcherDeps,
  channel: NoticeChannel,
  notice: NoticeRow,
  now: Instant,
): Promise<NoticeOutcome | undefined> {
  const token = deps.newToken();
  const lease = { token, until: now + leaseMs };
  if (!(await deps.store.transaction((tx) => tx.cases.notices.lease(notice, lease)))) return undefined;
  const outcome = await attempt(deps, channel, notice, now);
  await deps.store.transaction((tx) => tx.cases.notices.settle(notice.id, token, outcome));
  return outcome;
}

async function attempt(
  deps: DispatcherDeps,
  channel: NoticeChannel,
  notice: NoticeRow,
  now: Instant,
): Promise<NoticeOutcome> {
  try {
    const rendered = await deps.store.transaction((tx) => deps.render(tx, notice, now));
    if (!rendered) return failed(notice, 'refuse', 'NOTHING_TO_SEND', now);
    const message: OutgoingMessage = { ...rendered, at: now };
    // A worker that died while sending leaves `sending` behind: as unknown as a line that broke.
    const unknown = notice.state === 'unknown' || notice.state === 'sending';
    const before = unknown ? await channel.find?.(message, notice.createdAt) : undefined;
    if (before) return accepted(before, now);
    // One of unknown fate was counted when it was first sent.
    if (unknown) return accepted(await channel.send(message), now);
    const waitUntil = await deps.limits.take(channel, message.to, now);
    if (waitUntil !== null) return { ...failed(notice, 'retry', tooMuch, waitUntil), attempt: notice.attempt };
    return accepted(await sendCounted(deps, channel, message), now);
  } catch (error) {
    if (!isExpected(error)) deps.onFault?.(error, notice.id);
    return failure(channel, notice, error, now);
  }
}

async function sendCounted(
  { limits }: DispatcherDeps,
  channel: NoticeChannel,
  message: OutgoingMessage,
): Promise<Accepted> {
  try {
    return await channel.send(message);
  } catch (error) {
    if (!(error instanceof Ambiguous)) await limits.giveBack(channel, message.to, message.at);
    throw error;
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
    // Where the medium cannot tell twice from once, a second unknown fate is a person's to judge.
    const twice = channel.name === 'sms' && notice.state !== 'queued';
    if (twice) return failed(notice, 'refuse', `${error.code}_TWICE`, now);
    return failed(notice, 'lose', error.code, now + ambiguousWaitMs);
  }
  const asked = error instanceof Retryable ? (error.waitSeconds ?? 0) * 1000 : 0;
  const wait = Math.max(backoffMs(notice.attempt), asked);
  const move = notice.state === 'unknown' || notice.state === 'sending' ? 'lose' : 'retry';
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
