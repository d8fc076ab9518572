/**
 * The servers of a cluster as one: a new connection goes to the first that is not known to be away, and a line that says
 * nothing for a while is cut where its server does not answer a second caller either. Without that a machine that is
 * gone (or a server that is frozen) holds up whoever waits for it for as long as TCP does: a quarter of an hour.
 */
import { connect, type Socket } from 'node:net';
import { createConnection } from 'mysql2';
import type { DatabaseAddress } from '../url.ts';
import { tlsOptions } from './tls.ts';

type Address = Extract<DatabaseAddress, { readonly kind: 'mysql' }>;
type Host = Address['hosts'][number];

export interface Hosts {
  /** Opens a line to a server, for mysql2's pool. */
  line(): Socket;
  /** A server has said that it is not ready (Galera: it sees no majority): its lines are cut, others are used. */
  notReady(): Promise<void>;
}

/** How long a server that failed is left alone, where there are others. */
const awayMs = 5_000;
const connectMsMax = 3_000;
/** How long a line may say nothing before its server is asked whether it is there. A long statement says nothing either. */
const silentMs = 4_000;
const askMsMax = 3_000;

interface Known {
  readonly host: Host;
  readonly lines: Set<Socket>;
  awayUntil: number;
  asked: Promise<boolean> | undefined;
}

export function hostsOf(address: Address): Hosts {
  const all: readonly Known[] = address.hosts.map((host) => ({
    host,
    lines: new Set(),
    awayUntil: 0,
    asked: undefined,
  }));
  const away = (known: Known) => {
    known.awayUntil = Date.now() + awayMs;
  };
  return {
    line() {
      const now = Date.now();
      // Where all seem to be away, the one that failed longest ago is tried again.
      const [oldest] = all.toSorted((a, b) => a.awayUntil - b.awayUntil);
      const known = all.find(({ awayUntil }) => awayUntil <= now) ?? oldest;
      return lineTo(known as Known, address, away);
    },
    async notReady() {
      for (const known of all.filter(({ lines }) => lines.size > 0)) {
        if (await isWhole(known, address)) continue;
        away(known);
        for (const line of known.lines) line.destroy(gone());
      }
    },
  };
}

function lineTo(known: Known, address: Address, away: (known: Known) => void): Socket {
  const { host, lines } = known;
  const line = connect({ host: host.name, port: host.port, noDelay: true, keepAlive: true });
  lines.add(line);
  line.setTimeout(connectMsMax);
  line.once('connect', () => line.setTimeout(silentMs));
  line.on('timeout', () => void cutIfDead(line, known, address, away));
  line.on('error', () => {
    // One that was lost in the middle of its work says little of its server; one that never came about says all.
    if (line.connecting || line.bytesRead === 0) away(known);
  });
  line.once('close', () => lines.delete(line));
  return line;
}

async function cutIfDead(line: Socket, known: Known, address: Address, away: (known: Known) => void): Promise<void> {
  if (!line.connecting && (await isWhole(known, address))) return void line.setTimeout(silentMs);
  away(known);
  line.destroy(gone());
}

function gone(): Error {
  return Object.assign(new Error('The database server does not answer any more.'), { code: 'ETIMEDOUT', fatal: true });
}

/** Several lines that wonder at the same time ask once. */
function isWhole(known: Known, address: Address): Promise<boolean> {
  known.asked ??= answers(known.host, address).finally(() => {
    known.asked = undefined;
  });
  return known.asked;
}

/** Whether a second caller is let in, and hears that it may write: what keeps the first one is then its own statement. */
function answers(host: Host, address: Address): Promise<boolean> {
  const { user, password } = address;
  return new Promise((resolve) => {
    const line = connect({ host: host.name, port: host.port });
    const connection = createConnection({ user, password, stream: line, ...tlsOptions(address) });
    const timer = setTimeout(() => end(false), askMsMax);
    const end = (isThere: boolean) => {
      clearTimeout(timer);
      connection.destroy();
      resolve(isThere);
    };
    connection.on('error', () => end(false));
    connection.query(`show status like 'wsrep_ready'`, (error, rows) => {
      const [row] = (rows ?? []) as readonly { readonly Value?: string }[];
      end(error === null && row?.Value !== 'OFF');
    });
  });
}
