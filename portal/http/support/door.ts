/** The whole product in this process, on SQLite in a temporary folder, for tests of the door. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { readConfig } from '../../config.ts';
import { demoPassword } from '../../demo-pack.ts';
import { type Running, startWardflow } from '../../main.ts';

export interface Sent {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: FormData;
  readonly text?: string;
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field
export type Body = any;

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
  /** Cookies set by this answer, as the next request sends them. */
  readonly cookie: string;
}

export interface Door {
  readonly settings: Record<string, string>;
  readonly running: Running;
  call(path: string, sent?: Sent): Promise<Answer>;
  /** @returns the session's cookie */
  signIn(username: string): Promise<string>;
  filesStored(): Promise<number>;
  close(): Promise<void>;
}

/** @param own settings beside those of a test */
export async function openDoor(own: Readonly<Record<string, string>> = {}): Promise<Door> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-door-'));
  const settings = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...own };
  const running = await startWardflow(readConfig(settings));
  const call = (path: string, sent: Sent = {}) => send(running.url, path, sent);
  return {
    settings,
    running,
    call,
    async signIn(username) {
      const { status, cookie } = await call('/api/v1/session', { json: { username, password: demoPassword } });
      assert.equal(status, 200, username);
      return cookie;
    },
    async filesStored() {
      const names = await readdir(join(dataDir, 'files'), { recursive: true }).catch(() => []);
      return names.filter((name) => name.endsWith('.json')).length;
    },
    async close() {
      await running.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** A report from Phường Lam Đông that is whole. */
export function report(change: Record<string, unknown> = {}, key: string = crypto.randomUUID()): FormData {
  const values = {
    category: 'HT-TN',
    description: 'Nắp hố ga trước cổng chợ bị vỡ một nửa, rất nguy hiểm.',
    location: { lon: 108.16374, lat: 10.98027 },
    address: 'Cổng chính chợ Lam Đông',
    anonymous: true,
    ...change,
  };
  return submission(values, key);
}

export function submission(values: object, key: string = crypto.randomUUID()): FormData {
  const form = new FormData();
  form.append('values', JSON.stringify(values));
  form.append('submissionKey', key);
  return form;
}

export async function photo(): Promise<Blob> {
  const create = { width: 600, height: 400, channels: 3, background: '#669944' } as const;
  const jpeg = await sharp({ create }).jpeg().toBuffer();
  return new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' });
}

async function send(base: string, path: string, sent: Sent): Promise<Answer> {
  const payload = sent.form ?? sent.text ?? (sent.json === undefined ? null : JSON.stringify(sent.json));
  const response = await fetch(`${base}${path}`, {
    method: sent.method ?? (payload === null ? 'GET' : 'POST'),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
    body: payload,
    headers: {
      ...(sent.json !== undefined && { 'content-type': 'application/json' }),
      ...(sent.cookie !== undefined && { cookie: sent.cookie, origin: base }),
      ...sent.headers,
    },
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    headers: response.headers,
    cookie: cookies.join('; '),
  };
}
