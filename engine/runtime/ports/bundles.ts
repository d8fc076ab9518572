/** Which bundles of the configuration this installation has given out and taken in. */
import type { Instant } from '#engine/core/values.ts';

export interface BundleExchangeRow {
  readonly id: string;
  readonly at: Instant;
  /** User name; `command-line` for the operator of the machine. */
  readonly actor: string;
  readonly direction: 'out' | 'in';
  readonly kind: 'service' | 'configuration';
  /** Of what it held. */
  readonly digest: string;
  /** Whose key signed it; '' for none. */
  readonly keyId: string;
  /** Text of `manifest.json`. */
  readonly manifest: string;
  /** Text of `signature.json`; '' for none. */
  readonly signature: string;
  readonly note: string;
}

export interface BundleTable {
  insert(row: BundleExchangeRow): Promise<void>;
  /** Those that held this, the earliest first. */
  withDigest(digest: string): Promise<readonly BundleExchangeRow[]>;
  /** The newest first. */
  latest(limit: number): Promise<readonly BundleExchangeRow[]>;
}
