/** A cable between a client and a server that can be pulled: refused, silent, cut in the middle of a sentence. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `refuse`: nobody listens there. `hang`: the line is taken up and nothing comes back. `cut`: lines break as they come. */
export type Cable = 'pass' | 'refuse' | 'hang' | 'cut';

export interface Proxy {
  readonly port: number;
  /** Lines that are open are broken where the new state says so. */
  set(cable: Cable): Promise<void>;
  close(): Promise<void>;
}

export async function startProxy(target: number): Promise<Proxy> {
  let cable: Cable = 'pass';
  const lines = new Set<Socket>();
  const server = createServer((near) => {
    lines.add(near);
    near.on('error', () => near.destroy());
    near.on('close', () => lines.delete(near));
    if (cable === 'cut') return void near.destroy();
    if (cable === 'hang') return void near.resume();
    const far = connect(target, '127.0.0.1');
    near.pipe(far).pipe(near);
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
      if (next !== 'pass') breakAll();
      if (next === 'refuse' && listened) await close();
      if (next !== 'refuse' && !listened) await listen(port);
    },
    async close() {
      breakAll();
      if (server.listening) await close();
    },
  };
}
