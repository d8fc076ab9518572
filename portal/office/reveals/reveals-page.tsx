/** "Thông tin người gửi": what waits for my decision, and the register of who was let see whom, for who oversees it. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RevealOverview, RevealView } from '#engine/runtime/application/reveals.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import './reveals.css';
import { useRevealText } from './use-reveal-text.ts';

const overviewKey = ['reveals'] as const;

export function RevealsPage() {
  const t = useRevealText();
  const asked = useQuery({
    queryKey: overviewKey,
    queryFn: () => api.get<RevealOverview>('/reveals'),
    refetchInterval: 30_000,
  });
  const { data } = asked;
  return (
    <article aria-labelledby="reveals-title">
      <h1 id="reveals-title">{t('title')}</h1>
      <p className="wf-muted">{t('lead')}</p>
      {data === undefined ? (
        <LoadState of={asked} />
      ) : (
        <>
          <List title={t('waiting')} none={t('waitingNone')} reveals={data.waiting} deciding />
          {data.register !== null && (
            <List title={t('register')} none={t('registerNone')} reveals={data.register} deciding={false} />
          )}
        </>
      )}
    </article>
  );
}

interface ListProps {
  readonly title: string;
  readonly none: string;
  readonly reveals: readonly RevealView[];
  readonly deciding: boolean;
}

function List({ title, none, reveals, deciding }: ListProps) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {reveals.length === 0 && <p role="status">{none}</p>}
      <ul className="reveals">
        {reveals.map((reveal) => (
          <li key={reveal.revealId} className="wf-card block">
            <Facts reveal={reveal} />
            {deciding ? <Decide reveal={reveal} /> : <Outcome reveal={reveal} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ reveal }: { readonly reveal: RevealView }) {
  const t = useRevealText();
  const language = useLanguage();
  const { registerNumber, category, unit, askedBy, askedAt, timesLately } = reveal;
  return (
    <>
      <p>
        <strong className="wf-code">{registerNumber}</strong> · {category.name[language]}
        {unit !== null && ` · ${unit.name[language]}`}
      </p>
      <p className="marks">
        {reveal.confidential && <span className="wf-chip mute">{t('confidential')}</span>}
        <span className={timesLately > 5 ? 'wf-chip late' : 'wf-chip mute'}>{t('times', { n: timesLately })}</span>
      </p>
      <p>{t('askedBy', { name: askedBy, at: dateTime(askedAt, timeZone) })}</p>
      <p className="reveal-reason">
        <strong>{t(`kind_${reveal.kind}`)}</strong>: {reveal.reason}
      </p>
    </>
  );
}

function Outcome({ reveal }: { readonly reveal: RevealView }) {
  const t = useRevealText();
  const { state, openUntil, decidedBy, decidedAt, note, looks, lookedAt } = reveal;
  const until = openUntil === null ? '' : dateTime(openUntil, timeZone);
  const at = (instant: number | null) => (instant === null ? '' : dateTime(instant, timeZone));
  const isOpened = state === 'granted' || state === 'over';
  return (
    <>
      <p>{t(`state_${state}`, { until })}</p>
      {decidedBy !== null && <p>{t('decidedBy', { name: decidedBy, at: at(decidedAt) })}</p>}
      {decidedBy === null && isOpened && <p className="wf-muted">{t('alone')}</p>}
      {note !== null && <p className="reveal-reason">{note}</p>}
      {isOpened && <p>{looks === 0 ? t('looksNone') : t('looks', { n: looks, at: at(lookedAt) })}</p>}
    </>
  );
}

function Decide({ reveal }: { readonly reveal: RevealView }) {
  const t = useRevealText();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const decide = useMutation({
    mutationFn: (grant: boolean) => api.post(`/reveals/${reveal.revealId}/decide`, { grant, note }),
    onSuccess: () => {
      notifications.show({ message: t('decided') });
      void queries.invalidateQueries({ queryKey: overviewKey });
    },
  });
  if (reveal.isOwn) return <p className="wf-muted">{t('ownAsked')}</p>;
  const of = { name: reveal.askedBy, number: reveal.registerNumber };
  const missing = note.trim() === '';
  return (
    <>
      <ReasonField
        label={t('note')}
        description={t('noteHint')}
        rows={2}
        charactersMax={1_000}
        value={note}
        error={tried && missing && t('noteMissing')}
        onChange={setNote}
      />
      {decide.error !== null && <ProblemNotice error={decide.error} labels={() => t('note')} />}
      <p className="work-actions">
        <Button aria-label={t('grantOf', of)} loading={decide.isPending} onClick={() => decide.mutate(true)}>
          {t('grant')}
        </Button>
        <Button
          variant="default"
          aria-label={t('refuseOf', of)}
          loading={decide.isPending}
          onClick={() => {
            setTried(true);
            if (!missing) decide.mutate(false);
          }}
        >
          {t('refuse')}
        </Button>
      </p>
    </>
  );
}
