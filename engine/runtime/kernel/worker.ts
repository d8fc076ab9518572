import type { Instant } from '#engine/core/values.ts';

/** The loop that does what is due, in its own process or beside the HTTP server. */
export interface Worker {
  /** Looks at once, e.g. after a request that may have made work. Cheap; may be called as often as one likes. */
  wake(): void;
  /** Stops looking and waits for what is under way. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** Does all that is due. @returns how many things it did */
  readonly work: (now: Instant) => Promise<number>;
  readonly clock: () => Instant;
  /** The work itself failed (the database is away): it is tried again. */
  readonly onFault: (error: unknown) => void;
  /** Longest time between two looks, in milliseconds. */
  readonly idleMsMax?: number;
}

const idleMsMin = 20;
const idleMsDefault = 1_000;

/** Starts looking. Idle, it looks ever more rarely, up to once in `idleMsMax`; busy or woken, it looks again at once. */
export function startWorker({ work, clock, onFault, idleMsMax = idleMsDefault }: WorkerOptions): Worker {
  let idleMs = idleMsMin;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  let stopped = false;
  let woken = false;

  const look = () => {
    if (stopped || underWay !== undefined) return;
    // Before the turn: what is written while it runs wakes the next one.
    woken = false;
    underWay = turn().finally(() => {
      underWay = undefined;
      if (!stopped) timer = setTimeout(look, woken ? 0 : idleMs);
    });
  };
  const turn = async () => {
    try {
      idleMs = (await work(clock())) > 0 ? idleMsMin : Math.min(idleMsMax, idleMs * 2);
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
