/**
 * Asks ClamAV's daemon whether a file is infected: INSTREAM of the clamd protocol (clamd(8)), over TCP or a Unix socket.
 * The file is sent, not its path: the daemon may run on another machine, and needs no right to read our folder.
 */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Scanner, Verdict } from '#engine/runtime/ports/files.ts';

export interface ClamavSettings {
  /** `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. */
  readonly url: string;
  readonly timeoutMs?: number;
}

const chunkBytes = 64 * 1024;
const replyLengthMax = 2_000;

/** @throws Error where the daemon does not answer, or could not look at the file */
export function clamavScanner({ url, timeoutMs = 30_000 }: ClamavSettings): Scanner {
  return {
    async scan(path) {
      const socket = open(url, timeoutMs);
      const over = new AbortController();
      try {
        const reply = replyOf(socket);
        send(socket, path, over.signal).catch((error: Error) => socket.destroy(error));
        return verdictOf(await reply);
      } finally {
        over.abort();
        socket.destroy();
      }
    },
  };
}

async function send(socket: Socket, path: string, signal: AbortSignal): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const piece of createReadStream(path, { highWaterMark: chunkBytes, signal }) as AsyncIterable<Buffer>) {
    // Each piece behind its length, four bytes, the highest first.
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    if (!socket.write(Buffer.concat([length, piece]))) await once(socket, 'drain', { signal });
  }
  socket.write(Buffer.alloc(4));
}

function open(url: string, timeoutMs: number): Socket {
  const unix = /^unix:(?:\/\/)?(\/.*)$/.exec(url)?.[1];
  const { hostname, port } = unix === undefined ? new URL(url) : { hostname: '', port: '' };
  const socket = unix === undefined ? connect(Number(port || 3310), hostname) : connect(unix);
  return socket.setTimeout(timeoutMs, () => socket.destroy(new Error('clamd does not answer in time')));
}

async function replyOf(socket: Socket): Promise<string> {
  return await new Promise((resolve, reject) => {
    let reply = '';
    socket.on('data', (data) => {
      reply += data.toString('latin1');
      if (reply.includes('\0') || reply.length > replyLengthMax) resolve(reply);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('clamd has hung up')));
  });
}

/** `stream: OK`, `stream: <signature> FOUND`; anything else is no verdict. */
function verdictOf(reply: string): Verdict {
  const line = reply.split('\0')[0] ?? '';
  if (/^stream: OK$/.test(line)) return { infected: false };
  const signature = /^stream: (\S+) FOUND$/.exec(line)?.[1];
  if (signature === undefined) throw new Error(`clamd could not look at the file: ${line.slice(0, 100)}`);
  return { infected: true, signature: signature.replaceAll(/[^\w.-]/g, '').slice(0, 100) };
}
