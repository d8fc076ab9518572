import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { StoreFault } from './fault.ts';

/** Where the database is, as `DATABASE_URL` says it. */
export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'mysql';
      /** The servers of one cluster, in the order in which they are asked; mostly one. */
      readonly hosts: readonly { readonly name: string; readonly port: number }[];
      readonly user: string;
      readonly password: string;
      readonly database: string;
      /** The line is encrypted, and the server shows a certificate for `name`; null: in the clear. */
      readonly tls: DatabaseTls | null;
    };

export interface DatabaseTls {
  readonly name: string;
  /** PEM; left out: the authorities that Node knows. */
  readonly ca?: string;
  /** Of ours, where the server asks for one; PEM. */
  readonly cert?: string;
  readonly key?: string;
}

/**
 * @param url `sqlite:./data/wardflow.db`, or `mysql://user:password@host:port,host:port/name` (also `mariadb:`), with
 *   `?tls=on`, `tls-ca=FILE`, `tls-cert=FILE`, `tls-key=FILE`, `tls-name=NAME` for an encrypted line
 * @throws StoreFault `DATABASE_URL_INVALID`; the message does not repeat the URL, which may hold a password
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length).replace(/^\/\/(?=[./])/, '');
    if (path === '' || path === ':memory:') throw new StoreFault('DATABASE_URL_INVALID');
    return { kind: 'sqlite', path };
  }
  const [whole = '', start = '', hosts = ''] = /^(\w+:\/\/(?:[^/]*@)?)([^/@]+)/.exec(url) ?? [];
  const names = hosts.split(',').map(hostOf);
  // A URL has one host: the first stands for all.
  const single = `${start}${hosts.split(',')[0]}${url.slice(whole.length)}`;
  const parsed = URL.canParse(single) ? new URL(single) : undefined;
  const database = parsed?.pathname.slice(1) ?? '';
  if (parsed === undefined || !/^(mysql|mariadb):$/.test(parsed.protocol) || !/^\w+$/.test(database)) {
    throw new StoreFault('DATABASE_URL_INVALID');
  }
  const known = names.filter((host) => host !== undefined);
  if (known.length < names.length) throw new StoreFault('DATABASE_URL_INVALID');
  return {
    kind: 'mysql',
    hosts: known,
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database,
    tls: tlsOf(parsed.searchParams, known),
  };
}

const tlsParameters: readonly string[] = ['tls', 'tls-ca', 'tls-cert', 'tls-key', 'tls-name'];

/** Whatever is said of TLS switches it on, with the certificate and its name verified: there is no half of it. */
function tlsOf(parameters: URLSearchParams, hosts: readonly { readonly name: string }[]): DatabaseTls | null {
  const unknown = [...parameters.keys()].filter((name) => !tlsParameters.includes(name));
  const on = parameters.get('tls') ?? 'on';
  if (unknown.length > 0 || on !== 'on') throw new StoreFault('DATABASE_URL_INVALID');
  if (parameters.size === 0) return null;
  const [file, text] = [(name: string) => fileOf(parameters.get(name)), (name: string) => parameters.get(name)];
  const [ca, cert, key] = [file('tls-ca'), file('tls-cert'), file('tls-key')];
  const [first] = hosts;
  // A certificate is for a name; of an address, or of several servers, it must be said which.
  const name = text('tls-name') ?? (hosts.length === 1 && isIP(first?.name ?? '') === 0 ? first?.name : undefined);
  if (name === undefined || name === '' || (cert === undefined) !== (key === undefined)) {
    throw new StoreFault('DATABASE_TLS_INVALID');
  }
  return {
    name,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
}

function fileOf(path: string | null): string | undefined {
  if (path === null) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new StoreFault('DATABASE_TLS_INVALID');
  }
}

/** @param text `host`, `host:port` or `[address]:port` */
function hostOf(text: string): { readonly name: string; readonly port: number } | undefined {
  if (!URL.canParse(`mysql://${text}`)) return undefined;
  const { hostname, port } = new URL(`mysql://${text}`);
  return hostname === ''
    ? undefined
    : { name: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 3306 : Number(port) };
}
