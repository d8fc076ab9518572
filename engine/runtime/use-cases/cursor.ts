/** Opaque cursors of keyset pages: what they hold is for us alone, and a cursor that was tampered with is none. */
export function toCursor(parts: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @returns undefined for a text that is no cursor of ours */
export function fromCursor(text: string | undefined): readonly unknown[] | undefined {
  if (text === undefined || text.length > 500) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}
