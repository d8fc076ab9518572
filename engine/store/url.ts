import { StoreFault } from './fault.ts';

/** Where the database is, as `DATABASE_URL` says it. */
export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'mysql';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

/**
 * @param url `sqlite:./data/wardflow.db`, or `mysql://user:password@host:port/name` (also `mariadb:`)
 * @throws StoreFault `DATABASE_URL_INVALID`; the message does not repeat the URL, which may hold a password
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length).replace(/^\/\/(?=[./])/, '');
    if (path === '' || path === ':memory:') throw new StoreFault('DATABASE_URL_INVALID');
    return { kind: 'sqlite', path };
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const database = parsed?.pathname.slice(1) ?? '';
  if (parsed === undefined || !/^(mysql|mariadb):$/.test(parsed.protocol) || !/^\w+$/.test(database)) {
    throw new StoreFault('DATABASE_URL_INVALID');
  }
  return {
    kind: 'mysql',
    host: parsed.hostname,
    port: parsed.port === '' ? 3306 : Number(parsed.port),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database,
  };
}
