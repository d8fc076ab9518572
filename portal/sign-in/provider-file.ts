/**
 * The identity providers of an installation: a JSON file that OIDC_PROVIDERS names, read once at the start. A provider's
 * secret stands in a file of its own beside it (as container secrets do), never in this one and never on a screen.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Localised } from '#engine/runtime/application/common.ts';

export interface ProviderSettings {
  /** Part of the address that the provider sends people back to. */
  readonly code: string;
  readonly name: Localised;
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, by PKCE alone. */
  readonly clientSecret: string | undefined;
  readonly scope: string;
  /** Claim that says who it is, for ever. */
  readonly subject: string;
  /** A sign-in with one of these values in this claim counts as one with a second factor; null: none does. */
  readonly secondFactor: { readonly claim: string; readonly values: readonly string[] } | null;
  /** What it says of citizens; null: officials sign in here, and never the other way round. */
  readonly citizens: CitizenClaims | null;
}

/** Which claims say what somebody can be reached or known by, and which ones that it is verified. */
export type CitizenClaims = { readonly [contact in CitizenContact]?: ClaimOfContact };

export interface ClaimOfContact {
  readonly claim: string;
  /** Must be `true` beside it (OpenID Connect Core, 5.1: `phone_number_verified`); null: the provider checks everybody. */
  readonly verified: string | null;
}

const citizenContacts = ['phone', 'email', 'idNumber'] as const;
type CitizenContact = (typeof citizenContacts)[number];

const providersMax = 10;

/** Claims that people can change, or that go to somebody else in time: none of them says who somebody is. */
const changing = ['email', 'preferred_username', 'nickname', 'name', 'phone_number', 'upn'];

/** @throws Error with every fault */
export function readProviders(path: string | null): readonly ProviderSettings[] {
  if (path === null) return [];
  const faults: string[] = [];
  const list = parse(path, faults);
  const providers = list.map((one, index) => readOne(one, `providers[${index}]`, { path, faults }));
  const codes = providers.map(({ code }) => code);
  if (new Set(codes).size < codes.length) faults.push('providers: a code stands there twice');
  if (faults.length > 0) throw new Error(`OIDC_PROVIDERS (${path}) is not right:\n  - ${faults.join('\n  - ')}`);
  return providers;
}

function parse(path: string, faults: string[]): readonly Record<string, unknown>[] {
  try {
    const { providers } = JSON.parse(readFileSync(path, 'utf8')) as { readonly providers?: unknown };
    if (Array.isArray(providers) && providers.length <= providersMax) return providers;
    faults.push(`must hold {"providers": […]}, at most ${providersMax}`);
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  return [];
}

interface Place {
  readonly path: string;
  readonly faults: string[];
}

function readOne(one: Record<string, unknown>, at: string, place: Place): ProviderSettings {
  const { faults } = place;
  const text = (key: string, pattern: RegExp, what: string, usual?: string): string => {
    const value = one[key] ?? usual;
    if (typeof value === 'string' && pattern.test(value)) return value;
    faults.push(`${at}.${key} must be ${what}`);
    return '';
  };
  const name = (one['name'] ?? {}) as Partial<Localised>;
  if (!name.vi || !name.en) faults.push(`${at}.name must have "vi" and "en"`);
  const issuer = text('issuer', /^https?:\/\/\S+$/, 'an https address');
  if (issuer !== '' && !isSafe(issuer)) faults.push(`${at}.issuer must be https (http on this machine only)`);
  const subject = text('subject', /^[\w:/.-]+$/, 'the name of a claim', 'sub');
  if (changing.includes(subject)) faults.push(`${at}.subject must not be "${subject}", which can change hands`);
  const secretFile = one['clientSecretFile'];
  return {
    code: text('code', /^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens'),
    name: { vi: name.vi ?? '', en: name.en ?? '' },
    issuer,
    clientId: text('clientId', /^\S+$/, 'what the provider calls this client'),
    clientSecret: secretFile === undefined ? undefined : secretOf(secretFile, `${at}.clientSecretFile`, place),
    scope: text('scope', /^openid( [\w:./-]+)*$/, 'a list that begins with "openid"', 'openid'),
    subject,
    secondFactor: secondFactorOf(one['secondFactor'], `${at}.secondFactor`, faults),
    citizens: citizensOf(one['citizens'], `${at}.citizens`, faults),
  };
}

function isSafe(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function secretOf(file: unknown, at: string, { path, faults }: Place): string {
  try {
    const secret = readFileSync(resolve(dirname(path), String(file)), 'utf8').trim();
    if (secret !== '') return secret;
    faults.push(`${at} names an empty file`);
  } catch {
    faults.push(`${at} names a file that cannot be read`);
  }
  return '';
}

function secondFactorOf(value: unknown, at: string, faults: string[]): ProviderSettings['secondFactor'] {
  if (value === undefined || value === null) return null;
  const { claim, values } = value as { readonly claim?: unknown; readonly values?: unknown };
  const fits = typeof claim === 'string' && Array.isArray(values) && values.every((one) => typeof one === 'string');
  if (fits && values.length > 0) return { claim, values };
  faults.push(`${at} must be {"claim": "acr", "values": ["…"]}`);
  return null;
}

function citizensOf(value: unknown, at: string, faults: string[]): CitizenClaims | null {
  if (value === undefined || value === null) return null;
  const named = Object.entries(value as object);
  const claims = named.flatMap(([contact, one]): [CitizenContact, ClaimOfContact][] => {
    const known = citizenContacts.find((name) => name === contact);
    const { claim, verified } = (one ?? {}) as { readonly claim?: unknown; readonly verified?: unknown };
    const isVerified = verified === null || typeof verified === 'string';
    if (known !== undefined && typeof claim === 'string' && isVerified) return [[known, { claim, verified }]];
    faults.push(`${at}.${contact} must be {"claim": "…", "verified": "…" or null}, for phone, email or idNumber`);
    return [];
  });
  if (named.length === 0) faults.push(`${at} must name a claim for phone, email or idNumber`);
  return Object.fromEntries(claims);
}
