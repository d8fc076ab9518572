/** Excel workbooks out of plain tables: the first row of each sheet is its header. */
import writeWorkbook from 'write-excel-file/universal';
import { download } from '#portal/kit/react/download.ts';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const widthMax = 60;

export async function saveWorkbook(file: string, sheets: readonly Sheet[]): Promise<void> {
  const book = sheets.map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row, index) =>
      row.map((value) => ({ value, type: String, ...(index === 0 && { fontWeight: 'bold' as const }) })),
    ),
    columns: (rows[0] ?? []).map((_, column) => ({
      width: Math.min(Math.max(...rows.map((row) => row[column]?.length ?? 0)) + 3, widthMax),
    })),
    stickyRowsCount: 1,
  }));
  download(file, await writeWorkbook(book).toBlob());
}
