/** A loopback server that speaks the part of Twilio's REST API that we use, and checks what Twilio would check. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentSms {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly statusCallback: string | null;
}

export type TwilioBehaviour = 'accept' | 'refuse' | 'tooMany' | 'fault' | 'acceptThenDrop' | 'hang';

export interface TestTwilioServer {
  readonly baseUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly sent: SentSms[];
  behave(how: TwilioBehaviour): void;
  close(): Promise<void>;
}

export async function startTwilioServer(): Promise<TestTwilioServer> {
  const accountSid = `AC${'0'.repeat(32)}`;
  const authToken = 'loopback-token';
  const sent: SentSms[] = [];
  const state = { behaviour: 'accept' as TwilioBehaviour };
  const server: Server = createServer((request, response) => {
    handle({ accountSid, authToken, sent, state }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    accountSid,
    authToken,
    sent,
    behave(how) {
      state.behaviour = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Twilio {
  readonly accountSid: string;
  readonly authToken: string;
  readonly sent: SentSms[];
  readonly state: { readonly behaviour: TwilioBehaviour };
}

async function handle(twilio: Twilio, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const expected = `Basic ${Buffer.from(`${twilio.accountSid}:${twilio.authToken}`).toString('base64')}`;
  if (request.headers.authorization !== expected) return answer(response, 401, fault(20003, 'Authenticate', 401));
  if (url.pathname !== `/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`) {
    return answer(response, 404, fault(20404, 'not found', 404));
  }
  if (request.method === 'GET') {
    const to = url.searchParams.get('To');
    const messages = twilio.sent.filter((message) => to === null || message.to === to).map(asJson);
    return answer(response, 200, { messages, page: 0, page_size: 50, next_page_uri: null });
  }
  const form = await readForm(request);
  const { behaviour } = twilio.state;
  if (behaviour === 'hang') return;
  if (behaviour === 'tooMany') return answer(response, 429, fault(20429, 'Too Many Requests', 429));
  if (behaviour === 'fault')
    return answer(response, 500, fault(20500, `Internal Server Error at ${form.get('To')}`, 500));
  const to = form.get('To') ?? '';
  if (behaviour === 'refuse' || !/^\+[1-9]\d{7,14}$/.test(to)) {
    return answer(response, 400, fault(21211, `The 'To' number ${to} is not a valid phone number`, 400));
  }
  const message: SentSms = {
    sid: `SM${String(twilio.sent.length + 1).padStart(32, '0')}`,
    to,
    from: form.get('From') ?? '',
    body: form.get('Body') ?? '',
    statusCallback: form.get('StatusCallback'),
  };
  twilio.sent.push(message);
  if (behaviour === 'acceptThenDrop') request.socket.destroy();
  else answer(response, 201, asJson(message));
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) {
    throw new Error('Twilio takes forms only');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function asJson(message: SentSms): object {
  return { sid: message.sid, to: message.to, from: message.from, body: message.body, status: 'queued' };
}

function fault(code: number, message: string, status: number): object {
  return { code, message, status, more_info: `https://www.twilio.com/docs/errors/${code}` };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
