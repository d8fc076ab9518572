/**
 * A worker in a process of its own: `node worker-process.ts URL`. It joins the crew, says `ready`, and on `go` does what
 * is due until it is told to `stop`, telling how much it has done after each round.
 */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createKernel } from '#engine/runtime/kernel/create-kernel.ts';
import { beatMs } from '#engine/runtime/kernel/crew.ts';
import { openStore } from '#engine/store/open.ts';
import { envAt } from './kernel-fixture.ts';

const [url = ''] = process.argv.slice(2);
const store = await openStore({ url });
const { crew, runDue } = createKernel({
  store,
  environment: async (_, now) => ({ env: envAt(now), stamp: 'test' }),
  builtIns: {},
  listeners: [],
  crew: { steady: () => performance.now(), alone: false },
});
await crew.join(Date.now(), true);
const beat = setInterval(() => void crew.beat(Date.now()).catch(() => undefined), beatMs);

let stopping = false;
process.on('message', (word) => {
  stopping = word === 'stop';
});
// Whoever started it is gone.
process.once('disconnect', () => process.exit(1));
const told = once(process, 'message');
process.send?.('ready');
await told;
let done = 0;
while (!stopping) {
  const now = await runDue(Date.now(), 1);
  done += now;
  if (now > 0) process.send?.(done);
  else await pause(20);
}
clearInterval(beat);
await crew.leave();
await store.close();
process.disconnect();
