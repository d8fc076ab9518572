/** Somebody at a browser without scripts: keeps cookies, says where requests come from, reads what is answered. */

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field
export type Body = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text. */
  readonly body: Body;
}

export interface Visitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends JSON, or a form as it is. */
  post(path: string, body?: FormData | object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  put(path: string, body: object): Promise<Answer>;
  bytes(path: string): Promise<{ readonly status: number; readonly type: string; readonly bytes: Buffer }>;
  /** As the `cookie` header has it. */
  cookie(): string;
}

/** @param url where the product answers; cookies are kept for this visitor alone */
export function visitorOf(url: string): Visitor {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = { ...(cookies.size > 0 && { cookie: cookie() }), ...(init.headers as Record<string, string>) };
    const response = await fetch(new URL(path, url), { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  const write = (method: string) => async (path: string, body?: FormData | object, headers?: object) => {
    const plain = body !== undefined && !(body instanceof FormData);
    return await read(
      await send(path, {
        method,
        body: plain ? JSON.stringify(body) : (body ?? null),
        headers: { origin: new URL(url).origin, ...(plain && { 'content-type': 'application/json' }), ...headers },
      }),
    );
  };
  return {
    get: async (path, headers = {}) => await read(await send(path, { headers })),
    post: write('POST'),
    put: write('PUT'),
    async bytes(path) {
      const response = await send(path, {});
      const bytes = Buffer.from(await response.arrayBuffer());
      return { status: response.status, type: response.headers.get('content-type') ?? '', bytes };
    },
    cookie,
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, at).trim();
  const gone = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute));
  if (gone) cookies.delete(name);
  else cookies.set(name, pair.slice(at + 1));
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
