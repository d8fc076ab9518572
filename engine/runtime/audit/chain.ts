/**
 * The audit's hash chain, as docs/audit.md specifies it for whoever checks it without us. Pure.
 *
 *     entry hash = SHA-256( JSON [id, at, actor, action, subject, data] )
 *     chain      = SHA-256( JSON [number, sealed at, chain before, entry hash] )
 *
 * JSON is what ECMAScript's `JSON.stringify` writes of an array of texts and whole numbers, in UTF-8; `data` is the
 * text of the column, not what it stands for. Before number 1 the chain is 64 zeros.
 */
import { hash } from 'node:crypto';
import type { Seal, StoredEntry } from '../ports/audit.ts';

export const genesis = '0'.repeat(64);

export function entryHash({ id, at, actor, action, subject, data }: StoredEntry): string {
  return sha256([id, at, actor, action, subject, data]);
}

/** @param before the chain of the seal with the number before; {@link genesis} for the first */
export function chainOf(seal: Pick<Seal, 'number' | 'sealedAt' | 'entryHash'>, before: string): string {
  return sha256([seal.number, seal.sealedAt, before, seal.entryHash]);
}

/** Seals for entries in the given order, after `head`. */
export function sealsAfter(head: Seal | undefined, entries: readonly StoredEntry[], sealedAt: number): Seal[] {
  let [number, before] = [head?.number ?? 0, head?.chain ?? genesis];
  return entries.map((entry) => {
    number += 1;
    const sealed = { number, entryId: entry.id, entryHash: entryHash(entry), sealedAt };
    before = chainOf(sealed, before);
    return { ...sealed, chain: before };
  });
}

function sha256(parts: readonly (string | number)[]): string {
  return hash('sha256', JSON.stringify(parts));
}
