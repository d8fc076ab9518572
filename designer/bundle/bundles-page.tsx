/** "Gói cấu hình": the configuration out as a signed file, and in after a look; whose files are trusted; what was exchanged. */
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { BundleBook } from '#engine/runtime/application/bundles.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { download } from '#portal/kit/react/download.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../page-head.tsx';
import { timeZone } from '../queries.ts';
import './bundle.css';
import { bundlesKey } from './bundles-key.ts';
import { Import } from './import.tsx';
import { Keys } from './keys.tsx';
import { useBundleWords } from './use-words.ts';

export function BundlesPage() {
  const t = useBundleWords();
  const book = useQuery({ queryKey: bundlesKey, queryFn: () => api.get<BundleBook>('/city/bundles') });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <LoadState of={book} />
      {book.data !== undefined && (
        <>
          <Export book={book.data} />
          <Import />
          <Keys key={book.data.revision} book={book.data} />
          <Exchanges book={book.data} />
        </>
      )}
    </>
  );
}

interface Exported {
  readonly name: string;
  readonly content: string;
}

function Export({ book }: { readonly book: BundleBook }) {
  const t = useBundleWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const [service, setService] = useState(params.get('service') ?? '');
  const [drafts, setDrafts] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState('');
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    setBusy(true);
    setError(null);
    try {
      const { name, content } = await api.post<Exported>('/city/bundles/exports', { service, drafts });
      download(name, new Blob([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))]));
      setDone(name);
      await queries.invalidateQueries({ queryKey: bundlesKey });
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  };
  const services = book.services.map(({ code, name }) => ({ value: code, label: name[language] }));
  return (
    <section className="city-form" aria-labelledby="bundle-export">
      <h2 id="bundle-export">{t('exporting')}</h2>
      <NativeSelect
        label={t('what')}
        value={service}
        onChange={(event) => setService(event.currentTarget.value)}
        data={[{ value: '', label: t('all') }, ...services]}
      />
      <Checkbox label={t('drafts')} checked={drafts} onChange={(event) => setDrafts(event.currentTarget.checked)} />
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <Button loading={busy} onClick={() => void send()}>
          {t('export')}
        </Button>
      </div>
      <p role="status">{done === '' ? '' : t('exported', { name: done })}</p>
    </section>
  );
}

function Exchanges({ book }: { readonly book: BundleBook }) {
  const t = useBundleWords();
  return (
    <section aria-labelledby="bundle-exchanges">
      <h2 id="bundle-exchanges">{t('exchanges')}</h2>
      {book.exchanges.length === 0 && <p className="wf-muted">{t('exchangesNone')}</p>}
      {book.exchanges.length > 0 && (
        <div className="wf-card">
          <ListTable
            label={t('exchanges')}
            rows={book.exchanges}
            keyOf={({ id }) => id}
            columns={[
              { head: t('columnAt'), cell: ({ at }) => dateTime(at, timeZone) },
              { head: t('columnWhat'), cell: ({ direction, kind }) => t(`${direction}_${kind}`) },
              { head: t('columnBy'), cell: ({ by }) => by },
              { head: t('keyId'), cell: ({ keyId }) => keyId },
              { head: t('columnNote'), cell: ({ note }) => note },
            ]}
          />
        </div>
      )}
    </section>
  );
}
