/**
 * A second factor of another kind: the session of a citizen who has shown that the case is theirs. Wherever code and
 * second factor are asked for it stands in their place, and is worth nothing once the session is over.
 */
const mark = 'own:';

export function ownSecret(token: string): string {
  return `${mark}${token}`;
}

/** The session's secret; undefined for digits that somebody typed. */
export function sessionIn(secret: string): string | undefined {
  return secret.startsWith(mark) ? secret.slice(mark.length) : undefined;
}
