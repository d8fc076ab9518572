import type { City } from '#engine/cases/city/city.ts';

/** What the pages know of the installation beside the application. */
export interface PageSite {
  readonly city: () => City | undefined;
  /** Seals a short text for a cookie until an instant; opens it again while its time is not over. */
  readonly seal: (text: string, until: number) => string;
  readonly unseal: (sealed: string, now: number) => string | undefined;
  /** Demo accounts for the sign-in page; null outside the demo. */
  readonly demo: { readonly password: string; readonly accounts: readonly SeededAccount[] } | null;
}

export interface SeededAccount {
  readonly username: string;
  readonly displayName: string;
  /** Code of the role; the page shows its name. */
  readonly role: string;
}
