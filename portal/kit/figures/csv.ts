/** A table as CSV (RFC 4180), with what a spreadsheet would take for a formula made a plain text. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `${byteOrderMark}${csvRows(rows)}`;
}

/** By which Excel knows that a file is UTF-8. */
export const byteOrderMark = '\uFEFF';

/** Rows for a file that is written in pieces, behind its byte order mark. */
export function csvRows(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => {
    const text = typeof value === 'string' && /^[=+\-@＝＋－＠\t\r\n\0]/.test(value) ? `'${value}` : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
