/** What waits for me: requests for more time that I decide on, clocks that I answer for. */

import { Link } from 'react-router';
import type { MyDeadline } from '#engine/runtime/application/deadlines.ts';
import { dateTime } from '#portal/kit/format.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useMyDeadlines } from './queries.ts';
import { useWords } from './use-words.ts';

export function MyDeadlinesPage() {
  const t = useWords();
  const mine = useMyDeadlines();
  const { data } = mine;
  const at = (instant: number | null) => (instant === null ? '–' : dateTime(instant, timeZone));
  return (
    <div className="list-page">
      <h1>{t('mine')}</h1>
      <p className="wf-muted">{t('mineLead')}</p>
      <Definition of={['deadlines.asked', 'deadlines.answeredFor']} />
      <LoadState of={mine} />
      {data !== undefined && data.asked.length + data.escalated.length === 0 && <EmptyState title={t('mineNone')} />}
      {data !== undefined && data.asked.length > 0 && (
        <List
          title={t('mineAsked')}
          items={data.asked.map((one) => ({ one, words: t('lineAsked', { at: at(one.at), due: at(one.dueAt) }) }))}
        />
      )}
      {data !== undefined && data.escalated.length > 0 && (
        <List
          title={t('mineEscalated')}
          items={data.escalated.map((one) => ({
            one,
            words: t(one.percent === 0 ? 'lineRests' : 'lineEscalated', { percent: one.percent, due: at(one.dueAt) }),
          }))}
        />
      )}
    </div>
  );
}

function List(props: {
  readonly title: string;
  readonly items: readonly { readonly one: MyDeadline; readonly words: string }[];
}) {
  const language = useLanguage();
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <div className="wf-card rows">
        <ul>
          {props.items.map(({ one, words }) => (
            <li key={`${one.caseId}-${one.at}-${words}`} className="row done">
              <div className="what">
                <Link to={`/cases/${one.caseId}/deadlines`}>
                  <strong>{one.category.name[language]}</strong>
                </Link>
                <p className="wf-muted">
                  <span className="wf-code">{one.registerNumber}</span>
                  {[words, one.unit?.name[language]].filter(Boolean).map((part) => ` · ${part}`)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
