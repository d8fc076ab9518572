/** Passkeys (WebAuthn level 3), by SimpleWebAuthn: for the one origin that people use, and always with user verification. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Json } from '#engine/core/values.ts';
import type { PasskeyRow, Passkeys } from '#engine/runtime/ports/sign-in.ts';

const waitMs = 120_000;

/** @param publicUrl its origin and host are what a passkey is bound to @param name what the person's device shows */
export function passkeysAt(publicUrl: string, name: string): Passkeys {
  const { origin, hostname } = new URL(publicUrl);
  const expected = (challenge: Uint8Array) => ({
    expectedChallenge: base64url(challenge),
    expectedOrigin: origin,
    expectedRPID: hostname,
    requireUserVerification: true,
  });
  return {
    async toRegister({ challenge, account, known }) {
      const options = await generateRegistrationOptions({
        rpName: name,
        rpID: hostname,
        userName: account.username,
        userDisplayName: account.displayName,
        // Not the user name: authenticators keep it, and show it to who has the device (WebAuthn, 14.6.1).
        userID: bytes(Buffer.from(account.id)),
        challenge: bytes(challenge),
        timeout: waitMs,
        attestationType: 'none',
        excludeCredentials: known.map(descriptor),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      return options as unknown as Json;
    },
    async registered(response, challenge) {
      const answer = response as RegistrationResponseJSON;
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: answer,
        ...expected(challenge),
      }).catch(() => ({ verified: false, registrationInfo: undefined }));
      if (!verified || registrationInfo === undefined) return undefined;
      const { id, publicKey, counter, transports } = registrationInfo.credential;
      return { credentialId: id, publicKey, counter, transports: transports ?? [] };
    },
    async toSignIn({ challenge, allowed }) {
      const options = await generateAuthenticationOptions({
        rpID: hostname,
        challenge: bytes(challenge),
        timeout: waitMs,
        userVerification: 'required',
        ...(allowed.length > 0 && { allowCredentials: allowed.map(descriptor) }),
      });
      return options as unknown as Json;
    },
    credentialOf(response) {
      const { id } = (response ?? {}) as { readonly id?: unknown };
      return typeof id === 'string' && /^[\w-]{1,1400}$/.test(id) ? id : undefined;
    },
    async verified(response, challenge, { accountId, credentialId, publicKey, counter, transports }) {
      const credential = {
        id: credentialId,
        publicKey: bytes(publicKey),
        counter,
        transports: [...transports],
      };
      const answer = response as AuthenticationResponseJSON;
      const handle = answer.response?.userHandle;
      // What the authenticator says of whose it is must not be somebody else (7.2, step 6).
      if (handle !== undefined && handle !== Buffer.from(accountId).toString('base64url')) return undefined;
      // It throws where the counter does not grow: then there is a copy of the key (WebAuthn, 7.2, step 22).
      const found = await verifyAuthenticationResponse({
        response: answer,
        credential,
        ...expected(challenge),
      }).catch(() => undefined);
      return found?.verified === true ? found.authenticationInfo.newCounter : undefined;
    },
  };
}

function descriptor({ credentialId, transports }: PasskeyRow) {
  return { id: credentialId, transports: [...transports] };
}

function base64url(challenge: Uint8Array): string {
  return Buffer.from(challenge).toString('base64url');
}

/** A copy with a buffer of its own, as the library's types want it. */
function bytes(source: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(source);
}
