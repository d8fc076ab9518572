import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised } from './common.ts';
import type { Problem } from './services.ts';

/** The configuration as signed archives: out, and in again after a look (docs/bundles.md). */
export interface Bundles {
  /** Whose hand is trusted, and what went out and came in. @throws Refusal 403 */
  book(actor: Actor): Promise<BundleBook>;
  /** @throws Refusal 403; 404 where there is no such service; 422 `BUNDLE_REFUSED` where a file is broken */
  exportBundle(actor: Actor, order: BundleOrder): Promise<ExportedBundle>;
  /** What taking it in would do; nothing is written. @throws Refusal 403; 422 `BUNDLE_REFUSED` with the entry's name */
  preview(actor: Actor, bundle: GivenBundle): Promise<BundlePreview>;
  /**
   * All of what was chosen, in one transaction, or nothing.
   * @throws Refusal as `preview`; 409 `BUNDLE_SEEN_OTHERWISE` where it would do something else by now, `BUNDLE_UNDECIDED`,
   *   `BUNDLE_NOT_TRUSTED`; 422 `CITY_HAS_FAULTS`
   */
  takeIn(actor: Actor, bundle: GivenBundle & BundleTaking): Promise<BundleTaken>;
  /** @throws Refusal 403; 409 `CITY_CHANGED`; 422 by field */
  saveKeys(actor: Actor, change: TrustedKeysChange): Promise<BundleBook>;
}

/** One service, or everything. */
export interface BundleOrder {
  /** Key of the service; '' for the whole configuration. */
  readonly service: string;
  /** Drafts where there are any, instead of what is in force. */
  readonly drafts: boolean;
}

export interface ExportedBundle {
  /** Name for the file. */
  readonly name: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface GivenBundle {
  readonly bytes: Uint8Array;
  readonly choices: readonly BundleChoice[];
}

export interface BundleChoice {
  /** `city/units.json`, `services/noise`. */
  readonly item: string;
  readonly does: 'take' | 'keep' | 'copy';
  /** Of the copy. */
  readonly key: string;
}

export interface BundleTaking {
  /** `seen` of the preview with these choices. */
  readonly seen: string;
  readonly note: string;
  /** Why it is taken although nobody who is trusted has signed it; '' for not. */
  readonly reason: string;
}

export type SignatureState = 'own' | 'trusted' | 'unknown' | 'none';

export interface BundleSigner {
  readonly state: SignatureState;
  /** '' for none. */
  readonly keyId: string;
  /** For a trusted key as it is called here, else as it calls itself. */
  readonly name: string;
}

export interface BundlePreview {
  readonly digest: string;
  readonly kind: 'service' | 'configuration';
  readonly made: { readonly at: string; readonly by: string; readonly version: string } | null;
  readonly signer: BundleSigner;
  readonly items: readonly BundleItem[];
  /** What would be wrong with the city as a whole. */
  readonly faults: readonly { readonly path: string; readonly message: Localised }[];
  /** Whether anything would change. */
  readonly changes: boolean;
  readonly seen: string;
}

export interface BundleItem {
  readonly item: string;
  readonly kind: 'city' | 'service';
  /** Of a service, from its settings. */
  readonly name: Localised | null;
  readonly state: 'new' | 'same' | 'changed' | 'mine' | 'conflict';
  /** What is to happen; `undecided`: somebody must say. */
  readonly does: 'take' | 'keep' | 'copy' | 'undecided';
  /** Why it cannot be taken here: no right to it, or only at the machine. */
  readonly closed: '' | 'right' | 'machine';
  readonly files: readonly BundleFile[];
  /** Of a service that is to be taken: what stands against publishing it here, references that lead nowhere too. */
  readonly problems: readonly Problem[];
}

export interface BundleFile {
  readonly name: string;
  readonly state: 'new' | 'same' | 'changed' | 'mine' | 'conflict' | 'gone';
  readonly differences: readonly BundleDifference[];
  /** More than are listed. */
  readonly more: number;
}

export interface BundleDifference {
  readonly what: 'added' | 'removed' | 'changed';
  readonly of: string;
  readonly part: string;
  readonly before: string;
  readonly after: string;
}

export interface BundleTaken {
  readonly digest: string;
  /** Items that were changed here. */
  readonly taken: readonly string[];
  /** Services that have a draft now. */
  readonly drafts: readonly string[];
}

export interface BundleBook {
  /** This installation's own. */
  readonly ownKey: TrustedKey & { readonly id: string };
  readonly keys: readonly (TrustedKey & { readonly id: string })[];
  readonly revision: number;
  readonly services: readonly { readonly code: string; readonly name: Localised; readonly hasDraft: boolean }[];
  readonly exchanges: readonly BundleExchange[];
}

export interface TrustedKey {
  /** Raw Ed25519 public key, base64url. */
  readonly key: string;
  readonly name: string;
}

export interface TrustedKeysChange {
  readonly keys: readonly TrustedKey[];
  readonly revision: number;
  readonly note: string;
}

export interface BundleExchange {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  readonly direction: 'out' | 'in';
  readonly kind: 'service' | 'configuration';
  readonly digest: string;
  readonly keyId: string;
  readonly note: string;
}
