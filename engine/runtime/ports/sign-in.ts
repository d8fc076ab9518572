/**
 * What signing in needs from outside: its tables, and the standards that libraries speak (RFC 6238, WebAuthn, OpenID
 * Connect). A *step* is a sign-in under way: it lives here, short, and the browser has its token in a cookie.
 */
import type { Instant, Json } from '#engine/core/values.ts';
import type { Localised } from '../application/common.ts';

/**
 * `second`: the first factor was right; `passkey`, `provider`: a challenge is out; `link`: who has the code may link;
 * `citizenCode`: a code is on its way to a citizen; `citizenProvider`: a citizen was sent to a provider.
 */
export type StepKind =
  | 'second'
  | 'passkey'
  | 'register'
  | 'provider'
  | 'unlinked'
  | 'link'
  | 'email'
  | 'citizenCode'
  | 'citizenProvider';

export interface StepRow {
  readonly id: string;
  readonly tokenHash: string;
  readonly kind: StepKind;
  readonly accountId: string | null;
  readonly content: Readonly<Record<string, Json>>;
  readonly expiresAt: Instant;
}

/** A shared secret of one-time codes, sealed; `asked` until its first code is shown. */
export interface TotpRow {
  readonly accountId: string;
  readonly state: 'asked' | 'kept';
  readonly sealed: Uint8Array;
  readonly masterKeyId: string;
  /** Time step of the last code that was taken (RFC 6238, 5.2: each is taken once). */
  readonly lastStep: number;
  readonly createdAt: Instant;
}

export interface PasskeyRow {
  readonly id: string;
  readonly accountId: string;
  readonly credentialHash: string;
  /** base64url, up to 1023 bytes (WebAuthn, 5.1). */
  readonly credentialId: string;
  /** COSE. */
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: Instant;
  readonly usedAt: Instant | null;
}

/** An account at a provider, known by a hash of issuer and subject alone. */
export interface LinkRow {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly identityHash: string;
  readonly createdAt: Instant;
  readonly usedAt: Instant | null;
}

/** What happened to how somebody signs in, told to them. */
export interface AccountNoticeRow {
  readonly id: string;
  readonly accountId: string;
  readonly at: Instant;
  readonly code: AccountNoticeCode;
  /** User name of who did it. */
  readonly actor: string;
  /** Their reason; '' where none was asked for. */
  readonly note: string;
  readonly seenAt: Instant | null;
}

export interface VerifiedEmailRow {
  readonly accountId: string;
  readonly email: string;
  readonly verifiedAt: Instant;
}

export type AccountNoticeCode =
  | 'passwordChanged'
  | 'totpAdded'
  | 'totpRemoved'
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'recoveryMade'
  | 'recoveryUsed'
  | 'factorsReset'
  | 'usedElsewhere'
  | 'signedOut'
  | 'linked'
  | 'unlinked'
  | 'newBrowser'
  | 'passwordReset'
  | 'emailChanged'
  | 'tokenEnds'
  | 'changeWaits'
  | 'draftApproved'
  | 'draftChanges'
  | 'planPublished'
  | 'planFailed';

