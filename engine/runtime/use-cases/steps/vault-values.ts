import type { Json, VaultReference } from '#engine/core/values.ts';
import type { Tx } from '../../ports.ts';
import type { Vault } from '../vault.ts';

/** Whether a process value stands for an entry of the vault. */
export function isVaultReference(value: unknown): value is VaultReference {
  return typeof value === 'object' && value !== null && typeof (value as { $vault?: unknown }).$vault === 'string';
}

/** Values as texts, references opened. What is neither a text nor a number nor in the vault is left out. */
export async function openValues(
  vault: Vault,
  tx: Tx,
  caseId: string,
  values: Readonly<Record<string, Json>>,
): Promise<Readonly<Record<string, string>>> {
  const references = Object.values(values).filter(isVaultReference);
  const texts = await vault.read(
    tx,
    caseId,
    references.map((reference) => reference.$vault),
  );
  const opened = Object.entries(values).map(([name, value]): [string, string | undefined] => {
    if (isVaultReference(value)) return [name, texts.get(value.$vault)];
    return [name, typeof value === 'string' || typeof value === 'number' ? String(value) : undefined];
  });
  return Object.fromEntries(opened.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
