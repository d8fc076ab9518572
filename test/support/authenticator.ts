/** A passkey's device in a few lines (WebAuthn level 3, ES256, attestation `none`), for answers that no honest device gives. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Answering {
  readonly challenge: string;
  readonly origin?: string;
  /** Left out: one more than last time. */
  readonly counter?: number;
  readonly verified?: boolean;
  readonly userHandle?: string;
}

/** @param origin the page on which the device believes to be */
export function createAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let uses = 0;
  const facts = ({ counter, verified = true, origin: at = origin }: Omit<Answering, 'challenge'>, attested = false) => {
    uses = counter ?? uses + 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(uses);
    const flags = 0x01 + (verified ? 0x04 : 0) + (attested ? 0x40 : 0);
    return Buffer.concat([sha256(new URL(at).hostname), Buffer.from([flags]), count]);
  };
  const said = (type: string, { challenge, origin: at = origin }: Answering) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));
  const common = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' };
  return {
    /** What `navigator.credentials.create` gives. */
    register(how: Answering) {
      const key = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ]);
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const authData = Buffer.concat([facts(how, true), credential]);
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
        Buffer.from([0x58, authData.length]),
        authData,
      ]);
      const clientDataJSON = said('webauthn.create', how).toString('base64url');
      const response = {
        clientDataJSON,
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      };
      return { ...common, clientExtensionResults: {}, response };
    },
    /** What `navigator.credentials.get` gives. */
    answer(how: Answering) {
      const authenticatorData = facts(how);
      const client = said('webauthn.get', how);
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(how.userHandle !== undefined && { userHandle: how.userHandle }),
      };
      return { ...common, clientExtensionResults: {}, response };
    },
  };
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