export interface SignInTables {
  readonly steps: {
    insert(row: StepRow): Promise<void>;
    byId(id: string): Promise<StepRow | undefined>;
    /** One that is not over. */
    byToken(kind: StepKind, tokenHash: string, now: Instant): Promise<StepRow | undefined>;
    /** Takes a step out: whoever gets it is the only one. @returns undefined where it is over or somebody was faster */
    take(kind: StepKind, tokenHash: string, now: Instant): Promise<StepRow | undefined>;
    deleteExpired(now: Instant): Promise<void>;
    remove(ids: readonly string[]): Promise<void>;
  };
  readonly totp: {
    ofAccount(accountId: string): Promise<readonly TotpRow[]>;
    /** In place of the one with the same state. */
    put(row: TotpRow): Promise<void>;
    /** What was asked for is kept, in place of what was. @returns false where somebody was faster */
    keep(accountId: string, lastStep: number): Promise<boolean>;
    /** Takes a code's time step. @returns false where it, or a later one, was taken already */
    take(accountId: string, step: number): Promise<boolean>;
    remove(accountId: string): Promise<void>;
    /** Sealed under another master key than this one. */
    ofOtherKeys(masterKeyId: string): Promise<readonly TotpRow[]>;
    /** Seals a secret anew, where nobody has changed it meanwhile. */
    rewrap(row: TotpRow, anew: Pick<TotpRow, 'sealed' | 'masterKeyId'>): Promise<void>;
  };
  /** Accounts that have an app in force, and a passkey. */
  owners(): Promise<{ readonly totp: ReadonlySet<string>; readonly passkeys: ReadonlySet<string> }>;
  readonly recovery: {
    count(accountId: string): Promise<number>;
    /** In place of all there are. */
    replace(accountId: string, hashes: readonly string[], now: Instant): Promise<void>;
    /** @returns false where there is no such code, or it was used */
    use(accountId: string, hash: string): Promise<boolean>;
  };
  readonly passkeys: {
    insert(row: PasskeyRow): Promise<void>;
    ofAccount(accountId: string): Promise<readonly PasskeyRow[]>;
    byCredential(credentialHash: string): Promise<PasskeyRow | undefined>;
    rename(accountId: string, id: string, name: string): Promise<boolean>;
    remove(accountId: string, id: string): Promise<boolean>;
    removeAll(accountId: string): Promise<void>;
    /** @returns false where its counter moved meanwhile */
    use(row: PasskeyRow, counter: number, now: Instant): Promise<boolean>;
  };
  readonly links: {
    insert(row: LinkRow): Promise<void>;
    ofAccount(accountId: string): Promise<readonly LinkRow[]>;
    byIdentity(identityHash: string): Promise<LinkRow | undefined>;
    remove(accountId: string, id: string): Promise<boolean>;
    used(id: string, now: Instant): Promise<void>;
  };
  /** Addresses that people have shown to be theirs. */
  readonly emails: {
    ofAccount(accountId: string): Promise<VerifiedEmailRow | undefined>;
    /** In place of the one there was. */
    put(row: VerifiedEmailRow): Promise<void>;
  };
  /** From where people have signed in: browser, system and the front half of the network address. */
  readonly browsers: {
    known(accountId: string): Promise<readonly string[]>;
    /** @returns false where it was known already */
    add(accountId: string, place: string, now: Instant): Promise<boolean>;
    seen(accountId: string, place: string, now: Instant): Promise<void>;
    deleteBefore(seenAt: Instant): Promise<void>;
  };
  readonly notices: {
    insert(row: AccountNoticeRow): Promise<void>;
    /** The latest first. */
    ofAccount(accountId: string, limit: number): Promise<readonly AccountNoticeRow[]>;
    unseen(accountId: string): Promise<number>;
    seen(accountId: string, now: Instant): Promise<void>;
  };
}

/** One-time codes by time: RFC 6238 with SHA-1, six digits, thirty seconds, as every authenticator app has them. */
export interface OneTimeCodes {
  /** The secret as people type it (Base32). */
  write(secret: Uint8Array): string;
  /** `otpauth://totp/…` for a QR code. */
  uri(secret: Uint8Array, of: { readonly issuer: string; readonly label: string }): string;
  /** @returns the time step of a code that is right now, one step before, or one after; undefined for a wrong one */
  stepOf(secret: Uint8Array, code: string, now: Instant): Promise<number | undefined>;
}

/** WebAuthn (W3C, level 3), with user verification and for one origin and relying party. */
export interface Passkeys {
  /** What `navigator.credentials.create` is called with. */
  toRegister(of: {
    readonly challenge: Uint8Array;
    readonly account: { readonly id: string; readonly username: string; readonly displayName: string };
    readonly known: readonly PasskeyRow[];
  }): Promise<Json>;
  /** @returns undefined for a response that does not answer the challenge */
  registered(response: unknown, challenge: Uint8Array): Promise<NewPasskey | undefined>;
  /** What `navigator.credentials.get` is called with. @param allowed none: whichever the person has */
  toSignIn(of: { readonly challenge: Uint8Array; readonly allowed: readonly PasskeyRow[] }): Promise<Json>;
  /** The credential that a response says it is of, base64url. */
  credentialOf(response: unknown): string | undefined;
  /** @returns its new counter; undefined for a response that does not answer the challenge */
  verified(response: unknown, challenge: Uint8Array, passkey: PasskeyRow): Promise<number | undefined>;
}

export type NewPasskey = Pick<PasskeyRow, 'credentialId' | 'publicKey' | 'counter' | 'transports'>;

/** OpenID Connect providers that the operator has set. They are trusted configuration. */
export interface IdentityProviders {
  readonly list: readonly { readonly code: string; readonly name: Localised }[];
  /** Where to send the browser, and what must come back. @throws Refusal 503 where the provider cannot be reached */
  begin(code: string): Promise<{ readonly url: string; readonly kept: ProviderStep }>;
  /**
   * @param answer the address that the browser came back with
   * @throws Refusal 401 where the answer is not the one that was asked for, 503
   */
  finish(code: string, answer: string, kept: ProviderStep): Promise<Identity>;
}

/** Providers that citizens sign in at. */
export interface CitizenProviders extends Pick<IdentityProviders, 'list' | 'begin'> {
  /** @throws as {@link IdentityProviders.finish} */
  finish(code: string, answer: string, kept: ProviderStep): Promise<VerifiedContacts>;
}

export interface VerifiedContacts {
  /** What the provider says is verified, in the claims that the operator has named; as it is written here. */
  readonly contacts: { readonly phone?: string; readonly email?: string; readonly idNumber?: string };
}

/** What must fit when the browser comes back: state and nonce against forged answers, the verifier of PKCE. */
export interface ProviderStep {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** The provider says that a second factor was used, in the claim that the operator has named. */
  readonly secondFactor: boolean;
}
