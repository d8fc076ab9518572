/** Past cases run through the draft: which would go another way, where, and what becomes of their deadlines. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { DraftTrial } from '#engine/runtime/application/history.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { HeatMap } from '../figures/heat-map.tsx';
import { useResource, useService } from '../queries.ts';
import { useText } from '../use-text.ts';
import { Told } from './told.tsx';
import { TrialSentence } from './trial-sentence.tsx';
import { TrialTable } from './trial-table.tsx';
import { useTrial } from './use-trial.ts';

export function TrialPage() {
  const t = useText();
  const { service = '' } = useParams();
  const detail = useService(service);
  return (
    <div className="page">
      <LoadState of={detail} />
      {detail.data?.draft === null && <p className="wf-notice">{t('trialNoDraft')}</p>}
      {detail.data !== undefined && detail.data.draft !== null && <TrialOf detail={detail.data} />}
    </div>
  );
}

function TrialOf({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const language = useLanguage();
  const trial = useTrial(detail.key);
  const drawing = useResource(detail.key, 0, detail.resources.find(({ kind }) => kind === 'process')?.path);
  const { cases, names } = trial;
  const asked = useSearchParams()[0].get('case') ?? undefined;
  const [chosen, setChosen] = useState(asked);
  const differing = cases.filter((one) => one.result !== 'same' || one.deadlines.length + one.stuck.length > 0);
  const of = (result: DraftTrial['result']) => cases.filter((one) => one.result === result).length;
  const shown = differing.find(({ instanceId }) => instanceId === chosen) ?? differing[0];
  const heat = useMemo(() => (shown === undefined ? [] : marksOf(shown, t('partsHere'), t('needsHere'))), [shown, t]);
  return (
    <>
      <Link to={`/${detail.key}`}>← {detail.name[language]}</Link>
      <div className="service-head">
        <h1>{t('trial')}</h1>
        {trial.running ? (
          <Button variant="default" onClick={trial.stop}>
            {t('trialStop')}
          </Button>
        ) : (
          <Button onClick={() => void trial.start()}>{t('trialStart')}</Button>
        )}
      </div>
      <p className="wf-muted lead">{t('trialLead')}</p>
      {trial.error !== undefined && <ProblemNotice error={trial.error} />}
      <p className="totals" role="status">
        {trial.running && <span className="wf-muted">{t('trialRunning', { count: cases.length })}</span>}
        {cases.length > 0 && <span className="wf-chip ok">{t('trialSame', { count: of('same') })}</span>}
        {of('another') > 0 && <span className="wf-chip risk">{t('trialAnother', { count: of('another') })}</span>}
        {of('refused') > 0 && <span className="wf-chip late">{t('trialRefused', { count: of('refused') })}</span>}
        {of('unreadable') > 0 && <span className="wf-chip">{t('trialUnreadable', { count: of('unreadable') })}</span>}
        {trial.done && cases.length === 0 && <span className="wf-muted">{t('trialNone')}</span>}
      </p>
      {cases.length > 0 && <TrialSentence cases={cases} />}
      {trial.done && cases.length > 0 && differing.length === 0 && <p className="wf-notice">{t('trialAllSame')}</p>}
      {differing.length > 0 && (
        <>
          <section className="wf-card figures-card" aria-labelledby="differing">
            <div className="card-head">
              <h2 id="differing">{t('trialDiffering')}</h2>
            </div>
            <TrialTable cases={differing} names={names} chosen={shown?.instanceId} onChoose={setChosen} />
          </section>
          <section className="wf-card figures-card" aria-labelledby="where-parts">
            <div className="card-head">
              <h2 id="where-parts">{t('trialWhere', { number: shown?.registerNumber ?? '' })}</h2>
            </div>
            {drawing.data !== undefined && <HeatMap xml={drawing.data.content} heat={heat} label={t('heatLabel')} />}
          </section>
        </>
      )}
      {cases.length > 0 && <Told cases={cases} names={names} first={shown?.instanceId} />}
    </>
  );
}

function marksOf({ parts, needs, stuck }: DraftTrial, partsHere: string, needsHere: string) {
  const after = parts?.after == null ? [] : [{ element: parts.after, level: 5, words: partsHere }];
  const now = (parts?.now ?? []).map((element) => ({ element, level: 3, words: '→' }));
  const waits = [...needs, ...stuck].map((element) => ({ element, level: 2, words: needsHere }));
  const elements = new Map([...after, ...now, ...waits].map((mark) => [mark.element, mark]));
  return [...elements.values()];
}
