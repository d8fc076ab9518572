/** What happened with the case: as a story, or step by step with who had it and how long it took. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { TaskDetail, TimelineEntry } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { CaseHoldings } from './case-holdings.tsx';
import { CaseSteps } from './case-steps.tsx';

export function Story({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  const [shown, setShown] = useState<'timeline' | 'steps' | 'holders'>('timeline');
  return (
    <section className="wf-card block" aria-labelledby="story-title">
      <div className="story-head">
        <h2 id="story-title">{t(shown)}</h2>
        <SegmentedControl
          aria-label={t('showAs')}
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'timeline', label: t('timeline') },
            { value: 'steps', label: t('steps') },
            { value: 'holders', label: t('holders') },
          ]}
        />
      </div>
      {shown === 'steps' && <CaseSteps caseId={task.caseId} />}
      {shown === 'holders' && <CaseHoldings caseId={task.caseId} />}
      {shown === 'timeline' && (
        <ol className="story">
          {task.timeline.map((entry) => (
            <Happened key={`${entry.at}-${entry.kind}-${entry.title.vi}-${entry.unit?.code ?? ''}`} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Happened({ entry }: { readonly entry: TimelineEntry }) {
  const t = useText();
  const language = useLanguage();
  const absent = entry.onBehalfOf === null ? null : t('onBehalfOf', { name: entry.onBehalfOf });
  const who = [entry.by, absent, entry.unit?.name[language]]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(', ');
  return (
    <li>
      <strong>{entry.title[language]}</strong>
      <span className="wf-muted">
        {dateTime(entry.at, timeZone)}
        {who !== '' && ` · ${who}`}
      </span>
      {entry.note !== null && <p>{entry.note}</p>}
    </li>
  );
}
