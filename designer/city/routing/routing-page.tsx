/** "Thử định tuyến": one report that nobody has sent, with its unit and every reason; and everything at once. */
import { Button, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { RoutedVersion, RoutingBook } from '#engine/runtime/application/routing.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { CoverageView } from './coverage.tsx';
import './routing.css';
import { Trial } from './trial.tsx';
import { useRoutingWords } from './use-words.ts';

export function RoutingPage() {
  const t = useRoutingWords();
  const book = useQuery({ queryKey: ['city', 'routing'], queryFn: () => api.get<RoutingBook>('/city/routing') });
  return (
    <>
      <div className="service-head">
        <h1>{t('title')}</h1>
      </div>
      <p className="wf-muted lead">{t('lead')}</p>
      <LoadState of={book} />
      {book.data?.services.length === 0 && <EmptyState title={t('noService')}>{t('noServiceHint')}</EmptyState>}
      {book.data?.services[0] !== undefined && <Loaded book={book.data} first={book.data.services[0].key} />}
    </>
  );
}

function Loaded({ book, first }: { readonly book: RoutingBook; readonly first: string }) {
  const t = useRoutingWords();
  const language = useLanguage();
  const [of, setOf] = useState<RoutedVersion>({ service: first, draft: false });
  const [shown, setShown] = useState<'trial' | 'coverage'>('trial');
  const chosen = book.services.find(({ key }) => key === of.service);
  const tables = `/${of.service}/decisions/${chosen?.file ?? 'routing'}`;
  const navigate = useNavigate();
  const go = (element: string): void => void navigate(`${tables}?at=${encodeURIComponent(element)}`);
  return (
    <>
      <div className="routing-of">
        <Select
          label={t('service')}
          allowDeselect={false}
          data={book.services.map(({ key, name }) => ({ value: key, label: name[language] }))}
          value={of.service}
          onChange={(service) => service !== null && setOf({ service, draft: false })}
        />
        {chosen?.hasDraft === true && (
          <SegmentedControl
            aria-label={t('version')}
            value={of.draft ? 'draft' : 'inForce'}
            onChange={(value) => setOf({ ...of, draft: value === 'draft' })}
            data={[
              { value: 'inForce', label: t('inForce') },
              { value: 'draft', label: t('draft') },
            ]}
          />
        )}
        <SegmentedControl
          aria-label={t('what')}
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'trial', label: t('trial') },
            { value: 'coverage', label: t('coverage') },
          ]}
        />
        <Button component={Link} to={tables} variant="default">
          {t('toTables')}
        </Button>
      </div>
      {shown === 'trial' ? <Trial book={book} of={of} /> : <CoverageView of={of} onGo={go} />}
    </>
  );
}
