/** A real SMTP server on loopback, with switches for the ways in which mail servers disappoint. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly recipients: readonly string[];
  readonly mail: ParsedMail;
}

export type SmtpBehaviour = 'accept' | 'defer' | 'refuse' | 'hang' | 'dropAfterData';

export interface TestSmtpServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  behave(how: SmtpBehaviour): void;
  close(): Promise<void>;
}

/** As a provider of the internet: encrypted from the first byte, for one account alone. */
export interface GuardedSmtp {
  readonly key: string;
  readonly cert: string;
  readonly user: string;
  readonly password: string;
}

export async function startSmtpServer(guarded?: GuardedSmtp): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  let behaviour: SmtpBehaviour = 'accept';
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: guarded === undefined,
    logger: false,
    ...(guarded && { secure: true, key: guarded.key, cert: guarded.cert }),
    onAuth({ username, password }, _session, callback) {
      const right = guarded !== undefined && username === guarded.user && password === guarded.password;
      if (right) callback(null, { user: username });
      else callback(Object.assign(new Error('wrong'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, callback) {
      // Mail servers name the address that they do not like.
      if (behaviour === 'defer') callback(Object.assign(new Error(`<${address}>: try later`), { responseCode: 451 }));
      else if (behaviour === 'refuse')
        callback(Object.assign(new Error(`no such user: ${address}`), { responseCode: 550 }));
      else callback();
    },
    onData(stream, session, callback) {
      if (behaviour === 'hang') {
        stream.resume();
        return;
      }
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      simpleParser(stream).then(
        (mail) => {
          received.push({ recipients, mail });
          if (behaviour !== 'dropAfterData') return callback();
          for (const connection of server.connections) destroy(connection);
        },
        (error: Error) => callback(error),
      );
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `${guarded ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    received,
    behave(how) {
      behaviour = how;
    },
    async close() {
      for (const connection of server.connections) destroy(connection);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function destroy(connection: unknown): void {
  (connection as { readonly _socket?: { destroy(): void } })._socket?.destroy();
}
