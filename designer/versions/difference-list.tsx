/** The differences of one file, a line each; one that stands on the diagram leads there. */
import { useQuery } from '@tanstack/react-query';
import type { ChangedResource } from '#engine/runtime/application/versions.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { ChangeLines } from '../decision/change-lines.tsx';
import { compareTables } from '../decision/compare.ts';
import { readTables } from '../decision/tables.ts';
import { useVocabulary } from '../decision/use-vocabulary.ts';
import { useText } from '../use-text.ts';
import type { Difference } from './difference/difference.ts';

export interface FileDifferencesProps {
  readonly resource: ChangedResource;
  /** null where the file is told as a whole. */
  readonly differences: readonly Difference[] | null;
  readonly onShow: (element: string) => void;
}

export function FileDifferences({ resource, differences, onShow }: FileDifferencesProps) {
  const t = useText();
  const { before, after, kind } = resource;
  const whole = before === null ? 'diff_fileAdded' : after === null ? 'diff_fileRemoved' : null;
  return (
    <section className="wf-card block">
      <h3>{resource.title}</h3>
      {whole !== null && <p>{t(whole)}</p>}
      {whole === null && kind === 'decision' && <Tables before={before ?? ''} after={after ?? ''} />}
      {whole === null && kind !== 'decision' && differences === null && (
        <p>{t(['process', 'messages', 'form'].includes(kind) ? 'diff_unreadable' : 'diff_fileChanged')}</p>
      )}
      {differences?.length === 0 && <p>{t('diffForm_same')}</p>}
      {differences !== null && <Lines differences={differences} onShow={kind === 'process' ? onShow : undefined} />}
    </section>
  );
}

function Lines({
  differences,
  onShow,
}: {
  readonly differences: readonly Difference[];
  readonly onShow: ((element: string) => void) | undefined;
}) {
  const t = useText();
  const moved = differences.filter(({ what }) => what === 'moved').length;
  return (
    <>
      <ul className="differences">
        {differences
          .filter(({ what }) => what !== 'moved')
          .map((difference) => (
            <Line
              key={`${difference.what}${difference.sort}${difference.at}`}
              difference={difference}
              onShow={onShow}
            />
          ))}
      </ul>
      {moved > 0 && <p className="wf-muted">{t('diff_movedCount', { count: moved })}</p>}
    </>
  );
}

const looks = { added: 'ok', removed: 'late', changed: 'risk', moved: 'mute' } as const;
const signs = { added: '+', removed: '−', changed: '~', moved: '↔' } as const;

function Line({
  difference: { what, name, sort, at, details },
  onShow,
}: {
  readonly difference: Difference;
  readonly onShow: ((element: string) => void) | undefined;
}) {
  const t = useText();
  const value = (text: string): string => (text === '' ? t('diff_nothing') : text);
  return (
    <li>
      <span className={`wf-chip ${looks[what]}`}>
        <span aria-hidden="true">{signs[what]}</span> {t(`diff_${what}`)}
      </span>{' '}
      {onShow === undefined ? (
        <strong>{name}</strong>
      ) : (
        <button type="button" className="difference-name" onClick={() => onShow(at)}>
          {name}
        </button>
      )}{' '}
      {sort !== '' && sort !== name && <span className="wf-muted">{sort}</span>}
      {details.length > 0 && (
        <ul>
          {details.map((detail) => (
            <li key={detail.label}>
              <strong>{detail.label}</strong>: {t('diff_wasIs', { from: value(detail.from), to: value(detail.to) })}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Tables({ before, after }: { readonly before: string; readonly after: string }) {
  const t = useText();
  const words = useVocabulary();
  const changes = useQuery({
    queryKey: ['compared tables', before, after],
    queryFn: async () => compareTables((await readTables(before)).decisions, (await readTables(after)).decisions),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (changes.data === undefined || words.data === undefined) return <LoadState of={words} />;
  if (changes.data.length === 0) return <p>{t('diff_fileChanged')}</p>;
  return <ChangeLines changes={changes.data} words={words.data} />;
}
