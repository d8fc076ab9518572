/** The deadlines of one case: what was promised, what moved it, and every interval that counted. Printable. */
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { CaseDeadlines, ExtensionView } from '#engine/runtime/application/deadlines.ts';
import { dateTime } from '#portal/kit/format.ts';
import { ApiError } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { ClockCard } from './clock-card.tsx';
import { DecideForm, Deeds } from './deeds.tsx';
import './deadlines.css';
import { useCaseDeadlines } from './queries.ts';
import { useWords } from './use-words.ts';

const order = { case: 0, firstAnswer: 1, step: 2 } as const;

export function CaseDeadlinesPage() {
  const t = useWords();
  const asked = useCaseDeadlines(useParams()['caseId'] ?? '');
  const { data: view, error } = asked;
  if (error instanceof ApiError && error.status === 404) return <EmptyState title={t('gone')} />;
  if (error !== null || view === undefined) return <LoadState of={asked} />;
  return <Page view={view} />;
}

function Page({ view }: { readonly view: CaseDeadlines }) {
  const t = useWords();
  const language = useLanguage();
  const clocks = view.clocks.toSorted((a, b) => order[a.name] - order[b.name] || a.startedAt - b.startedAt);
  const about = [view.category.name[language], view.unit?.name[language], view.stage[language]].filter(Boolean);
  return (
    <article className="deadlines-page">
      <p className="no-print">
        <Link to="/mine">← {t('back')}</Link>
      </p>
      <header className="clock-card-head">
        <div>
          <h1>{t('title', { number: view.registerNumber })}</h1>
          <p className="wf-muted">{about.join(' · ')}</p>
        </div>
        <Button className="no-print" variant="default" title={t('printHint')} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </header>
      <Deeds view={view} />
      {view.extensions.length > 0 && <Extensions view={view} />}
      {clocks.map((clock) => (
        <ClockCard key={clock.id} clock={clock} />
      ))}
    </article>
  );
}

function Extensions({ view }: { readonly view: CaseDeadlines }) {
  const t = useWords();
  return (
    <section className="wf-card block" aria-label={t('extensions')}>
      <h2>{t('extensions')}</h2>
      <ol className="story">
        {view.extensions.map((one) => (
          <Extension key={one.id} one={one} view={view} />
        ))}
      </ol>
    </section>
  );
}

function Extension({ one, view }: { readonly one: ExtensionView; readonly view: CaseDeadlines }) {
  const t = useWords();
  const language = useLanguage();
  const at = (instant: number) => dateTime(instant, timeZone);
  const open = one.state === 'asked';
  return (
    <li>
      <strong>{t('named', { kind: t(one.state), name: one.reason[language] })}</strong>
      <span className="wf-muted">
        {t('request', { by: one.askedBy, after: at(one.dueAfter), before: at(one.dueBefore) })}
      </span>
      {one.basis !== null && <p className="wf-muted">{one.basis[language]}</p>}
      <p>{one.note}</p>
      {one.decidedBy !== null && one.decidedAt !== null && (
        <p>{t('decidedBy', { by: one.decidedBy, at: at(one.decidedAt), note: one.decision })}</p>
      )}
      {open && one.isOwn && <p className="wf-muted">{t('ownRequest')}</p>}
      {open && !one.isOwn && view.may.decide && (
        <DialogButton label={t('doDecide')} title={t('decideTitle')} wide>
          {(close) => <DecideForm caseId={view.caseId} id={one.id} onDone={close} />}
        </DialogButton>
      )}
    </li>
  );
}
