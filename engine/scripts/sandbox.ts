// Where scripts run: a thread with an interpreter, kept for the next script, given up and made anew when a script does
// not come to its end or breaks it. The caller always gets an answer.
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { ScriptAnswer, ScriptCall } from '#engine/core/scripts.ts';
import type { ToThread } from './interpreter-thread.ts';
import { interpreterMsMax, startMsMax } from './limits.ts';

export interface Sandbox {
  /** One script at a time; others wait for their turn. Never rejects. */
  run(call: ScriptCall): Promise<ScriptAnswer>;
  /** As `run`, while everything else stands still: for commands, not for servers. */
  runSync(call: ScriptCall): ScriptAnswer;
  close(): Promise<void>;
}

export function createSandbox(): Sandbox {
  let thread: Thread | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const current = (): Thread => {
    thread ??= startThread(() => {
      thread = null;
    });
    return thread;
  };
  const giveUp = (): Promise<unknown> => {
    const old = thread;
    thread = null;
    return old?.worker.terminate() ?? Promise.resolve();
  };
  const one = async (call: ScriptCall): Promise<ScriptAnswer> => {
    const used = current();
    await used.ready;
    const answer = await askThread(used, call);
    if (answer !== null) return answer;
    await giveUp();
    return tooLong;
  };
  return {
    run(call) {
      const answer = turn.then(() => one(call));
      turn = answer;
      return answer;
    },
    runSync(call) {
      const used = current();
      const answer = askAndWait(used, call);
      if (answer !== null) {
        used.isStarted = true;
        return answer;
      }
      void giveUp();
      return tooLong;
    },
    async close() {
      await turn;
      await giveUp();
    },
  };
}

const tooLong: ScriptAnswer = {
  kind: 'failed',
  reason: `the script took longer than ${interpreterMsMax / 1_000} s and was stopped`,
};

interface Thread {
  readonly worker: Worker;
  /** Settles when it takes scripts, or has ended. */
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  isStarted: boolean;
}

function startThread(onEnd: () => void): Thread {
  const worker = new Worker(new URL('./interpreter-thread.ts', import.meta.url), {
    env: {},
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  // A thread that waits for scripts keeps no process alive.
  worker.unref();
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      onEnd();
      resolve();
    });
    worker.on('error', () => resolve());
  });
  const thread: Thread = {
    worker,
    ended,
    ready: Promise.race([new Promise<void>((resolve) => worker.once('message', () => resolve())), ended]),
    isStarted: false,
  };
  void thread.ready.then(() => {
    thread.isStarted = true;
  });
  return thread;
}

/** @returns null where no answer came in time */
async function askThread({ worker, ended }: Thread, call: ScriptCall): Promise<ScriptAnswer | null> {
  const { port1, port2 } = new MessageChannel();
  let timer: NodeJS.Timeout | undefined;
  try {
    const answered = new Promise<ScriptAnswer>((resolve) => port1.once('message', resolve));
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, interpreterMsMax, null);
    });
    send(worker, call, port2);
    // What it said last counts.
    const gone = ended.then(() => (receiveMessageOnPort(port1)?.message as ScriptAnswer | undefined) ?? null);
    return await Promise.race([answered, late, gone]);
  } finally {
    clearTimeout(timer);
    port1.close();
  }
}

function askAndWait({ worker, isStarted }: Thread, call: ScriptCall): ScriptAnswer | null {
  const { port1, port2 } = new MessageChannel();
  try {
    const done = send(worker, call, port2);
    Atomics.wait(done, 0, 0, isStarted ? interpreterMsMax : startMsMax);
    const received = receiveMessageOnPort(port1);
    return received === undefined ? null : (received.message as ScriptAnswer);
  } finally {
    port1.close();
  }
}

function send(worker: Worker, call: ScriptCall, answer: MessageChannel['port2']): Int32Array {
  const done = new Int32Array(new SharedArrayBuffer(4));
  const message: ToThread = { call, answer, done };
  worker.postMessage(message, [answer]);
  return done;
}
