/** From what was handed in, an archive or the files of a folder, to checked texts. Nothing of it is believed before. */
import { type ArchiveEntry, archiveBytesMax, entriesMax, isEntryName, mustBeNew, readArchive } from './archive.ts';
import { manifestName, signatureName } from './entry-names.ts';
import { BundleFault } from './fault.ts';
import {
  type BundleTexts,
  type Contents,
  contentsOf,
  type Manifest,
  parseManifest,
  parseSignature,
  type Sha256,
  type SignatureText,
  tidied,
} from './manifest.ts';
import { broughtForward } from './migrate.ts';

export interface BundleCrypto {
  readonly sha256: Sha256;
  /** @returns whether the signature fits the text, under the key that it names */
  verify(text: Uint8Array, signature: SignatureText): boolean;
}

export interface OpenBundle {
  readonly texts: BundleTexts;
  readonly contents: Contents;
  /** null: a folder without one, or changed since it was written. */
  readonly manifest: Manifest | null;
  /** It fits: whether its key is trusted is for others to say. null: unsigned. */
  readonly signature: SignatureText | null;
  /** Manifest and signature as they stand in the bundle; '' where there is none. */
  readonly raw: { readonly manifest: string; readonly signature: string };
}

/** @throws BundleFault naming the entry */
export function openArchive(bytes: Uint8Array, crypto: BundleCrypto): OpenBundle {
  const texts = textsOf(readArchive(bytes));
  const manifest = texts.get(manifestName);
  if (manifest === undefined) throw new BundleFault('MISSING', manifestName);
  return opened(texts, manifest, crypto);
}

/**
 * The files of a folder: as an archive, but that its texts may have been changed by hand since; then it counts as one
 * without manifest and signature.
 * @throws BundleFault
 */
export function openFolder(entries: readonly ArchiveEntry[], crypto: BundleCrypto): OpenBundle {
  const known = new Set<string>();
  if (entries.length > entriesMax) throw new BundleFault('TOO_MANY_ENTRIES', '', { max: entriesMax });
  if (entries.reduce((sum, { bytes }) => sum + bytes.length, 0) > archiveBytesMax) {
    throw new BundleFault('TOO_LARGE', '', { max: archiveBytesMax });
  }
  for (const { name } of entries) {
    if (!isEntryName(name)) throw new BundleFault('NAME_NOT_ALLOWED', name);
    mustBeNew(known, name);
  }
  const texts = textsOf(entries);
  const manifest = texts.get(manifestName);
  try {
    if (manifest !== undefined) return opened(texts, manifest, crypto);
  } catch (error) {
    const changed = ['HASH', 'MISSING', 'NOT_IN_MANIFEST', 'SIGNATURE', 'BROKEN_MANIFEST'];
    if (!(error instanceof BundleFault) || !changed.includes(error.code)) throw error;
  }
  return unsigned(contentOnly(texts), crypto.sha256);
}

/** Texts by themselves, as a bundle that nobody has signed. @throws BundleFault */
export function unsigned(texts: BundleTexts, sha256: Sha256): OpenBundle {
  if (texts.size === 0) throw new BundleFault('EMPTY');
  const tidy = tidied(texts);
  return {
    texts: tidy,
    contents: contentsOf(tidy, sha256),
    manifest: null,
    signature: null,
    raw: { manifest: '', signature: '' },
  };
}

function opened(texts: BundleTexts, manifestText: string, crypto: BundleCrypto): OpenBundle {
  const manifest = parseManifest(manifestText);
  const inside = contentOnly(texts);
  if (inside.size === 0) throw new BundleFault('EMPTY');
  const given = contentsOf(inside, crypto.sha256);
  mustMatch(manifest, given);
  const signatureText = texts.get(signatureName) ?? '';
  const signature = signatureText === '' ? null : parseSignature(signatureText);
  if (signature !== null && !crypto.verify(new TextEncoder().encode(manifestText), signature)) {
    throw new BundleFault('SIGNATURE', signatureName);
  }
  const now = tidied(broughtForward(inside, manifest.format));
  return {
    texts: now,
    contents: contentsOf(now, crypto.sha256),
    manifest,
    signature,
    raw: { manifest: manifestText, signature: signatureText },
  };
}

function mustMatch(manifest: Manifest, { lines }: Contents): void {
  const listed = new Map(manifest.contents.map((line) => [line.path, line]));
  if (listed.size !== manifest.contents.length) throw new BundleFault('NAME_TWICE', manifestName);
  for (const { path, bytes, sha256 } of lines) {
    const line = listed.get(path);
    if (line === undefined) throw new BundleFault('NOT_IN_MANIFEST', path);
    if (line.bytes !== bytes || line.sha256 !== sha256) throw new BundleFault('HASH', path);
    listed.delete(path);
  }
  const [missing] = listed.keys();
  if (missing !== undefined) throw new BundleFault('MISSING', missing);
}

function contentOnly(texts: BundleTexts): BundleTexts {
  return new Map([...texts].filter(([name]) => name !== manifestName && name !== signatureName));
}

function textsOf(entries: readonly ArchiveEntry[]): BundleTexts {
  return new Map(entries.map(({ name, bytes }) => [name, textIn(name, bytes)]));
}

/** A mark at its beginning is kept: it is one of the text's bytes. */
function textIn(name: string, bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Said below.
  }
  throw new BundleFault('NOT_TEXT', name);
}
