/** The draft is published at a day and time of the city. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewPlan, PlanState, ReviewView } from '#engine/runtime/application/reviews.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { dateTime } from '#portal/kit/format.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import { reviewChanged } from './queries.ts';

interface Props {
  readonly detail: ServiceDetail;
  readonly review: ReviewView;
}

export function PlanCard({ detail, review }: Props) {
  const t = useText();
  const { plan } = review;
  return (
    <section className="wf-card block" aria-labelledby="plan">
      <h2 id="plan">{t('plan')}</h2>
      <p className="wf-muted">{t('planLead')}</p>
      {plan !== null && <PlanLine plan={plan} />}
      {plan?.state === 'waiting' ? <Cancel detail={detail} /> : <Plan detail={detail} review={review} />}
    </section>
  );
}

/** What became of a plan, in a line; also on the home of the service. */
export function PlanLine({ plan }: { readonly plan: PlanState }) {
  const t = useText();
  const at = dateTime(plan.publishAt, timeZone);
  const reason = plan.reason === '' ? '' : t(`plan_${plan.reason}`);
  return (
    <p role="status" className={plan.void || plan.state === 'failed' ? 'wf-notice' : ''}>
      {t(`plan_${plan.state}`, { at, name: plan.plannedBy, reason })} {plan.void && t('planVoid')}
    </p>
  );
}

function useDeed<T>(service: string, deed: (what: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: deed, onSuccess: () => reviewChanged(queries, service) });
}

function Cancel({ detail: { key } }: Pick<Props, 'detail'>) {
  const t = useText();
  const cancel = useDeed(key, () => api.delete(`/services/${key}/draft/plan`));
  return (
    <>
      {cancel.error !== null && <ProblemNotice error={cancel.error} />}
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
        {t('planCancel')}
      </Button>
    </>
  );
}

function Plan({ detail: { key }, review }: Props) {
  const t = useText();
  const [wanted, setWanted] = useState({ day: '', time: '08:00', note: '' });
  const plan = useDeed(key, (what: NewPlan) => api.put(`/services/${key}/draft/plan`, what));
  const rule = plan.error instanceof ApiError ? plan.error.fields.find(({ path }) => path === 'day')?.rule : undefined;
  const set = (change: Partial<typeof wanted>): void => setWanted({ ...wanted, ...change });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        plan.mutate({ ...wanted, revision: review.revision });
      }}
    >
      <div className="picks">
        <TextInput
          type="date"
          label={t('planDay')}
          required
          error={rule !== undefined && t(rule === 'past' ? 'planPast' : 'planTooFar')}
          value={wanted.day}
          onChange={(event) => set({ day: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('planTime')}
          required
          value={wanted.time}
          onChange={(event) => set({ time: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={t('publishNote')}
        value={wanted.note}
        maxLength={1000}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      {plan.error !== null && <ProblemNotice error={plan.error} />}
      <div className="actions">
        <Button type="submit" variant="default" loading={plan.isPending}>
          {t('planSave')}
        </Button>
      </div>
    </form>
  );
}
