/** On the home of a service: how far its draft is looked at, whether it is planned, who else has it open. */
import { Link } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { ServicePresence } from '../saves/presence-line.tsx';
import { useText } from '../use-text.ts';
import { PlanLine } from './plan-card.tsx';
import { useReview } from './queries.ts';

export function DraftLine({ detail }: { readonly detail: ServiceDetail }) {
  return (
    <>
      <ServicePresence service={detail.key} />
      {detail.draft !== null && <OfDraft detail={detail} />}
    </>
  );
}

function OfDraft({ detail: { key, version } }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const review = useReview(key, 0).data;
  const state = review?.review ?? null;
  const open = review?.threads.filter(({ resolvedAt }) => resolvedAt === null).length ?? 0;
  return (
    <>
      <p className="also">
        {state !== null && (
          <span className={`wf-chip ${state.state === 'approved' && !state.void ? 'ok' : 'info'}`}>
            {t(`review_${state.state}`)}
          </span>
        )}
        <Link to={`/${key}/review`}>{t('review')}</Link>
        {open > 0 && <span>{t('reviewOpenRemarks', { count: open })}</span>}
        <Link to={`/${key}/saves`}>{t('saves')}</Link>
        {version > 0 && <Link to={`/${key}/versions/${version}/0`}>{t('diff_draft')}</Link>}
      </p>
      {state?.void === true && <p className="wf-notice">{t('reviewVoid', { name: state.decidedBy })}</p>}
      {review?.plan != null && review.plan.state !== 'cancelled' && <PlanLine plan={review.plan} />}
    </>
  );
}
