import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { Instant } from '#engine/core/values.ts';
import type { VaultEntryRow, VaultKeyRow } from '../ports/case-rows.ts';
import type { Tx } from '../ports.ts';
import type { Secrets } from './application.ts';
import type { NewId } from './ids.ts';

/**
 * The vault keeps what is personal: AES-256-GCM under a key of the case's own, which is wrapped by the installation's
 * master key. Destroying the case's key erases the person; journals and histories, which hold only references, stay.
 */
export interface Vault {
  /** Makes the case's key. Call once, when the case is opened. */
  open(tx: Tx, caseId: string, now: Instant): Promise<void>;
  /** Seals texts by meaning. @returns the entry's id for each name */
  seal(
    tx: Tx,
    caseId: string,
    texts: Readonly<Record<string, string>>,
    now: Instant,
  ): Promise<Readonly<Record<string, string>>>;
  /** Reads entries of a case. Ids that are not there (or erased) are missing from the answer. */
  read(tx: Tx, caseId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** As {@link Vault.read} for several cases at once, e.g. the titles of a list. */
  readAcross(tx: Tx, wanted: readonly EntryOfCase[]): Promise<ReadonlyMap<string, string>>;
}

export interface EntryOfCase {
  readonly caseId: string;
  readonly entry: string;
}

/** @param random strong random bytes, for keys and nonces */
export function createVault(secrets: Secrets, random: (bytes: number) => Uint8Array, newId: NewId): Vault {
  const keyId = masterKeyId(secrets);
  const unwrap = (row: VaultKeyRow): Uint8Array => openWithMaster(secrets, row.wrapped, vaultKeyPlace(row.caseId));
  const caseKey = async (tx: Tx, caseId: string): Promise<Uint8Array | undefined> => {
    const row = await tx.cases.vault.key(caseId);
    return row && unwrap(row);
  };
  return {
    async open(tx, caseId, now) {
      const wrapped = sealWithMaster(secrets, random(32), vaultKeyPlace(caseId), random);
      await tx.cases.vault.insertKey({ caseId, wrapped, masterKeyId: keyId, createdAt: now });
    },
    async seal(tx, caseId, texts, now) {
      const names = Object.entries(texts);
      if (names.length === 0) return {};
      const key = await caseKey(tx, caseId);
      if (!key) throw new Error(`the vault has no key for case ${caseId}`);
      const rows = names.map(([name, text]) => {
        const id = newId(now);
        const sealed = encrypt(key, Buffer.from(text, 'utf8'), entryContext(caseId, id), random(nonceBytes));
        return { id, caseId, name, sealed, createdAt: now };
      });
      await tx.cases.vault.insert(rows);
      return Object.fromEntries(rows.map((row) => [row.name, row.id]));
    },
    async read(tx, caseId, ids) {
      const wanted = [...new Set(ids)];
      const key = wanted.length > 0 ? await caseKey(tx, caseId) : undefined;
      if (!key) return new Map();
      const rows = await tx.cases.vault.entries(caseId, wanted);
      return new Map(rows.map((row) => [row.id, openText(key, row)]));
    },
    async readAcross(tx, wanted) {
      if (wanted.length === 0) return new Map();
      const owner = new Map(wanted.map(({ caseId, entry }) => [entry, caseId]));
      const wrapped = await tx.cases.vault.keys([...new Set(owner.values())]);
      const keys = new Map(wrapped.map((row) => [row.caseId, unwrap(row)]));
      const texts = new Map<string, string>();
      for (const row of await tx.cases.vault.entriesAcross([...owner.keys()])) {
        const key = owner.get(row.id) === row.caseId ? keys.get(row.caseId) : undefined;
        if (key) texts.set(row.id, openText(key, row));
      }
      return texts;
    },
  };
}

/** By which master key something was sealed. */
export function masterKeyId({ masterKey }: Pick<Secrets, 'masterKey'>): string {
  return createHash('sha256').update(masterKey).digest('hex').slice(0, 16);
}

/** Seals a key as the vault's own are: under the master key, bound to its place. @param place e.g. `totp/<account>` */
export function sealWithMaster(
  { masterKey }: Pick<Secrets, 'masterKey'>,
  plain: Uint8Array,
  place: string,
  random: (bytes: number) => Uint8Array,
): Uint8Array {
  return encrypt(masterKey, plain, place, random(nonceBytes));
}

/** Opens what was sealed under the master key, or under one of the others. @throws Error where none of them opens it */
export function openWithMaster(
  { masterKey, otherMasterKeys = [] }: Pick<Secrets, 'masterKey' | 'otherMasterKeys'>,
  sealed: Uint8Array,
  place: string,
): Uint8Array {
  for (const key of [masterKey, ...otherMasterKeys].slice(0, -1)) {
    try {
      return decrypt(key, sealed, place);
    } catch {
      // Sealed under another one of them.
    }
  }
  return decrypt(otherMasterKeys.at(-1) ?? masterKey, sealed, place);
}

export function vaultKeyPlace(caseId: string): string {
  return `vault_key/${caseId}`;
}

/** A keyed hash for look-ups; `purpose` keeps hashes of different things apart. Hex. */
export function keyedHash(secrets: Secrets, purpose: string, text: string): string {
  return createHmac('sha256', secrets.hmacKey).update(`${purpose}\0${text}`).digest('hex');
}

function openText(key: Uint8Array, row: VaultEntryRow): string {
  return Buffer.from(decrypt(key, row.sealed, entryContext(row.caseId, row.id))).toString('utf8');
}

const nonceBytes = 12;
const tagBytes = 16;

/** Binds a sealed text to its row, so that rows cannot be exchanged for one another. */
function entryContext(caseId: string, id: string): string {
  return `vault_entry/${caseId}/${id}`;
}

function encrypt(key: Uint8Array, plain: Uint8Array, context: string, nonce: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}
