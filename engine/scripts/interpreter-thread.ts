// The thread in which scripts run, so that nobody else waits for them and it can be given up from outside. One script at
// a time; an interpreter that broke ends its thread.
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ScriptCall } from '#engine/core/scripts.ts';
import { createInterpreter } from './interpreter.ts';

export interface ToThread {
  readonly call: ScriptCall;
  readonly answer: MessagePort;
  /** Set to 1 when the answer is there, for who waits without listening. */
  readonly done: Int32Array;
}

if (parentPort !== null) {
  const interpret = await createInterpreter();
  parentPort.on('message', ({ call, answer, done }: ToThread) => {
    const { answer: said, reusable } = interpret(call);
    answer.postMessage(said);
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
    answer.close();
    if (!reusable) process.exit(1);
  });
  parentPort.postMessage('ready');
}
