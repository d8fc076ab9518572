/** One reorganisation: how far it has come, what has moved, what has not. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ReorganisationDetail } from '#engine/runtime/application/reorganisations.ts';
import { dayWords } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { StateChip } from './list-page.tsx';
import { useWords } from './use-words.ts';

const refreshMs = 3_000;

export function OnePage() {
  const t = useWords();
  const { id = '' } = useParams();
  const one = useQuery({
    queryKey: ['city', 'reorganisation', id],
    queryFn: () => api.get<ReorganisationDetail>(`/city/reorganisations/${id}`),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? refreshMs : refreshMs * 10),
  });
  return (
    <>
      <p>
        <Link to="/city/reorganisations">{t('back')}</Link>
      </p>
      <LoadState of={one} />
      {one.data !== undefined && <Loaded detail={one.data} />}
    </>
  );
}

function Loaded({ detail }: { readonly detail: ReorganisationDetail }) {
  const t = useWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const cancel = async () => {
    await api.post(`/city/reorganisations/${detail.id}/cancel`).catch(setError);
    await queries.invalidateQueries({ queryKey: ['city'] });
  };
  return (
    <>
      <div className="service-head">
        <div>
          <h1>
            {t('title')} {dayWords(detail.day)}
          </h1>
          <p>
            <StateChip state={detail.state} /> {detail.note}
          </p>
        </div>
        {detail.state === 'planned' && (
          <Button variant="default" onClick={() => void cancel()}>
            {t('cancelPlan')}
          </Button>
        )}
      </div>
      {error !== null && <ProblemNotice error={error} />}
      {detail.state === 'stopped' && (
        <div className="wf-notice" role="alert">
          <strong>{t('stoppedWhy')}</strong>
          <ul>
            {detail.faults.map(({ path, message }) => (
              <li key={path}>{message[language]}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="unit-facts">
        <Report detail={detail} />
        <section>
          <h2>{t('plan')}</h2>
          <ul>
            {detail.plan.wards.map(({ from, to }) => (
              <li key={from}>
                {from} → {to}
              </li>
            ))}
            {detail.plan.units.map(({ from, to }) => (
              <li key={from}>
                {from} → {to.map(({ unit, wards, categories }) => [unit, ...wards, ...categories].join(' ')).join(', ')}
              </li>
            ))}
            {detail.posts.map(({ post, displayName, role, to }) => (
              <li key={post}>
                {t('postGoes', { person: displayName, role: role.name[language], unit: to.name[language] })}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

function Report({ detail: { moved, stays, posts, left, state } }: { readonly detail: ReorganisationDetail }) {
  const t = useWords();
  const language = useLanguage();
  const nameOfPost = (id: string) => {
    const found = posts.find(({ post }) => post === id);
    return found === undefined ? id : t('postLabel', { person: found.displayName, role: found.role.name[language] });
  };
  return (
    <section>
      <h2>{t('report')}</h2>
      {moved.length === 0 ? (
        <p className="wf-muted">{t('nothingMoved')}</p>
      ) : (
        <div className="wf-card">
          <table className="list" aria-label={t('report')}>
            <thead>
              <tr>
                <th scope="col">{t('columnKind')}</th>
                <th scope="col">{t('columnFrom')}</th>
                <th scope="col">{t('columnTo')}</th>
                <th scope="col" className="num">
                  {t('columnCount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {moved.map(({ kind, from, to, count }) => (
                <tr key={`${kind} ${from.code} ${to.code}`}>
                  <th scope="row">{t(`kind_${kind}`)}</th>
                  <td data-label={t('columnFrom')}>{from.name[language]}</td>
                  <td data-label={t('columnTo')}>{to.name[language]}</td>
                  <td data-label={t('columnCount')} className="num">
                    {count}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(state === 'running' || state === 'done') && <p role="status">{t('left', left)}</p>}
      {stays.length > 0 && (
        <>
          <h3>{t('notMoved')}</h3>
          <ul>
            {stays.map(({ kind, subject, code }) => (
              <li key={subject}>
                {kind === 'post'
                  ? t('postEnded', { post: nameOfPost(subject) })
                  : t('notMovedLine', { kind, subject, code })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
