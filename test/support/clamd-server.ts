/** A loopback server that speaks INSTREAM as clamd does, finds the EICAR test file, and may disappoint. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export type ClamdBehaviour = 'look' | 'tooLarge' | 'hangUp' | 'silent';

export interface TestClamd {
  readonly url: string;
  /** How many bytes each file had. */
  readonly looked: number[];
  behave(how: ClamdBehaviour): void;
  close(): Promise<void>;
}

/** Every scanner finds it, and it does nothing (https://www.eicar.org). In two parts, so that no scanner takes this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export async function startClamd(): Promise<TestClamd> {
  const looked: number[] = [];
  const sockets = new Set<Socket>();
  let behaviour: ClamdBehaviour = 'look';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let bytes = Buffer.alloc(0);
    if (behaviour === 'hangUp') socket.destroy();
    socket.on('data', (data) => {
      bytes = Buffer.concat([bytes, data]);
      if (behaviour === 'silent') return;
      if (behaviour === 'tooLarge') return socket.end('INSTREAM size limit exceeded. ERROR\0');
      const file = fileIn(bytes);
      if (file === undefined) return;
      looked.push(file.length);
      socket.end(file.includes(eicar) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    looked,
    behave(how) {
      behaviour = how;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** @returns undefined as long as the end is not there */
function fileIn(bytes: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (bytes.length > command.length && bytes.subarray(0, command.length).toString() !== command)
    throw new Error('this is not INSTREAM');
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
}
