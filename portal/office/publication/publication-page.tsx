/** What is public of a case: its versions, a correction, a second person's decision, and taking it off. */
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { PublicationDesk, PublicationVersionView } from '#engine/runtime/application/publications.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { Compared } from './approve-panel.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { useDesk } from './queries.ts';
import { useAct } from './use-act.ts';
import { usePublicationWords } from './use-words.ts';
import './publication.css';

const stateKeys = {
  prepared: 'statePrepared',
  current: 'stateCurrent',
  replaced: 'stateReplaced',
  withdrawn: 'stateWithdrawn',
  refused: 'stateRefused',
} as const;

export function PublicationPage() {
  const t = usePublicationWords();
  const caseId = useParams()['caseId'] ?? '';
  const { data: desk, error } = useDesk(caseId);
  if (error !== null) return <ProblemNotice error={error} />;
  if (desk === undefined) return null;
  const current = desk.versions.find(({ state }) => state === 'current');
  const waits = desk.versions.find(({ state }) => state === 'prepared');
  return (
    <article className="publication-page" aria-labelledby="publication-page-title">
      <h1 id="publication-page-title">{t('pageTitle', { number: desk.registerNumber })}</h1>
      {desk.slug === null ? (
        <p>{t('notPublic')}</p>
      ) : (
        <p>
          {t('isPublic')}. <a href={`/results/${desk.slug}`}>{t('openPublic')}</a>
        </p>
      )}
      {waits !== undefined && <Waiting desk={desk} version={waits} before={current} />}
      <Versions desk={desk} />
      {desk.slug !== null && desk.may.redact && waits === undefined && <CorrectionForm desk={desk} />}
      {desk.slug !== null && desk.may.withdraw && <Withdrawal caseId={caseId} />}
    </article>
  );
}

function Versions({ desk }: { readonly desk: PublicationDesk }) {
  const t = usePublicationWords();
  if (desk.versions.length === 0) return null;
  return (
    <section className="wf-card block" aria-labelledby="versions-title">
      <h2 id="versions-title">{t('versions')}</h2>
      <ol className="versions" reversed>
        {desk.versions.toReversed().map((version) => (
          <li key={version.number}>
            <Version version={version} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Version({ version }: { readonly version: PublicationVersionView }) {
  const t = usePublicationWords();
  const { number, state, publicNote, note } = version;
  const at = (instant: number | null) => (instant === null ? '' : dateTime(instant, timeZone));
  return (
    <details open={state === 'current' || state === 'prepared'}>
      <summary>
        {t('version', { n: number })}{' '}
        <span className={`wf-chip ${state === 'current' ? 'ok' : 'mute'}`}>{t(stateKeys[state])}</span>
      </summary>
      <p className="wf-muted">
        {t('preparedBy', { name: version.preparedBy, at: at(version.preparedAt) })}
        {version.decidedAt !== null && `. ${t('decidedBy', { name: version.decidedBy, at: at(version.decidedAt) })}`}
        {version.endedAt !== null && `. ${t('endedBy', { name: version.endedBy, at: at(version.endedAt) })}`}
      </p>
      {note !== '' && <p>{t('note', { note })}</p>}
      {publicNote !== '' && <p>{t('publicNoteShown', { note: publicNote })}</p>}
      <h3>{version.title}</h3>
      <p className="marked">{version.text}</p>
      <p className="marked">{version.answer}</p>
      <ul className="thumbs">
        {version.photos.map((photo) => (
          <li key={photo.id}>
            <a href={photo.url} target="_blank" rel="noreferrer">
              <img src={photo.thumbnailUrl} alt={t('copyShown')} width={140} height={105} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Waiting({
  desk,
  version,
  before,
}: {
  readonly desk: PublicationDesk;
  readonly version: PublicationVersionView;
  readonly before: PublicationVersionView | undefined;
}) {
  const t = usePublicationWords();
  const [reason, setReason] = useState('');
  const act = useAct(desk.caseId, t('decided'));
  const decide = (approve: boolean) => act.run('decision', { version: version.number, approve, reason });
  return (
    <section className="wf-card block" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{t('approveTitle')}</h2>
      <p className="wf-muted">{t('approveLead')}</p>
      <Compared caseId={desk.caseId} original={before ?? desk.originals} shown={version} />
      {desk.may.approve && (
        <>
          {act.error !== undefined && <ProblemNotice error={act.error} />}
          <Textarea
            label={t('refuseReason')}
            value={reason}
            autosize
            minRows={2}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className="work-actions">
            <Button loading={act.busy} onClick={() => decide(true)}>
              {t('approve')}
            </Button>
            <Button variant="default" loading={act.busy} onClick={() => decide(false)}>
              {t('refuse')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Withdrawal({ caseId }: { readonly caseId: string }) {
  const t = usePublicationWords();
  const [reason, setReason] = useState('');
  const act = useAct(caseId, t('withdrawn'));
  return (
    <section className="wf-card block" aria-labelledby="withdraw-title">
      <h2 id="withdraw-title">{t('withdrawTitle')}</h2>
      <p>{t('withdrawLead')}</p>
      {act.error !== undefined && <ProblemNotice error={act.error} />}
      <Textarea
        label={t('reason')}
        value={reason}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="work-actions">
        <Button color="red" loading={act.busy} onClick={() => act.run('withdrawal', { reason })}>
          {t('withdraw')}
        </Button>
      </div>
    </section>
  );
}
