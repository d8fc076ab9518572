import type { Instant } from '#engine/core/values.ts';

/** The loop that does what is due, in its own process or beside the HTTP server. */
export interface Worker {
  /** Looks at once, e.g. after a request that may have made work. Cheap; may be called as often as one likes. */
  wake(): void;
  /** Stops looking and waits for what is under way. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** Does what is due. @returns how many things it did */
  readonly work: (now: Instant) => Promise<number>;
  readonly clock: () => Instant;
  /** The work itself failed (the database is away): it is tried again. */
  readonly onFault: (error: unknown) => void;
  /** Longest time between two looks, in milliseconds. */
  readonly idleMsMax?: number;
  /** When something is due next, as far as it is known: it looks then, if not before. */
  readonly nextAt?: () => Instant | null;
}

const idleMsMin = 20;
const idleMsDefault = 1_000;

/**
 * Starts looking. Idle, it looks ever more rarely, up to once in `idleMsMax`, never quite regularly, so that many
 * processes do not look together; busy or woken, it looks again at once. Its own waits run on a steady clock: one that
 * jumps makes it look late by `idleMsMax` at most.
 */
export function startWorker({
  work,
  clock,
  onFault,
  idleMsMax = idleMsDefault,
  nextAt = () => null,
}: WorkerOptions): Worker {
  let idleMs = idleMsMin;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  let stopped = false;
  let woken = false;
  let busy = false;

  const look = () => {
    if (stopped || underWay !== undefined) return;
    // Before the turn: what is written while it runs wakes the next one.
    woken = false;
    underWay = turn().finally(() => {
      underWay = undefined;
      if (!stopped) timer = setTimeout(look, woken || busy ? 0 : restMs(idleMs, nextAt(), clock()));
    });
  };
  const turn = async () => {
    busy = false;
    try {
      busy = (await work(clock())) > 0;
      idleMs = busy ? idleMsMin : Math.min(idleMsMax, idleMs * 2);
    } catch (error) {
      idleMs = idleMsMax;
      onFault(error);
    }
  };
  look();
  return {
    wake() {
      woken = true;
      idleMs = idleMsMin;
      if (underWay !== undefined || stopped) return;
      clearTimeout(timer);
      timer = setTimeout(look, 0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}

/** At most a fifth less than `idleMs`, by chance; until the next due date where that is sooner. */
function restMs(idleMs: number, nextAt: Instant | null, now: Instant): number {
  const rest = idleMs * (1 - Math.random() / 5);
  // What is due already and was not done is not ours, or has failed: looking at once again would not help.
  return nextAt === null || nextAt <= now ? rest : Math.min(rest, nextAt - now);
}
