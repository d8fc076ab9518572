/** The revisions of a text of the city, and the way back to one of them. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { HistoryText } from '#engine/runtime/application/city-history.ts';
import type { ConfigChange } from '#engine/runtime/application/organisation.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { EmptyState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import type { Translate } from '#portal/kit/text.ts';
import { type CityHistoryTextKey, cityHistoryTexts } from '#portal/kit/texts/city-history.ts';
import { PageHead } from '../../page-head.tsx';
import { timeZone } from '../../queries.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { useHistoryWords } from './use-words.ts';

const texts: readonly HistoryText[] = ['procedures', 'duplicates', 'handling'];
const namesShownMax = 8;

export function HistoryPage() {
  const { text = '' } = useParams();
  const known = texts.find((one) => one === text);
  return known === undefined ? null : <History key={known} text={known} />;
}

function History({ text }: { readonly text: HistoryText }) {
  const t = useHistoryWords();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<number>();
  const [told, setTold] = useState('');
  const changes = useQuery({
    queryKey: ['city', 'history', text],
    queryFn: () => api.get<readonly ConfigChange[]>(`/city/texts/${text}/changes`),
  });
  const newest = changes.data?.[0]?.revision ?? 0;
  return (
    <>
      <p>
        <Link to={`/city/${text}`}>{t('back')}</Link>
      </p>
      <PageHead title={t('title', { what: t(text) })} lead={t('lead')} />
      {changes.error !== null && <ProblemNotice error={changes.error} />}
      {changes.isPending && <p role="status">{t('loading')}</p>}
      <p role="status">{told}</p>
      {changes.data?.length === 0 && (
        <EmptyState title={t('none')}>
          <p>{t('noneHint')}</p>
        </EmptyState>
      )}
      {changes.data !== undefined && changes.data.length > 0 && (
        <Revisions changes={changes.data} onRestore={setWanted} />
      )}
      {wanted !== undefined && (
        <RestoreDialog
          text={text}
          to={wanted}
          revision={newest}
          onClose={() => setWanted(undefined)}
          onDone={async () => {
            setTold(t('restored', { revision: wanted }));
            setWanted(undefined);
            await queries.invalidateQueries({ queryKey: ['city'] });
          }}
        />
      )}
    </>
  );
}

interface RevisionsProps {
  readonly changes: readonly ConfigChange[];
  readonly onRestore: (revision: number) => void;
}

function Revisions({ changes, onRestore }: RevisionsProps) {
  const t = useHistoryWords();
  const columns = ['columnRevision', 'columnWhen', 'columnWho', 'columnWhy', 'columnWhat', 'columnDo'] as const;
  return (
    <div className="wf-card">
      <table className="list" aria-label={t('columnWhat')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ revision, at, by, note, ...what }, index) => (
            <tr key={revision}>
              <th scope="row" className="num">
                {revision}
              </th>
              <td data-label={t('columnWhen')}>{at === null ? t('asInstalled') : dateTime(at, timeZone)}</td>
              <td data-label={t('columnWho')}>{by}</td>
              <td data-label={t('columnWhy')}>{note}</td>
              <td data-label={t('columnWhat')}>{whatChanged(what, t)}</td>
              <td data-label={t('columnDo')}>
                {index === 0 ? (
                  t('inForce')
                ) : (
                  <Button variant="default" size="xs" onClick={() => onRestore(revision)}>
                    {t('restore', { revision })}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function whatChanged(
  what: Pick<ConfigChange, 'added' | 'changed' | 'removed'>,
  t: Translate<CityHistoryTextKey>,
): string {
  return (['added', 'changed', 'removed'] as const)
    .filter((kind) => what[kind].length > 0)
    .map((kind) => t(kind, { names: named(what[kind], t) }))
    .join('; ');
}

/** Entries of the text in words, things in it by their codes. */
function named(names: readonly string[], t: Translate<CityHistoryTextKey>): string {
  const words = names.map((name) =>
    Object.hasOwn(cityHistoryTexts.vi, `part_${name}`) ? t(`part_${name}` as CityHistoryTextKey) : name,
  );
  const shown = words.slice(0, namesShownMax).join(', ');
  return words.length > namesShownMax ? `${shown} … (${words.length})` : shown;
}
