/**
 * Bytes in an S3-compatible store (AWS Signature Version 4, addresses by path: `<endpoint>/<bucket>/<key>`). The endpoint
 * is the operator's setting (S13); no address is made from anything that somebody typed. The server checks what it was
 * sent against its SHA-256, and keeps an object whole or not at all.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import type { Range } from '#engine/runtime/application/files.ts';
import type { Blobs, Content, Listed } from './blobs.ts';
import { factsOf } from './originals.ts';

export interface S3Settings {
  /** Without a slash at the end, e.g. `https://s3.example.vn`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Ask {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Path below the bucket with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob;
  /** Answers beside 2xx that are none of a fault. */
  readonly also?: readonly number[];
}

const attemptsMax = 3;
const pauseMs = 200;
/** Of one attempt, the transfer included: 50 MiB over a slow line. */
const attemptMsMax = 300_000;

/**
 * @param scratch folder for copies of what somebody works on as a file
 * @param listedAtOnce objects of one page of a list
 */
export function s3Blobs(settings: S3Settings, scratch: string, listedAtOnce = 1_000): Blobs {
  const { accessKeyId, secretAccessKey, region } = settings;
  // Attempts are ours: each reads the body from its beginning.
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const ask = (what: Ask) => asked(client, settings, what);
  const read = async (key: string, range?: Range) => {
    const headers = range && { range: `bytes=${range.from}-${range.to}` };
    const answer = await ask({ method: 'GET', path: key, also: [404], ...(headers && { headers }) });
    if (answer.status === 404 || answer.body === null) return await dropped(answer);
    // The two libraries of types disagree on what a stream is; Node's is one over bytes.
    return answer.body as unknown as AsyncIterable<Uint8Array>;
  };
  return {
    async put(entries) {
      for (const { key, content } of entries) {
        const headers = { 'x-amz-content-sha256': await sha256Of(content), 'content-type': 'application/octet-stream' };
        await dropped(await ask({ method: 'PUT', path: key, headers, body: await bodyOf(content) }));
      }
    },
    read,
    async size(key) {
      const answer = await ask({ method: 'HEAD', path: key, also: [404] });
      return answer.status === 404 ? undefined : Number(answer.headers.get('content-length'));
    },
    remove: async (key) => await dropped(await ask({ method: 'DELETE', path: key, also: [404] })),
    async withFile(key, use) {
      const stream = await read(key);
      if (stream === undefined) return undefined;
      await mkdir(scratch, { recursive: true, mode: 0o700 });
      const path = join(scratch, randomUUID());
      try {
        await pipeline(stream, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
        return await use(path);
      } finally {
        await rm(path, { force: true });
      }
    },
    list: (folder) => listed(ask, folder, listedAtOnce),
  };
}

async function* listed(ask: (what: Ask) => Promise<Response>, folder: string, atOnce: number): AsyncGenerator<Listed> {
  // ListObjects as it was first: every store knows it, and the last key of a page is all that the next one needs.
  for (let marker = ''; ; ) {
    const query = new URLSearchParams({ prefix: `${folder}/`, marker, 'max-keys': String(atOnce) });
    const page = await (await ask({ method: 'GET', path: `?${query}` })).text();
    for (const [, one = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      marker = textIn(one, 'Key') ?? '';
      yield { key: marker, bytes: Number(textIn(one, 'Size')), madeAt: Date.parse(textIn(one, 'LastModified') ?? '') };
    }
    if (textIn(page, 'IsTruncated') !== 'true') return;
  }
}

/** @throws Error that says what the store answered, without keys and signatures */
async function asked(client: AwsClient, { endpoint, bucket }: S3Settings, what: Ask): Promise<Response> {
  const { method, path, headers = {}, body, also = [] } = what;
  const url = `${endpoint}/${bucket}${path.startsWith('?') ? path : `/${path}`}`;
  for (let attempt = 1; ; attempt += 1) {
    const signal = AbortSignal.timeout(attemptMsMax);
    const signed = await client.sign(url, { method, headers, ...(body && { body }) });
    // An answer that sends us elsewhere is a wrong setting, never followed.
    const answer = await fetch(signed, { signal, redirect: 'manual' }).catch((cause: Error) => cause);
    if (!(answer instanceof Error) && (answer.ok || also.includes(answer.status))) return answer;
    const isPassing = answer instanceof Error || answer.status >= 500 || answer.status === 429;
    if (attempt === attemptsMax || !isPassing) throw await faultOf(answer, `${method} ${path.split('?')[0] || 'list'}`);
    if (!(answer instanceof Error)) await dropped(answer);
    await wait(pauseMs * attempt);
  }
}

async function faultOf(answer: Response | Error, what: string): Promise<Error> {
  if (answer instanceof Error) {
    return new Error(`the object store (S3_ENDPOINT) cannot be reached: ${what}`, { cause: answer });
  }
  const code = textIn(await answer.text(), 'Code') ?? '';
  return new Error(`the object store (S3_ENDPOINT) answered ${answer.status} ${code} to ${what}`.trim());
}

/** Gives the connection back. */
async function dropped(answer: Response): Promise<undefined> {
  await answer.body?.cancel();
}

async function sha256Of(content: Content): Promise<string> {
  if (!Buffer.isBuffer(content)) return (await factsOf(content.path)).sha256;
  return createHash('sha256').update(content).digest('hex');
}

/** A file is read while it is sent; its length is known before. */
async function bodyOf(content: Content): Promise<Blob> {
  return Buffer.isBuffer(content) ? new Blob([new Uint8Array(content)]) : await openAsBlob(content.path);
}

/** Of an answer of the store. What is read of it (keys of ours, numbers, dates, codes) holds nothing that XML escapes. */
function textIn(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
}
