/** The last cases run through the draft, when somebody asks: it takes a while. */
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { sumsOf, wouldBeLate } from '../trial/sums.ts';
import { TrialSentence } from '../trial/trial-sentence.tsx';
import { useTrial } from '../trial/use-trial.ts';
import { useText } from '../use-text.ts';
import { useCheckWords } from './use-check-words.ts';

const casesMax = 1_000;
/** Named here; the others stand on the page of the trial. */
const namedMax = 10;

/** @param isSound a draft with faults cannot run */
export function PastCases({ detail, isSound }: { readonly detail: ServiceDetail; readonly isSound: boolean }) {
  const t = useCheckWords();
  const text = useText();
  const trial = useTrial(detail.key, casesMax);
  const { another, late } = sumsOf(trial.cases);
  const named = [...new Set([...late, ...another])].slice(0, namedMax);
  return (
    <section className="wf-card check-group" aria-labelledby="check-past">
      <div className="card-head">
        <h2 id="check-past">{t('pastCases')}</h2>
        {detail.version > 0 && isSound && (
          <Button variant="default" loading={trial.running} onClick={() => void trial.start()}>
            {text('trialStart')}
          </Button>
        )}
      </div>
      <p className="wf-muted">{t(detail.version === 0 ? 'pastFirst' : 'pastLead')}</p>
      {trial.error !== undefined && <ProblemNotice error={trial.error} />}
      <div role="status">
        {trial.running && <p>{text('trialRunning', { count: trial.cases.length })}</p>}
        {trial.done && trial.cases.length === 0 && trial.error === undefined && <p>{text('trialNone')}</p>}
        {trial.done && trial.cases.length > 0 && <TrialSentence cases={trial.cases} />}
      </div>
      {trial.done && named.length > 0 && (
        <ul>
          {named.map((one) => (
            <li key={one.instanceId} className="warning">
              <Link to={`/operations/instances/${one.instanceId}`}>{one.registerNumber ?? text('noNumber')}</Link>{' '}
              {[
                ...(wouldBeLate(one) ? [t('wouldBeLate')] : []),
                ...(another.includes(one) ? [t('anotherWay')] : []),
              ].join(', ')}
            </li>
          ))}
        </ul>
      )}
      {trial.done && trial.cases.length > 0 && <Link to={`/${detail.key}/trial`}>{t('allOfThem')}</Link>}
    </section>
  );
}
