/** A draft as a second person looks at it: what differs, remarks on its parts, the decision, and publishing at a time. */
import './review.css';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ReviewView } from '#engine/runtime/application/reviews.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../page-head.tsx';
import { useService } from '../queries.ts';
import { useText } from '../use-text.ts';
import { Compared } from '../versions/compared.tsx';
import { DraftDiagram } from './draft-diagram.tsx';
import { usePlaces } from './places.ts';
import { PlanCard } from './plan-card.tsx';
import { useReview } from './queries.ts';
import { Remarks } from './remarks.tsx';
import { ReviewCard } from './review-card.tsx';

export function ReviewPage() {
  const t = useText();
  const { service = '' } = useParams();
  const detail = useService(service);
  const review = useReview(service, 0, detail.data?.draft != null);
  if (detail.data === undefined) return <Frame of={detail} />;
  if (detail.data.draft === null) {
    return (
      <div className="page">
        <p className="wf-notice">{t('publishNoDraft')}</p>
        <Link to={`/${service}`}>{t('diff_toService')}</Link>
      </div>
    );
  }
  if (review.data === undefined) return <Frame of={review} />;
  return <Page detail={detail.data} review={review.data} />;
}

function Frame({ of }: { readonly of: { readonly isLoading: boolean; readonly error: unknown } }) {
  return (
    <div className="page">
      <LoadState of={of} />
    </div>
  );
}

function Page({ detail, review }: { readonly detail: ServiceDetail; readonly review: ReviewView }) {
  const t = useText();
  const language = useLanguage();
  const places = usePlaces(detail, 0, detail.draft?.revision ?? 0);
  const [chosen, setChosen] = useState({ path: '', element: '' });
  return (
    <div className="page">
      <p>
        <Link to={`/${detail.key}`}>← {detail.name[language]}</Link>
      </p>
      <PageHead title={t('reviewTitle', { name: detail.name[language] })} lead={t('reviewLead')} />
      <div className="review-top">
        <ReviewCard detail={detail} review={review} />
        {review.mayPublish && <PlanCard detail={detail} review={review} />}
      </div>
      <div className="review-remarks">
        <Remarks detail={detail} threads={review.threads} places={places} chosen={chosen} onChosen={setChosen} />
        <DraftDiagram
          detail={detail}
          version={0}
          threads={review.threads}
          focus={chosen.element}
          onElement={(path, element) => setChosen({ path, element })}
        />
      </div>
      {detail.version > 0 && (
        <>
          <h2>{t('diff_lead', { a: t('versionName', { version: detail.version }), b: t('draftName') })}</h2>
          <Compared detail={detail} from={detail.version} to={0} />
        </>
      )}
    </div>
  );
}
