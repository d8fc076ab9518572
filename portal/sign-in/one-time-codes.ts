/** One-time codes by time (RFC 6238), by otplib. */
import { generateURI, ScureBase32Plugin, verify } from 'otplib';
import type { OneTimeCodes } from '#engine/runtime/ports/sign-in.ts';

const periodSeconds = 30;
const base32 = new ScureBase32Plugin();

export function oneTimeCodes(): OneTimeCodes {
  const write = (secret: Uint8Array) => base32.encode(secret, { padding: false });
  return {
    write,
    uri: (secret, { issuer, label }) => generateURI({ issuer, label, secret: write(secret) }),
    async stepOf(secret, code, now) {
      if (!/^\d{6}$/.test(code)) return undefined;
      // One step before and one after: clocks of telephones drift, and typing takes time (RFC 6238, 5.2).
      const found = await verify({
        secret,
        token: code,
        epoch: Math.floor(now / 1000),
        period: periodSeconds,
        epochTolerance: periodSeconds,
      });
      return found.valid && 'timeStep' in found ? found.timeStep : undefined;
    },
  };
}
