/** Everything that stands against publishing a service, in words, each a click away from where it is mended. */
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { Problem, ServiceDetail } from '#engine/runtime/application/services.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PublishButton } from '../draft/publish-button.tsx';
import { useCheck, useService } from '../queries.ts';
import './check.css';
import { groupsOf, keyOf, type ProblemGroup, placeOf } from './groups.ts';
import { PastCases } from './past-cases.tsx';
import { useCheckWords } from './use-check-words.ts';

export function CheckPage() {
  const { service = '' } = useParams();
  const detail = useService(service);
  return (
    <div className="page">
      <LoadState of={detail} />
      {detail.data !== undefined && <Checked detail={detail.data} />}
    </div>
  );
}

function Checked({ detail }: { readonly detail: ServiceDetail }) {
  const t = useCheckWords();
  const language = useLanguage();
  const check = useCheck(detail.key, detail.draft !== null);
  const groups = check.data === undefined ? undefined : groupsOf(check.data, detail.resources);
  const errors = groups?.reduce((sum, group) => sum + group.errors, 0);
  return (
    <>
      <Link to={`/${detail.key}`}>← {detail.name[language]}</Link>
      <div className="service-head">
        <h1>{t('title')}</h1>
        <div className="actions">
          <Button variant="default" loading={check.isFetching} onClick={() => void check.refetch()}>
            {t('again')}
          </Button>
          <PublishButton detail={detail} errors={errors} />
        </div>
      </div>
      <p className="wf-muted lead">{t(detail.draft === null ? 'noDraft' : 'lead')}</p>
      {check.error !== null && <ProblemNotice error={check.error} />}
      <div role="status">
        {groups === undefined ? check.error === null && <p>{t('checking')}</p> : <Verdict groups={groups} />}
      </div>
      {groups?.map((group) => (
        <Group key={group.kind} group={group} detail={detail} />
      ))}
      {detail.draft !== null && <PastCases detail={detail} isSound={errors === 0} />}
    </>
  );
}

/** What blocks, by name; else that nothing does. */
function Verdict({ groups }: { readonly groups: readonly ProblemGroup[] }) {
  const t = useCheckWords();
  const errors = groups.reduce((sum, group) => sum + group.errors, 0);
  const warnings = groups.reduce((sum, group) => sum + group.problems.length, 0) - errors;
  const blocking = groups.filter((group) => group.errors > 0);
  const names = blocking.map(({ kind, errors: count }) => t('inGroup', { group: t(kind), count })).join(', ');
  return (
    <>
      <p className={errors === 0 ? 'wf-muted' : 'wf-notice'}>
        {errors === 0 ? t('clear') : t('blocked', { count: errors, groups: names })}
      </p>
      {warnings > 0 && <p className="wf-muted">{t('warnings', { count: warnings })}</p>}
    </>
  );
}

function Group({ group, detail }: { readonly group: ProblemGroup; readonly detail: ServiceDetail }) {
  const t = useCheckWords();
  const { kind, problems, errors } = group;
  const warnings = problems.length - errors;
  return (
    <section className="wf-card check-group" aria-labelledby={`check-${kind}`}>
      <div className="card-head">
        <h2 id={`check-${kind}`}>{t(kind)}</h2>
        <span>
          {problems.length === 0 && <span className="wf-chip ok">{t('ok')}</span>}
          {errors > 0 && <span className="wf-chip late">{t('errors', { count: errors })}</span>}{' '}
          {warnings > 0 && <span className="wf-chip risk">{t('toSee', { count: warnings })}</span>}
        </span>
      </div>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <Line key={keyOf(problem)} problem={problem} detail={detail} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ problem, detail }: { readonly problem: Problem; readonly detail: ServiceDetail }) {
  const t = useCheckWords();
  const language = useLanguage();
  const place = placeOf(problem, detail.resources);
  const text = problem.message[language];
  return (
    <li className={problem.severity}>
      <span className="visually-hidden">{t(problem.severity === 'error' ? 'mustMend' : 'shouldSee')}: </span>
      {place === null ? (
        text
      ) : (
        <Link to={place} relative="path">
          {text}
        </Link>
      )}
      {/^(NOBODY_IN|NOBODY_ROUTED|ROLE_WITH)/.test(problem.code) && (
        <>
          {' '}
          <Link to="/city/people">{t('toPeople')}</Link>
        </>
      )}
      {problem.code === 'NOBODY_ROUTED' && (
        <>
          {' '}
          <Link to="/city/routing">{t('toRouting')}</Link>
        </>
      )}
    </li>
  );
}
