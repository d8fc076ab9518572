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
    };

/**
 * @param url `sqlite:./data/wardflow.db`, or `mysql://user:password@host:port,host:port/name` (also `mariadb:`)
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
  };
}

/** @param text `host`, `host:port` or `[address]:port` */
function hostOf(text: string): { readonly name: string; readonly port: number } | undefined {
  if (!URL.canParse(`mysql://${text}`)) return undefined;
  const { hostname, port } = new URL(`mysql://${text}`);
  return hostname === ''
    ? undefined
    : { name: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 3306 : Number(port) };
}
