// Loose values of files that other systems wrote: "true" for true, "A,B" for lists, blanks for nothing.

export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Trimmed; '' for anything that is no text. */
export function textAt(row: Row, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = row[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return '';
}

export function flagAt(row: Row, key: string): boolean {
  const value = row[key];
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');
}

/** Left out means that it counts. */
export function isActive(row: Row): boolean {
  const value = row['active'];
  return !(value === false || (typeof value === 'string' && value.trim().toLowerCase() === 'false'));
}

export function rowsAt(row: Row, key: string): readonly Row[] {
  const value = row[key];
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** A list, or a text with commas; each once. */
export function listAt(row: Row, key: string): readonly string[] {
  const value = row[key];
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const texts = parts.flatMap((part) => (typeof part === 'string' && part.trim() !== '' ? part.trim() : []));
  return [...new Set(texts)];
}
