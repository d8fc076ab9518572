/** The texts as an Excel table for a translator, and the table that comes back. */
import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { saveWorkbook } from '../city/workbook.ts';
import type { ServiceText } from './service-texts.ts';
import { returnedOf, tableOf } from './table.ts';
import { useWhat } from './text-table.tsx';
import { useWords } from './use-words.ts';

interface Props {
  readonly service: string;
  readonly texts: readonly ServiceText[];
  readonly onReturned: (changed: readonly ServiceText[]) => void;
}

/** Of a table that is read in the browser. */
const bytesMax = 5_000_000;

export function TableTools({ service, texts, onReturned }: Props) {
  const t = useWords();
  const what = useWhat();
  const save = async () => {
    const heads = [t('columnId'), t('columnWhat'), t('columnVi'), t('columnEn')];
    await saveWorkbook(`${service}-texts.xlsx`, [{ name: 'texts', rows: tableOf(texts, heads, what) }]);
  };
  const take = async (file: File | null) => {
    const rows = file === null ? undefined : await rowsIn(file);
    if (file === null) return;
    if (rows === undefined) {
      notifications.show({ message: t('importBroken'), color: 'red' });
      return;
    }
    const { changed, unknown } = returnedOf(texts, rows);
    if (changed.length > 0) onReturned(changed);
    const key = unknown.length > 0 ? 'importedUnknown' : changed.length > 0 ? 'imported' : 'importNothing';
    notifications.show({ message: t(key, { count: changed.length, unknown: unknown.length }) });
  };
  return (
    <>
      <Button variant="default" onClick={() => void save()}>
        {t('export')}
      </Button>
      <FileButton accept=".xlsx" onChange={(file) => void take(file)}>
        {(props) => (
          <Button variant="default" {...props}>
            {t('import')}
          </Button>
        )}
      </FileButton>
    </>
  );
}

/** @returns undefined where it is no workbook */
async function rowsIn(file: File): Promise<readonly (readonly string[])[] | undefined> {
  if (file.size > bytesMax) return undefined;
  try {
    const { default: readSheets } = await import('read-excel-file/browser');
    const [sheet] = await readSheets(file);
    return sheet?.data.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  } catch {
    return undefined;
  }
}
