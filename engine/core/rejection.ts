import type { CoreCode, Params } from './errors.ts';

/** A command that was refused: the caller's fault, nothing has changed. */
export interface Rejection {
  readonly kind: 'rejected';
  readonly code: CoreCode;
  readonly params: Params;
}

export function reject(code: CoreCode, params: Params = {}): Rejection {
  return { kind: 'rejected', code, params };
}
