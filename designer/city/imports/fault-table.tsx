import type { ImportFaultView } from '#engine/runtime/application/imports.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';

const shownMax = 200;

/** What is wrong in a file: row, column, remedy. */
export function FaultTable({ faults }: { readonly faults: readonly ImportFaultView[] }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <div className="wf-card">
      <ListTable
        label={t('result')}
        rows={faults.slice(0, shownMax)}
        keyOf={({ row, column, message }) => `${row} ${column} ${message.vi}`}
        columns={[
          { head: t('columnRow'), cell: ({ row }) => (row === 0 ? t('wholeFile') : row) },
          { head: t('columnColumn'), cell: ({ column }) => column },
          { head: t('columnWhy'), cell: ({ message }) => message[language] },
        ]}
      />
    </div>
  );
}
