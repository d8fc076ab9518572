import type { ConnectionOptions } from 'mysql2';
import type { DatabaseAddress } from '../url.ts';

/**
 * The encrypted line to the server, for mysql2: the certificate must come from a known authority and be for the name
 * (`host` is what it is compared with; where the line goes is decided by `hosts.ts`). A server without TLS is refused.
 */
export function tlsOptions({
  tls,
}: Extract<DatabaseAddress, { readonly kind: 'mysql' }>): Pick<ConnectionOptions, 'host' | 'ssl'> {
  if (tls === null) return {};
  const { name, ...pem } = tls;
  return { host: name, ssl: { ...pem, minVersion: 'TLSv1.2', rejectUnauthorized: true, verifyIdentity: true } };
}
