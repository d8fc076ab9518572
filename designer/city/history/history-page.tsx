/** The revisions of a text of the city, and the way back to one of them. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { HistoryText } from '#engine/runtime/application/city-history.ts';
import type { ConfigChange } from '#engine/runtime/application/organisation.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
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
      <LoadState of={changes} />
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
  const newest = changes[0]?.revision;
  return (
    <div className="wf-card">
      <ListTable
        label={t('columnWhat')}
        rows={changes}
        keyOf={({ revision }) => revision}
        columns={[
          { head: t('columnRevision'), cell: ({ revision }) => revision, figures: true },
          { head: t('columnWhen'), cell: ({ at }) => (at === null ? t('asInstalled') : dateTime(at, timeZone)) },
          { head: t('columnWho'), cell: ({ by }) => by },
          { head: t('columnWhy'), cell: ({ note }) => note },
          { head: t('columnWhat'), cell: (change) => whatChanged(change, t) },
          {
            head: t('columnDo'),
            cell: ({ revision }) =>
              revision === newest ? (
                t('inForce')
              ) : (
                <Button variant="default" size="xs" onClick={() => onRestore(revision)}>
                  {t('restore', { revision })}
                </Button>
              ),
          },
        ]}
      />
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
