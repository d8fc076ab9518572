/**
 * An external worker in a few lines: fetches jobs of its topics from Wardflow over HTTP, hands each to a function, and
 * answers. It needs nothing but `fetch`, and may be copied into any program. A *lease* is the time for which a job is
 * held; it is extended as long as the function runs. How to use it: docs/external-workers.md.
 */

/** A job, with the inputs that the model names. */
export interface Job {
  /** The same however often it is tried: give it to others as an idempotency key. */
  readonly id: string;
  readonly topic: string;
  readonly element: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly retriesLeft: number;
  /** Aborted when the lease was lost: somebody else may be at it, and no answer will be taken. */
  readonly signal: AbortSignal;
}

/** Does the work. @returns variables for the process. @throws BpmnError, JobFailed, or anything: it is tried again */
export type Handler = (job: Job) => Promise<Readonly<Record<string, unknown>> | undefined>;

export interface ExternalWorkerOptions {
  /** Where Wardflow is, e.g. `https://case.example.vn`. */
  readonly url: string;
  /** As `wardflow create-worker-token` has shown it. */
  readonly token: string;
  /** What does the work, by topic. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Name of this worker, for people. */
  readonly worker?: string;
  /** For how long a job is held at a time; 60 s. */
  readonly leaseMs?: number;
  /** How many jobs it does at once; 10. */
  readonly jobsMax?: number;
  /** For how long one question waits for jobs; 20 s. */
  readonly waitMs?: number;
  /** Hears that Wardflow has taken the answer to a job: from now on it counts. */
  readonly onTaken?: (job: Job) => void;
  /** Hears of everything that went wrong. */
  readonly onFault?: (error: unknown, job?: Job) => void;
}

export interface ExternalWorker {
  /** Takes no more jobs, and waits for those under way. */
  stop(): Promise<void>;
}

/** The work has ended in an error that the model knows: a boundary event catches it. */
export class BpmnError extends Error {
  readonly code: string;
  readonly variables: Readonly<Record<string, unknown>>;
  constructor(code: string, variables: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'BpmnError';
    this.code = code;
    this.variables = variables;
  }
}

/** The work has failed, with a say in when it is tried again. The message is for the operator: no personal data. */
export class JobFailed extends Error {
  readonly retryInMs: number | undefined;
  readonly retries: number | undefined;
  constructor(message: string, { retryInMs, retries }: { retryInMs?: number; retries?: number } = {}) {
    super(message);
    this.name = 'JobFailed';
    this.retryInMs = retryInMs;
    this.retries = retries;
  }
}

interface Fetched extends Omit<Job, 'signal'> {
  readonly lease: string;
}

/** What Wardflow has refused: an RFC 9457 problem. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`${status} ${code}`);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }
}

const backoffFirstMs = 500;
const backoffLongestMs = 30_000;
const answerTries = 5;

/** Starts to work; ends with `stop`. */
export function startExternalWorker(options: ExternalWorkerOptions): ExternalWorker {
  const { jobsMax = 10, leaseMs = 60_000, waitMs = 20_000, worker = '' } = options;
  const { onTaken = () => {}, onFault = () => {} } = options;
  const topics = Object.keys(options.handlers);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const post = poster(options);

  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      if (running.size >= jobsMax) {
        await Promise.race(running);
        continue;
      }
      try {
        const wanted = { topics, worker, leaseMs, jobsMax: jobsMax - running.size, waitMs };
        const { jobs } = (await post('jobs/fetch', wanted, stopping.signal)) as { jobs: readonly Fetched[] };
        failures = 0;
        for (const job of jobs) {
          const work = doOne(job, { handler: options.handlers[job.topic], post, leaseMs, onTaken, onFault });
          running.add(work);
          void work.finally(() => running.delete(work));
        }
      } catch (error) {
        if (stopping.signal.aborted) break;
        onFault(error);
        failures += 1;
        await pause(backoffMs(failures), stopping.signal);
      }
    }
    await Promise.all(running);
  };
  const looping = loop();
  return {
    async stop() {
      stopping.abort();
      await looping;
    },
  };
}

type Post = (path: string, body: object, signal?: AbortSignal) => Promise<unknown>;

interface Doing {
  readonly handler: Handler | undefined;
  readonly post: Post;
  readonly leaseMs: number;
  readonly onTaken: NonNullable<ExternalWorkerOptions['onTaken']>;
  readonly onFault: NonNullable<ExternalWorkerOptions['onFault']>;
}

async function doOne(fetched: Fetched, { handler, post, leaseMs, onTaken, onFault }: Doing): Promise<void> {
  const { lease, ...rest } = fetched;
  const lost = new AbortController();
  const job: Job = { ...rest, signal: lost.signal };
  const extend = () =>
    post(`jobs/${job.id}/extend`, { lease, leaseMs }).catch((error: unknown) => {
      if (error instanceof Refused && error.status < 500) lost.abort(error);
      onFault(error, job);
    });
  const extending = setInterval(() => void extend(), leaseMs / 2);
  try {
    const answer = await answerOf(job, handler, onFault);
    if (lost.signal.aborted) return;
    await repeated(() => post(`jobs/${job.id}/${answer.path}`, { lease, ...answer.body }));
    onTaken(job);
  } catch (error) {
    onFault(error, job);
  } finally {
    clearInterval(extending);
  }
}

interface Answer {
  readonly path: 'complete' | 'fail' | 'error';
  readonly body: object;
}

async function answerOf(job: Job, handler: Handler | undefined, onFault: Doing['onFault']): Promise<Answer> {
  try {
    if (handler === undefined) throw new JobFailed(`this worker does not know the topic ${job.topic}`);
    return { path: 'complete', body: { variables: (await handler(job)) ?? {} } };
  } catch (error) {
    if (error instanceof BpmnError) return { path: 'error', body: { code: error.code, variables: error.variables } };
    if (error instanceof JobFailed) {
      const { message, retryInMs, retries } = error;
      return { path: 'fail', body: { message: message.slice(0, 500), retryInMs, retries } };
    }
    onFault(error, job);
    // What it says may hold anything; the operator gets its kind, the worker's own log the rest.
    return { path: 'fail', body: { message: error instanceof Error ? error.name : 'unknown' } };
  }
}

/** An answer that did not get through is given again; what was refused is not. */
async function repeated(send: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send();
      return;
    } catch (error) {
      const final = error instanceof Refused && error.status < 500 && error.status !== 429;
      if (final || attempt >= answerTries) throw error;
      await pause(backoffMs(attempt));
    }
  }
}

function poster({ url, token }: ExternalWorkerOptions): Post {
  const base = `${url.replace(/\/+$/, '')}/api/v1/`;
  return async (path, body, signal) => {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      ...(signal !== undefined && { signal }),
    });
    if (response.status === 204) return undefined;
    const answer = (await response.json().catch(() => ({}))) as { readonly code?: string };
    if (!response.ok) throw new Refused(response.status, answer.code ?? 'UNKNOWN');
    return answer;
  };
}

/** Half a second, one, two, … at most half a minute; up to a third less, so that workers do not come together. */
function backoffMs(failures: number): number {
  return Math.min(backoffLongestMs, backoffFirstMs * 2 ** Math.min(10, failures - 1)) * (1 - Math.random() / 3);
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}
