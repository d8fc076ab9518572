/** How the installation stands: whether the audit is whole, whether background duties run, how old the backup is. */

import { Link } from 'react-router';
import type { DutiesState } from '#engine/runtime/application/installation.ts';
import { dateTime, span } from '#portal/kit/format.ts';
import { ApiError } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { EmptyState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import '../operations.css';
import { AuditCard } from './audit-card.tsx';
import { DutyTable } from './duty-table.tsx';
import { useInstallationState } from './queries.ts';
import { useWords } from './use-words.ts';

export function StatePage() {
  const t = useWords();
  const { data: state, error, dataUpdatedAt: now } = useInstallationState();
  const forbidden = error instanceof ApiError && error.status === 403;
  return (
    <div className="page operations">
      <p className="crumb">
        <Link to="/operations">{t('back')}</Link>
      </p>
      <h1>{t('title')}</h1>
      <p className="wf-muted lead">{t('lead')}</p>
      <Definition of={['installation.audit', 'installation.duties']} />
      {forbidden && <EmptyState title={t('noRight')} />}
      {error !== null && !forbidden && <ProblemNotice error={error} />}
      {state?.duties && <Held held={state.duties.held} />}
      {state?.audit && <AuditCard audit={state.audit} />}
      {state?.duties && (
        <>
          <Backup at={state.duties.backupAt} now={now} />
          <DutyTable duties={state.duties.duties} now={now} />
        </>
      )}
    </div>
  );
}

function Held({ held }: Pick<DutiesState, 'held'>) {
  const t = useWords();
  if (held === null) return null;
  const { since, backupAt, timers, notices } = held;
  const backup = backupAt === null ? t('unknownTime') : dateTime(backupAt, timeZone);
  return (
    <div className="wf-notice" role="alert">
      <strong>{t('held')}</strong>
      <p>{t('heldText', { since: dateTime(since, timeZone), backup, timers, notices })}</p>
    </div>
  );
}

const dayMs = 86_400_000;
/** A nightly backup may take a while. */
const oldMs = dayMs + dayMs / 12;

function Backup({ at, now }: { readonly at: number | null; readonly now: number }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <section className="wf-card state-card" aria-labelledby="backup">
      <h2 id="backup">{t('backup')}</h2>
      {at === null ? (
        <p>{t('backupNone')}</p>
      ) : (
        <p>
          {t('backupAge', { at: dateTime(at, timeZone), span: span(Math.max(0, now - at), language) })}{' '}
          {now - at > oldMs && <span className="wf-chip risk">{t('backupOld')}</span>}
        </p>
      )}
    </section>
  );
}
