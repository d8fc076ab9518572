/**
 * Tells those who wait for jobs of a topic that there are some. All waits of a process share one look at the database
 * per second; what this process itself has written is looked for at once.
 */
export interface Bell {
  /** Resolves when there may be something for one of the topics, after `ms`, or when `gone` is aborted. */
  wait(topics: readonly string[], ms: number, gone: AbortSignal): Promise<void>;
  /** Something was written here: looks soon. */
  ring(): void;
  /** Ends all waits, and lets none begin. */
  close(): void;
}

export interface BellOptions {
  /** @returns those of the topics for which something is there */
  readonly waiting: (topics: readonly string[]) => Promise<readonly string[]>;
  readonly onFault: (error: unknown) => void;
}

const lookMs = 1_000;
/** Writes come in crowds. */
const soonMs = 25;
/** One job does not need a crowd of workers. */
const wokenPerTopic = 4;
/** More waits than this would only be a queue of connections. */
const waitsMax = 1_000;

interface Wait {
  readonly topics: readonly string[];
  readonly wake: () => void;
}

export function createBell({ waiting, onFault }: BellOptions): Bell {
  const waits = new Set<Wait>();
  let timer: NodeJS.Timeout | undefined;
  let dueAt = 0;
  let looking = false;
  let closed = false;

  const lookIn = (ms: number) => {
    const at = performance.now() + ms;
    if (closed || waits.size === 0 || (timer !== undefined && dueAt <= at)) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void look(), ms);
  };
  const look = async () => {
    timer = undefined;
    if (looking) return lookIn(soonMs);
    looking = true;
    try {
      const topics = await waiting([...new Set([...waits].flatMap((wait) => wait.topics))]);
      for (const topic of topics) wakeSome(waits, topic);
    } catch (error) {
      onFault(error);
    } finally {
      looking = false;
      lookIn(lookMs * (1 - Math.random() / 5));
    }
  };
  return {
    wait(topics, ms, gone) {
      if (closed || gone.aborted || waits.size >= waitsMax) return Promise.resolve();
      return new Promise((resolve) => {
        const end = () => {
          waits.delete(wait);
          clearTimeout(over);
          gone.removeEventListener('abort', end);
          resolve();
        };
        const over = setTimeout(end, ms);
        const wait = { topics, wake: end };
        waits.add(wait);
        gone.addEventListener('abort', end);
        lookIn(lookMs);
      });
    },
    ring: () => lookIn(soonMs),
    close() {
      closed = true;
      clearTimeout(timer);
      for (const { wake } of waits) wake();
    },
  };
}

function wakeSome(waits: ReadonlySet<Wait>, topic: string): void {
  const some = [...waits].filter(({ topics }) => topics.includes(topic)).slice(0, wokenPerTopic);
  for (const { wake } of some) wake();
}
