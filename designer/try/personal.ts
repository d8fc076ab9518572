/** What is personal never stands in a variable: a reference to the vault stands there, here to what was typed. */
import type { Json, Variables, VaultReference } from '#engine/core/values.ts';

export function isVaultReference(value: Json | undefined): value is VaultReference & Json {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['$vault' as never] === 'string'
  );
}

/** @returns variables for the process, and beside them what the references stand for */
export function sealed(personal: Readonly<Record<string, unknown>>): {
  readonly variables: Variables;
  readonly said: Readonly<Record<string, string>>;
} {
  const texts = Object.entries(personal).map(([key, value]) => [key, textOf(value)] as const);
  return {
    variables: Object.fromEntries(texts.map(([key]) => [key, { $vault: key }])),
    said: Object.fromEntries(texts),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
