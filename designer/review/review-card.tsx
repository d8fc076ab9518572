/** How far the review is, and what the reader can do about it: ask, withdraw, approve, ask for changes. */
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ReviewState, ReviewView } from '#engine/runtime/application/reviews.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import { reviewChanged } from './queries.ts';

interface Props {
  readonly detail: ServiceDetail;
  readonly review: ReviewView;
}

export function ReviewCard({ detail, review }: Props) {
  const t = useText();
  const { review: state } = review;
  const waits = state?.state === 'waiting';
  const approved = state?.state === 'approved' && !state.void;
  return (
    <section className="wf-card block" aria-labelledby="review">
      <h2 id="review">{t('review')}</h2>
      {state === null ? <p>{t('reviewNone')}</p> : <Told state={state} />}
      <p className="wf-muted">{t(review.takesTwo ? 'reviewRequired' : 'reviewOffered')}</p>
      {review.mayDecide && <Decide detail={detail} review={review} />}
      {!waits && !approved && <Ask detail={detail} review={review} />}
      {waits && !review.mayDecide && <Withdraw detail={detail} />}
      {approved && <Link to={`/${detail.key}`}>{t('reviewToPublish')}</Link>}
    </section>
  );
}

const looks = { waiting: 'info', approved: 'ok', changes: 'risk', withdrawn: 'mute' } as const;

function Told({ state }: { readonly state: ReviewState }) {
  const t = useText();
  const at = (instant: number): string => dateTime(instant, timeZone);
  return (
    <>
      <p role="status">
        <span className={`wf-chip ${state.void ? 'risk' : looks[state.state]}`}>{t(`review_${state.state}`)}</span>{' '}
        <span className="wf-muted">{t('reviewAsked', { name: state.askedBy, at: at(state.askedAt) })}</span>
      </p>
      {state.note !== '' && <p>{state.note}</p>}
      {state.void && <p className="wf-notice">{t('reviewVoid', { name: state.decidedBy })}</p>}
      {state.decidedAt !== null && state.state !== 'withdrawn' && (
        <p>
          <span className="wf-muted">{t('reviewDecided', { name: state.decidedBy, at: at(state.decidedAt) })}</span>
          <br />
          {state.answer}
        </p>
      )}
    </>
  );
}

function useDeed<T>(service: string, deed: (what: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: deed, onSuccess: () => reviewChanged(queries, service) });
}

function Ask({ detail: { key }, review }: Props) {
  const t = useText();
  const [note, setNote] = useState('');
  const ask = useDeed(key, () => api.post(`/services/${key}/draft/review`, { revision: review.revision, note }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate(undefined);
      }}
    >
      <Textarea
        label={t('reviewAskNote')}
        value={note}
        maxLength={2000}
        autosize
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {ask.error !== null && <ProblemNotice error={ask.error} />}
      <div className="actions">
        <Button type="submit" loading={ask.isPending}>
          {t(review.review === null ? 'reviewAsk' : 'reviewAskAgain')}
        </Button>
      </div>
    </form>
  );
}

function Withdraw({ detail: { key } }: Pick<Props, 'detail'>) {
  const t = useText();
  const withdraw = useDeed(key, () => api.delete(`/services/${key}/draft/review`));
  return (
    <>
      {withdraw.error !== null && <ProblemNotice error={withdraw.error} />}
      <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
        {t('reviewWithdraw')}
      </Button>
    </>
  );
}

function Decide({ detail: { key }, review }: Props) {
  const t = useText();
  const [answer, setAnswer] = useState('');
  const [missing, setMissing] = useState(false);
  const decide = useDeed(key, (approve: boolean) =>
    api.post(`/services/${key}/draft/review/decision`, { revision: review.revision, approve, answer }),
  );
  const open = review.threads.filter(({ resolvedAt }) => resolvedAt === null).length;
  const say = (approve: boolean): void => {
    setMissing(!approve && answer.trim() === '');
    if (approve || answer.trim() !== '') decide.mutate(approve);
  };
  return (
    <>
      {open > 0 && <p>{t('reviewOpenRemarks', { count: open })}</p>}
      <Textarea
        label={t('reviewAnswer')}
        value={answer}
        maxLength={2000}
        autosize
        minRows={2}
        error={missing && t('reviewAnswerMissing')}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      {decide.error !== null && <ProblemNotice error={decide.error} />}
      <div className="actions">
        <Button variant="default" loading={decide.isPending} onClick={() => say(false)}>
          {t('reviewChanges')}
        </Button>
        <Button loading={decide.isPending} onClick={() => say(true)}>
          {t('reviewApprove')}
        </Button>
      </div>
    </>
  );
}
