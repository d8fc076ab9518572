/**
 * OpenID Connect by openid-client: authorization code with PKCE (RFC 7636), state, nonce and the check of `iss`
 * (RFC 9207); ID tokens are verified with the provider's keys. A provider is asked for its metadata when it is first
 * needed, so that one that is down holds up nobody else.
 */
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  type IDToken,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { isMobile, normalisePhone } from '#engine/cases/text/phone.ts';
import type {
  CitizenProviders,
  Identity,
  IdentityProviders,
  ProviderStep,
  VerifiedContacts,
} from '#engine/runtime/ports/sign-in.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { isEmail } from '#forms/rules.ts';
import type { CitizenClaims, ProviderSettings } from './provider-file.ts';

const waitSeconds = 10;
/** Keys and addresses of a provider change rarely; openid-client asks for unknown keys by itself. */
const metadataMs = 3_600_000;

export function identityProviders(settings: readonly ProviderSettings[], publicUrl: string): IdentityProviders {
  const { list, begin, finish } = providersAt(settings, `${publicUrl}/sign-in/provider`);
  return {
    list,
    begin,
    async finish(code, answer, kept) {
      const { provider, claims } = await finish(code, answer, kept);
      return identityOf(provider, claims);
    },
  };
}

/** Those of citizens, with an address of their own to come back to: an answer for the one is none for the other. */
export function citizenProviders(settings: readonly ProviderSettings[], publicUrl: string): CitizenProviders {
  const { list, begin, finish } = providersAt(settings, `${publicUrl}/mine/provider`);
  return {
    list,
    begin,
    async finish(code, answer, kept) {
      const { provider, claims } = await finish(code, answer, kept);
      return { contacts: contactsOf(provider, claims) };
    },
  };
}

/** @param base address that people come back to, without code and `/back` */
function providersAt(settings: readonly ProviderSettings[], base: string) {
  const byCode = new Map(settings.map((one) => [one.code, { ...one, configuration: remembering(one) }]));
  const named = (code: string) => {
    const provider = byCode.get(code);
    if (provider === undefined) throw new Refusal('NOT_FOUND', 404);
    return provider;
  };
  const back = (code: string) => `${base}/${code}/back`;
  return {
    list: settings.map(({ code, name }) => ({ code, name })),
    async begin(code: string) {
      const { scope, configuration } = named(code);
      const kept: ProviderStep = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(await configuration(), {
        redirect_uri: back(code),
        scope,
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, kept };
    },
    async finish(code: string, answer: string, { state, nonce, verifier }: ProviderStep) {
      const provider = named(code);
      // The address as the provider knows it, whatever a proxy has made of it.
      const url = new URL(back(code));
      url.search = new URL(answer, base).search;
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const configuration = await provider.configuration();
      const tokens = await authorizationCodeGrant(configuration, url, checks).catch(refuse);
      const claims = tokens.claims();
      if (claims === undefined) throw new Refusal('PROVIDER_REFUSED', 401);
      return { provider, claims };
    },
  };
}

/** What the provider calls verified, as it is written here; anything else is left out. */
function contactsOf({ citizens }: ProviderSettings, claims: IDToken): VerifiedContacts['contacts'] {
  const said = (contact: keyof CitizenClaims): string => {
    const { claim, verified } = citizens?.[contact] ?? { claim: '', verified: null };
    const value = claims[claim];
    // Some write their booleans as texts (OpenID Connect Core, 5.1 has JSON booleans).
    const isVerified = verified === null || claims[verified] === true || claims[verified] === 'true';
    return typeof value === 'string' && isVerified ? value.trim() : '';
  };
  const phone = normalisePhone(said('phone'));
  const email = said('email').toLowerCase();
  const idNumber = said('idNumber');
  return {
    ...(phone !== undefined && isMobile(phone) && { phone }),
    ...(isEmail(email) && { email }),
    ...(/^\d{9}(\d{3})?$/.test(idNumber) && { idNumber }),
  };
}

function identityOf({ subject, secondFactor }: ProviderSettings, claims: IDToken): Identity {
  const id = claims[subject];
  if (typeof id !== 'string' || id === '') throw new Refusal('PROVIDER_REFUSED', 401);
  const said = secondFactor === null ? undefined : claims[secondFactor.claim];
  const values = Array.isArray(said) ? said : [said];
  return {
    issuer: claims.iss,
    subject: id,
    secondFactor: secondFactor?.values.some((value) => values.includes(value)) === true,
  };
}

/** A provider's no, and an answer that does not fit, are the person's matter; a line that is broken is the operator's. */
function refuse(error: unknown): never {
  const isOffline = error instanceof TypeError || (error as { readonly name?: string }).name === 'TimeoutError';
  if (isOffline && !(error instanceof ResponseBodyError) && !(error instanceof AuthorizationResponseError)) {
    throw new Refusal('PROVIDER_UNREACHABLE', 503);
  }
  throw new Refusal('PROVIDER_REFUSED', 401);
}

function remembering(settings: ProviderSettings): () => Promise<Configuration> {
  let known: { readonly at: number; readonly configuration: Configuration } | undefined;
  return async () => {
    if (known !== undefined && performance.now() - known.at < metadataMs) return known.configuration;
    const configuration = await discover(settings).catch(() => {
      throw new Refusal('PROVIDER_UNREACHABLE', 503);
    });
    known = { at: performance.now(), configuration };
    return configuration;
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const authentication = clientSecret === undefined ? None() : ClientSecretBasic(clientSecret);
  // Settings let http through on this machine only.
  const local = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
  return await discovery(new URL(issuer), clientId, clientSecret, authentication, {
    timeout: waitSeconds,
    execute: [...local, enableNonRepudiationChecks],
  });
}
