import type { ImportFaultView } from '#engine/runtime/application/imports.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';

const shownMax = 200;

/** What is wrong in a file: row, column, remedy. */
export function FaultTable({ faults }: { readonly faults: readonly ImportFaultView[] }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <div className="wf-card">
      <table className="list" aria-label={t('result')}>
        <thead>
          <tr>
            <th scope="col">{t('columnRow')}</th>
            <th scope="col">{t('columnColumn')}</th>
            <th scope="col">{t('columnWhy')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, shownMax).map(({ row, column, message }) => (
            <tr key={`${row} ${column} ${message.vi}`}>
              <th scope="row">{row === 0 ? t('wholeFile') : row}</th>
              <td data-label={t('columnColumn')}>{column}</td>
              <td data-label={t('columnWhy')}>{message[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
