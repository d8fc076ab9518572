/** A cable between a client and a server that can be pulled or worn out: refused, silent, cut in the middle of a sentence, slow. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/**
 * `refuse`: nobody listens there. `hang`: the line is taken up and nothing comes back. `cut`: lines break as they come.
 * `still`: lines stay as they are and nothing goes through, as where a cable is pulled; it arrives when it is mended.
 */
export type Cable = 'pass' | 'refuse' | 'hang' | 'cut' | 'still' | Slow;

/** Everything comes through, so many milliseconds later, each way. */
export interface Slow {
  readonly slowMs: number;
}

export interface WornCable {
  readonly port: number;
  /** Lines that are open are broken where the new state says so. */
  set(cable: Cable): Promise<void>;
  close(): Promise<void>;
}

export async function startProxy(target: number): Promise<WornCable> {
  let cable: Cable = 'pass';
  const lines = new Set<Socket>();
  const held = new Set<() => void>();
  const delayed = () => delayedBy(() => cable, held);
  const server = createServer((near) => {
    lines.add(near);
    near.on('error', () => near.destroy());
    near.on('close', () => lines.delete(near));
    if (cable === 'cut') return void near.destroy();
    if (cable === 'hang') return void near.resume();
    const far = connect(target, '127.0.0.1');
    near.pipe(delayed()).pipe(far).pipe(delayed()).pipe(near);
    far.on('error', () => near.destroy());
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const close = () => new Promise<void>((done) => server.close(() => done()));
  const breakAll = () => {
    for (const line of lines) line.destroy();
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async set(next) {
      const listened = server.listening;
      cable = next;
      if (next === 'refuse' || next === 'hang' || next === 'cut') breakAll();
      if (next === 'refuse' && listened) await close();
      if (next !== 'refuse' && !listened) await listen(port);
      for (const go of [...held]) go();
    },
    async close() {
      breakAll();
      if (server.listening) await close();
    },
  };
}

/** Passes everything on in its order, as late as the cable is slow at that moment. */
function delayedBy(cable: () => Cable, held: Set<() => void>): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const now = cable();
      if (now === 'still') {
        const go = () => {
          if (cable() === 'still') return;
          held.delete(go);
          done(null, chunk);
        };
        held.add(go);
      } else if (typeof now === 'object') setTimeout(() => done(null, chunk), now.slowMs);
      else done(null, chunk);
    },
  });
}
