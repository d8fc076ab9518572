/** Tables out of files as offices have them: CSV with any of the usual delimiters and encodings, Excel workbooks. */
import { parse } from 'csv-parse/sync';
import type { Table } from '#engine/cases/imports/rows.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { sheetCells } from './workbook.ts';

const rowsMax = 10_000;

/** @throws Refusal 422 where it cannot be read */
export async function readTable(name: string, content: Uint8Array): Promise<Table> {
  const cells = isWorkbook(content) ? await sheetCells(content, rowsMax + 1) : csvCells(textOf(content));
  const [header, ...rows] = cells;
  if (header === undefined) throw refusal('FILE_EMPTY', { name });
  if (rows.length > rowsMax) throw refusal('FILE_TOO_LONG', { max: rowsMax });
  return { header, rows: rows.map((row, index) => ({ number: index + 2, cells: row })) };
}

/** UTF-8 with or without its mark, UTF-16 as Excel's "Unicode text". @throws Refusal 422 for other encodings */
export function textOf(content: Uint8Array): string {
  const [a, b] = content;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw refusal('FILE_ENCODING');
  }
}

function csvCells(text: string): readonly (readonly string[])[] {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const delimiters = [';', '\t', ','];
  const counted = delimiters.map((one) => ({ one, times: first.split(one).length }));
  const delimiter = counted.toSorted((x, y) => y.times - x.times)[0]?.one ?? ',';
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: false }) as string[][];
  } catch (error) {
    const line = Number((error as { readonly lines?: number }).lines ?? 0);
    throw refusal('FILE_NOT_CSV', { line });
  }
}

function isWorkbook(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b;
}
