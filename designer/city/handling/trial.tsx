/** Who would get the next task, by the lines as they are being written. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { GivingAnswer, GivingTrial, HandlingRules, HandlingView } from '#engine/runtime/application/handling.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import type { GivingTextKey } from '#portal/kit/texts/giving.ts';
import { Choice, Places } from './lines.tsx';
import { useHandlingWords } from './use-words.ts';

const typingMs = 400;

export function Trial({ book, rules }: { readonly book: HandlingView; readonly rules: HandlingRules }) {
  const t = useHandlingWords();
  const [place, setPlace] = useState({ unit: '', role: 'officer', category: '', ward: '' });
  const { returnsToCoordinator, giving } = rules;
  const [trial] = useDebouncedValue<GivingTrial>({ returnsToCoordinator, giving, ...place }, typingMs);
  const ready = trial.unit !== '' && trial.role !== '';
  const answer = useQuery({
    queryKey: ['city', 'handling', 'try', trial],
    queryFn: () => api.post<GivingAnswer>('/city/handling/try', trial),
    enabled: ready,
    gcTime: 0,
    retry: false,
  });
  return (
    <section className="wf-card handling-part giving-trial" aria-labelledby="trial-title">
      <h2 id="trial-title">{t('trial')}</h2>
      <p className="wf-muted">{t('trialLead')}</p>
      <div className="giving-line">
        <Places book={book} place={place} onChange={(part) => setPlace({ ...place, ...part })} />
        <Choice
          label={t('ward')}
          open={t('unknownWard')}
          options={book.wards}
          value={place.ward}
          onChange={(ward) => setPlace({ ...place, ward })}
        />
      </div>
      <div aria-live="polite">
        {!ready && <p>{t('chooseUnit')}</p>}
        {ready && answer.error !== null && <ProblemNotice error={answer.error} />}
        {ready && answer.data !== undefined && <Answer answer={answer.data} giving={trial.giving} />}
      </div>
    </section>
  );
}

function Answer({ answer, giving }: { readonly answer: GivingAnswer; readonly giving: HandlingRules['giving'] }) {
  const t = useHandlingWords();
  const words = useGivingText();
  const { line, person, why, people } = answer;
  const byHand = line !== null && giving[line]?.strategy === 'manual';
  const list = people.map(({ displayName: name, open: count, away }) =>
    away ? t('personAway', { name }) : t('personOpen', { name, count }),
  );
  return (
    <>
      <p>
        <strong>
          {person !== null && t('goesTo', { name: person.displayName })}
          {person === null && why !== null && t('nobody', { why: words(`why_${why}` as GivingTextKey) })}
          {person === null && why === null && t(byHand ? 'goesByHand' : 'goesToPool')}
        </strong>{' '}
        {line === null ? t('byNone') : t('byLine', { n: line + 1 })}
      </p>
      <p className="wf-muted">{list.length === 0 ? t('whoNobody') : t('who', { people: list.join(', ') })}</p>
    </>
  );
}
