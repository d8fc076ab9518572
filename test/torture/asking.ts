/** People at the doors of one or several processes: a command is sent, and sent again under the same key, until it is answered. */
import { setTimeout as wait } from 'node:timers/promises';
import { demoPassword } from '#portal/demo-pack.ts';
import type { Body } from '#test/support/visitor.ts';
import type { Ledger, LedgerLine } from './ledger.ts';
import type { Random } from './random.ts';

/** What stands in the ledger of a command. */
export type Facts = Omit<LedgerLine, 'at' | 'command' | 'fate' | 'status' | 'code' | 'url'>;

export interface Asked {
  readonly path: string;
  /** Sent anew with each try. */
  readonly body?: () => FormData | object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly facts: Facts;
  /** What the answer tells, for the ledger. */
  readonly learn?: (body: Body) => Partial<Facts>;
}

export interface Told {
  readonly status: number;
  readonly body: Body;
}

export interface Desk {
  /** Sends a command. @returns the answer, or undefined where none came in time: it is left unknown */
  command(asked: Asked): Promise<Told | undefined>;
  /** Asks until somebody answers. @returns undefined where nobody does in time */
  read(by: string, path: string, body?: object): Promise<Told | undefined>;
  /** Notes that something that was accepted was not to be seen afterwards. */
  stale(facts: Facts): Promise<void>;
  /** So many in all. */
  readonly counts: { accepted: number; refused: number; unknown: number; unanswered: number };
}

export interface DeskOptions {
  readonly urls: readonly string[];
  readonly ledger: Ledger;
  readonly random: Random;
  /** How long one request may take, and one command with all its tries. */
  readonly requestMsMax: number;
  readonly commandMsMax: number;
  /** Hears of every command that was accepted. */
  readonly onAccepted: () => void;
}

/** How many of the accepted commands are sent once more. */
const againPercent = 10;
const busy: ReadonlySet<number> = new Set([408, 425, 429]);

export function openDesk(options: DeskOptions): Desk {
  const { ledger, random } = options;
  const sessions = new Map<string, Promise<string>>();
  const counts = { accepted: 0, refused: 0, unknown: 0, unanswered: 0 };
  let number = 0;
  const door = () => random.pick(options.urls);

  const ask = async (url: string, { path, by, body, headers }: Question): Promise<Told | undefined> => {
    const cookie = by === 'citizen' ? undefined : await sessionOf(by);
    const plain = body !== undefined && !(body instanceof FormData);
    try {
      const response = await fetch(new URL(path, url), {
        ...(body === undefined ? {} : { method: 'POST', body: plain ? JSON.stringify(body) : body }),
        headers: {
          origin: url,
          'x-forwarded-for': random.address(),
          ...(cookie !== undefined && { cookie }),
          ...(plain && { 'content-type': 'application/json' }),
          ...headers,
        },
        signal: AbortSignal.timeout(options.requestMsMax),
      });
      const text = await response.text();
      return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
    } catch {
      return undefined;
    }
  };

  const signIn = async (username: string): Promise<string> => {
    for (;;) {
      const url = door();
      const response = await fetch(new URL('/api/v1/session', url), {
        method: 'POST',
        body: JSON.stringify({ username, password: demoPassword }),
        headers: { origin: url, 'content-type': 'application/json', 'x-forwarded-for': random.address() },
        signal: AbortSignal.timeout(options.requestMsMax),
      }).catch(() => undefined);
      const cookie = response?.headers.getSetCookie().map((line) => line.split(';')[0]);
      await response?.arrayBuffer().catch(() => undefined);
      if (response?.ok && cookie) return cookie.join('; ');
      await wait(200 + random.below(200));
    }
  };
  const sessionOf = (username: string): Promise<string> => {
    const session = sessions.get(username) ?? signIn(username);
    sessions.set(username, session);
    return session;
  };

  /** As somebody does who has not seen the answer: the same once more, which must change nothing. */
  const again = async (command: string, asked: Asked): Promise<void> => {
    const { facts } = asked;
    const told = await ask(door(), questionOf(asked));
    await ledger.write({ command, fate: fateOf(told), ...facts, ...(told && { status: told.status }) });
  };

  return {
    counts,
    async command(asked) {
      const { facts } = asked;
      number += 1;
      const command = `${facts.kind} ${process.pid}.${number}`;
      await ledger.write({ command, fate: 'sent', ...facts });
      const until = Date.now() + options.commandMsMax;
      for (;;) {
        const url = door();
        const told = await ask(url, questionOf(asked));
        const fate = fateOf(told);
        const answer = {
          ...(told && { status: told.status }),
          ...(told?.body?.code !== undefined && { code: told.body.code }),
          ...(fate === 'accepted' && asked.learn?.(told?.body)),
        };
        await ledger.write({ command, fate, ...facts, ...answer, url });
        counts[fate] += 1;
        if (fate === 'accepted') options.onAccepted();
        if (fate === 'accepted' && random.chance(againPercent)) await again(command, asked);
        if (fate !== 'unknown') return told;
        if (Date.now() > until) break;
        await wait(30 + random.below(120));
      }
      counts.unanswered += 1;
      return undefined;
    },
    async read(by, path, body) {
      const until = Date.now() + options.commandMsMax;
      for (;;) {
        const told = await ask(door(), { path, by, ...(body && { body }) });
        if (told && fateOf(told) !== 'unknown') return told;
        if (Date.now() > until) return undefined;
        await wait(30 + random.below(120));
      }
    },
    async stale(facts) {
      await ledger.write({ command: 'read', fate: 'stale', ...facts });
    },
  };
}

interface Question {
  readonly path: string;
  readonly by: string;
  readonly body?: FormData | object;
  readonly headers?: Readonly<Record<string, string>>;
}

function questionOf({ path, body, headers, facts }: Asked): Question {
  return { path, by: facts.by, body: body?.() ?? {}, ...(headers && { headers }) };
}

function fateOf(told: Told | undefined): 'accepted' | 'refused' | 'unknown' {
  if (told === undefined || told.status >= 500 || busy.has(told.status)) return 'unknown';
  return told.status < 400 ? 'accepted' : 'refused';
}
