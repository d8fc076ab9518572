/** Corrections of public results that wait for a second person. */

import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'react-router';
import { dateTime } from '#portal/kit/format.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { usePublicResults, useWaiting } from './queries.ts';
import { usePublicationWords } from './use-words.ts';
import './publication.css';

/** Results that are public, to correct or withdraw one. */
function Public() {
  const t = usePublicationWords();
  const [q, setQ] = useState('');
  const [asked] = useDebouncedValue(q, 400);
  const { data, error } = usePublicResults(asked);
  return (
    <section aria-labelledby="public-list-title">
      <h2 id="public-list-title">{t('publicTitle')}</h2>
      <Definition of="publications.public" />
      <TextInput
        type="search"
        label={t('publicSearch')}
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
      {error !== null && <ProblemNotice error={error} />}
      {data?.length === 0 && <p role="status">{t('publicNone')}</p>}
      <ul className="waiting-corrections">
        {(data ?? []).map(({ caseId, registerNumber, title, publishedAt }) => (
          <li key={caseId} className="wf-card block">
            <Link to={`/cases/${caseId}/publication`}>
              <span className="wf-code">{registerNumber}</span> {title}
            </Link>
            <p className="wf-muted">{t('publicSince', { at: dateTime(publishedAt, timeZone) })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function WaitingPage() {
  const t = usePublicationWords();
  const { data, error } = useWaiting();
  return (
    <article aria-labelledby="waiting-list-title">
      <h1 id="waiting-list-title">{t('listTitle')}</h1>
      <p className="wf-muted">{t('listLead')}</p>
      <Definition of="publications.waiting" />
      {error !== null && <ProblemNotice error={error} />}
      {data?.length === 0 && <p role="status">{t('listNone')}</p>}
      <ul className="waiting-corrections">
        {(data ?? []).map(({ caseId, registerNumber, title, preparedBy, preparedAt }) => (
          <li key={caseId} className="wf-card block">
            <Link to={`/cases/${caseId}/publication`}>
              <span className="wf-code">{registerNumber}</span> {title}
            </Link>
            <p className="wf-muted">{t('preparedBy', { name: preparedBy, at: dateTime(preparedAt, timeZone) })}</p>
          </li>
        ))}
      </ul>
      <Public />
    </article>
  );
}
