/** The HTTP API as the browser sides use it: JSON in, JSON out, problems (RFC 9457) as one typed error. */
import { readLanguage } from './language.ts';

export interface FieldProblem {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** What the server refused, or that it could not be reached (`status` 0, code `OFFLINE`). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly params: Readonly<Record<string, string | number>>;

  constructor(problem: {
    readonly status: number;
    readonly code: string;
    readonly detail: string;
    readonly errors?: readonly FieldProblem[];
    readonly params?: Readonly<Record<string, string | number>>;
  }) {
    super(problem.detail);
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.errors ?? [];
    this.params = problem.params ?? {};
  }
}

export const api = {
  get: <T>(path: string): Promise<T> => call<T>('GET', path),
  post: <T>(path: string, body?: unknown): Promise<T> => call<T>('POST', path, body),
  put: <T>(path: string, body: unknown): Promise<T> => call<T>('PUT', path, body),
  delete: <T>(path: string): Promise<T> => call<T>('DELETE', path),
  /** Asks for a file and hands it to the person under the name that the server gives it. */
  async download(path: string, body: unknown): Promise<void> {
    const answer = await sent('POST', path, body);
    if (!answer.ok) refuse(path, answer.status, await answer.text());
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'file';
    link.click();
    URL.revokeObjectURL(link.href);
  },
};

/** A key by which the server knows a repeated submission; keep it until the submission is answered. */
export function newSubmissionKey(): string {
  return crypto.randomUUID();
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await sent(method, path, body);
  if (answer.status === 204) return undefined as T;
  const text = await answer.text();
  return answer.ok ? (parse(text) as T) : refuse(path, answer.status, text);
}

async function sent(method: string, path: string, body: unknown): Promise<Response> {
  const form = body instanceof FormData;
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': readLanguage(),
      ...(body !== undefined && !form && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  };
  return await fetch(`/api/v1${path}`, init).catch(() => {
    throw new ApiError({ status: 0, code: 'OFFLINE', detail: '' });
  });
}

function refuse(path: string, status: number, text: string): never {
  if (status === 401 && !path.startsWith('/me'))
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  throw new ApiError({ status, code: 'UNKNOWN', detail: '', ...(parse(text) as object) });
}

function parse(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}
