/** The home of a service: what is settled and what is not, where its cases stand, and what was published. */
import { Link, useParams } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { ApiError } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { Ago } from '../draft/ago.tsx';
import { DiscardButton, PublishButton } from '../draft/publish-button.tsx';
import { useCheck, useResource, useService } from '../queries.ts';
import { useText } from '../use-text.ts';
import { DiagramCard } from './diagram-card.tsx';
import { stepsOf } from './steps.ts';
import { ThingList } from './thing-list.tsx';
import { isSettled, thingsOf } from './things.ts';
import { useProgram } from './use-program.ts';
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
  const shown = detail.draft === null ? detail.version : 0;
  const process = detail.resources.find(({ kind }) => kind === 'process');
  const drawing = useResource(detail.key, shown, process?.path);
  const program = useProgram(detail.key, shown, drawing.data?.content);
  const errors = check.data?.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <Head detail={detail} errors={errors} />
      <div className="home">
        <section aria-labelledby="ready">
          <Readiness detail={detail} problems={check.data} />
          {check.error !== null && <ProblemNotice error={check.error} />}
          <ThingList
            detail={detail}
            problems={check.data ?? []}
            steps={program === undefined ? [] : stepsOf(program)}
          />
        </section>
        <DiagramCard key={detail.version} detail={detail} />
      </div>
      <Versions detail={detail} />
    </>
  );
}

function Head({ detail, errors }: { readonly detail: ServiceDetail; readonly errors: number | undefined }) {
  const t = useText();
  const language = useLanguage();
  const { draft } = detail;
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
          {detail.version > 0 && <Link to="figures">{t('figures')}</Link>}
          {draft !== null && detail.version > 0 && <Link to="trial">{t('trial')}</Link>}
          {draft !== null && detail.version > 0 && <Link to={`versions/${detail.version}/0`}>{t('diff_draft')}</Link>}
        </p>
      </div>
      <div className="actions">
        <DiscardButton detail={detail} />
        <PublishButton detail={detail} errors={errors} />
      </div>
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

function Readiness({
  detail,
  problems,
}: {
  readonly detail: ServiceDetail;
  readonly problems: Parameters<typeof thingsOf>[1] | undefined;
}) {
  const t = useText();
  const things = thingsOf(detail.resources, problems ?? []);
  const ready = things.filter(isSettled).length;
  const all = things.length;
  const left = all - ready;
  const settledLine = detail.draft === null ? t('noDraft') : t('readyAll');
  return (
    <>
      <h2 id="ready">{left === 0 ? t('ready') : t('readyOf', { ready, all })}</h2>
      <p className="wf-muted">{left === 0 ? settledLine : t('readyLeft', { count: left })}</p>
    </>
  );
}
