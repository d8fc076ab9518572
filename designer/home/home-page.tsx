/** The home of a service: what is settled and what is not, where its cases stand, and what was published. */
import { Link, useParams } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { ApiError } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { Ago } from '../draft/ago.tsx';
import { DiscardButton, PublishButton } from '../draft/publish-button.tsx';
import { useCheck, useMe, useService } from '../queries.ts';
import { DraftLine } from '../review/draft-line.tsx';
import { workOf } from '../steps/work-of.ts';
import { useText } from '../use-text.ts';
import { DiagramCard } from './diagram-card.tsx';
import { TaskList } from './task-list.tsx';
import { type Task, taskPaths, tasksOf } from './tasks.ts';
import { useFacts } from './use-facts.ts';
import { useTaskWords } from './use-task-words.ts';
import { Versions } from './versions.tsx';

export function HomePage() {
  const t = useText();
  const { service = '' } = useParams();
  const detail = useService(service);
  if (detail.error instanceof ApiError && [403, 404].includes(detail.error.status)) {
    return (
      <div className="page">
        <p className="wf-notice">{t('notFound')}</p>
      </div>
    );
  }
  return (
    <div className="page">
      <LoadState of={detail} />
      {detail.data !== undefined && <Home detail={detail.data} />}
    </div>
  );
}

function Home({ detail }: { readonly detail: ServiceDetail }) {
  const check = useCheck(detail.key, detail.draft !== null);
  const facts = useFacts(detail);
  const problems = check.data ?? [];
  const work = facts.program === undefined ? [] : workOf(facts.program);
  const tasks = tasksOf({ resources: detail.resources, problems, work });
  const errors = check.data?.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <Head detail={detail} errors={errors} tasks={tasks} />
      <div className="home">
        <section aria-labelledby="ready">
          <Readiness detail={detail} tasks={tasks} />
          {check.error !== null && <ProblemNotice error={check.error} />}
          <TaskList detail={detail} tasks={tasks} facts={facts} />
        </section>
        <DiagramCard key={detail.version} detail={detail} />
      </div>
      <Versions detail={detail} />
    </>
  );
}

interface HeadProps {
  readonly detail: ServiceDetail;
  readonly errors: number | undefined;
  readonly tasks: readonly Task[];
}

function Head({ detail, errors, tasks }: HeadProps) {
  const t = useText();
  const language = useLanguage();
  const { draft } = detail;
  const mayExchange = useMe().data?.configures.includes('bundles') === true;
  return (
    <div className="service-head">
      <div>
        <h1>{detail.name[language]}</h1>
        <p>
          {draft !== null && (
            <>
              <span className="wf-chip info">{t('draft')}</span>{' '}
              <span className="wf-muted">
                <SavedAgo at={draft.savedAt} /> {t('savedBy', { name: draft.savedBy })} ·{' '}
              </span>
            </>
          )}
          <span className="wf-muted">
            {detail.version === 0
              ? t('notPublished')
              : `${t('versionNumber', { version: detail.version })} ${t('inUse')} · ${t('liveCases', { count: detail.liveCases })}`}
          </span>
        </p>
        <p className="also">
          <Link to="try">{t('tryLink')}</Link>
          {mayExchange && <Link to={`/city/bundles?service=${detail.key}`}>{t('bundles')}</Link>}
          {detail.version > 0 && <Link to="figures">{t('figures')}</Link>}
          {draft !== null && detail.version > 0 && <Link to="trial">{t('trial')}</Link>}
        </p>
        <DraftLine detail={detail} />
      </div>
      <div>
        <div className="actions">
          <DiscardButton detail={detail} />
          <PublishButton detail={detail} errors={errors} />
        </div>
        {draft !== null && <Blocked tasks={tasks} />}
      </div>
    </div>
  );
}

/** What stands against publishing, at the button, each part leading to where it is mended. */
function Blocked({ tasks }: { readonly tasks: readonly Task[] }) {
  const t = useTaskWords();
  const blocking = tasks.filter(({ kind, state }) => kind !== 'check' && state === 'blocks');
  if (blocking.length === 0) return null;
  return (
    <div className="blocked">
      {t('blocked')}
      <ul className="links">
        {blocking.map(({ kind, blocking: count }) => (
          <li key={kind}>
            <Link to={kind === 'forms' ? 'check' : taskPaths[kind]}>{t('part', { part: t(kind), count })}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function SavedAgo({ at }: { readonly at: number }) {
  const t = useText();
  const [before, after] = t('savedAgo').split('{ago}');
  return (
    <>
      {before}
      <Ago at={at} />
      {after}
    </>
  );
}

function Readiness({ detail, tasks }: { readonly detail: ServiceDetail; readonly tasks: readonly Task[] }) {
  const t = useText();
  const words = useTaskWords();
  const ready = tasks.filter(({ state }) => state === 'settled').length;
  const left = tasks.filter(({ kind, state }) => kind !== 'check' && state === 'blocks').length;
  const settledLine = detail.draft === null ? t('noDraft') : words('noneLeft');
  const all = tasks.length;
  return (
    <>
      <h2 id="ready">{ready === all ? words('readyAll') : words('readyOf', { ready, all })}</h2>
      <p className="wf-muted">{left === 0 ? settledLine : words('left', { count: left })}</p>
    </>
  );
}
