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

export async function startSmtpServer(): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  let behaviour: SmtpBehaviour = 'accept';
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    logger: false,
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
    url: `smtp://127.0.0.1:${port}`,
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
