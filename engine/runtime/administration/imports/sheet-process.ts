/** Reads the first sheet of a workbook in a process of its own: a few words in a file ask for rows without end. */
import readSheets from 'read-excel-file/node';
import type { SheetOrder } from './workbook.ts';

process.once('message', async (order: SheetOrder) => {
  const [sheet] = await readSheets(Buffer.from(order.content));
  const rows = (sheet?.data ?? []).slice(0, order.rowsMax);
  const cells = rows.reduce((sum, row) => sum + row.length, 0);
  process.send?.(cells > order.cellsMax ? null : rows.map((row) => row.map(cellText)));
});

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
