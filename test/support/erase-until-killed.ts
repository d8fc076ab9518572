/**
 * Carries out what was ordered to be erased in the database given and kills itself (SIGKILL) just before its n-th write; a
 * commit is one. Where it came to the end it says so.
 */
import { eraseOrdered } from '#engine/runtime/erasure/carry-out.ts';
import { createIds } from '#engine/runtime/use-cases/ids.ts';
import { createVault } from '#engine/runtime/use-cases/vault.ts';
import { openStore } from '#engine/store/open.ts';
import { diskBlobs } from '#portal/files/disk-blobs.ts';
import { createImageStore } from '#portal/files/image-store.ts';
import { registerCopyIn } from '#portal/main/register-copy.ts';
import { killAtWrite } from './kill-at-write.ts';

const [url = '', write = '', now = '', folder = '', masterKey = ''] = process.argv.slice(2);
const kill = killAtWrite(Number(write));
const random = (bytes: number) => new Uint8Array(bytes).fill(7);
const newId = createIds((bytes) => globalThis.crypto.getRandomValues(new Uint8Array(bytes)));
const secrets = { masterKey: Buffer.from(masterKey, 'hex'), hmacKey: random(32) };
const store = await openStore({ url, onStatement: kill.onStatement });
const needs = {
  store,
  newId,
  secrets,
  files: createImageStore(diskBlobs(folder)),
  vault: createVault(secrets, random, newId),
};
kill.arm();
await eraseOrdered({ ...needs, registerCopy: registerCopyIn(folder) }, Number(now));
await store.close();
process.stdout.write(`done ${kill.count()}\n`);
