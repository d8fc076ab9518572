/** A dossier on the page of its task: its procedure and dates, what was handed in, the line of evidence, its papers. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DossierEventView, DossierView } from '#engine/runtime/application/dossiers.ts';
import { date, dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { type Fact, FactList, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import './dossiers.css';
import { DossierPapers } from './papers.tsx';
import { StopButton } from './stop-button.tsx';
import { useDossierWords } from './use-dossier-words.ts';

export const dossierKey = (caseId: string) => ['dossier', caseId] as const;

export function DossierPanel({ caseId }: { readonly caseId: string }) {
  const t = useDossierWords();
  const queries = useQueryClient();
  const dossier = useQuery({
    queryKey: dossierKey(caseId),
    queryFn: () => api.get<DossierView>(`/dossiers/${caseId}`),
    retry: false,
  });
  const { data } = dossier;
  if (data === undefined) return <LoadState of={dossier} />;
  return (
    <section className="wf-card block dossier-panel" aria-labelledby="dossier-title">
      <h2 id="dossier-title">
        {t('dossier')} <span className="wf-code">{data.code}</span>
      </h2>
      <Facts dossier={data} />
      <h3>{t('papersIn')}</h3>
      {data.papers.length === 0 && <p className="wf-muted">{t('papersNone')}</p>}
      <Papers dossier={data} />
      <h3>{t('evidence')}</h3>
      <ol className="evidence">
        {data.events.map((event) => (
          <Evidence key={event.id} event={event} />
        ))}
      </ol>
      <DossierPapers caseId={caseId} />
      {data.may.stop && (
        <StopButton dossier={data} onStopped={(after) => queries.setQueryData(dossierKey(caseId), after)} />
      )}
    </section>
  );
}

function Facts({ dossier }: { readonly dossier: DossierView }) {
  const t = useDossierWords();
  const language = useLanguage();
  const { procedure, units, applicant, receivedAt, dueAt, firstDueAt, channel } = dossier;
  const facts: readonly (Fact | false)[] = [
    [t('procedure'), `${procedure.name[language]} (${procedure.code})`],
    [t('receivedAt'), `${dateTime(receivedAt, timeZone)}, ${t(channel)}`],
    dueAt !== null && [t('dueAt'), dateTime(dueAt, timeZone)],
    firstDueAt !== null && firstDueAt !== dueAt && [t('firstDueAt'), dateTime(firstDueAt, timeZone)],
    [t('applicant'), applicant === null ? t('hidden') : [applicant.name, applicant.address].filter(Boolean).join(', ')],
    [t('desk'), units.receiving.name[language]],
    [t('handling'), units.handling.name[language]],
    [t('competent'), units.competent.name[language]],
    [t('support'), units.support.name[language]],
  ];
  return <FactList className="dossier-facts" facts={facts} />;
}

function Papers({ dossier }: { readonly dossier: DossierView }) {
  const t = useDossierWords();
  const language = useLanguage();
  return (
    <ul>
      {dossier.papers.map(({ paper, form, count, at }) => (
        <li key={`${paper.code}-${at}`}>
          {paper.name[language]}
          <small className="wf-muted">
            {' '}
            {form !== null && `${t(form)}, ${count}, `}
            {date(at, timeZone)}
          </small>
        </li>
      ))}
    </ul>
  );
}

function Evidence({ event }: { readonly event: DossierEventView }) {
  const t = useDossierWords();
  const language = useLanguage();
  const { kind, at, by, unit, number, symbol, dueAfter, reason, basis, papers, how, to, authorisation, file } = event;
  const nobody = kind === 'supplemented' ? t('byCitizen') : t('bySystem');
  const facts = [
    ...(number === '' ? [] : [t('numberIs', { number, symbol })]),
    ...(dueAfter === null ? [] : [t('newDue', { due: dateTime(dueAfter, timeZone) })]),
    ...(how === null ? [] : [t(how)]),
    ...(to === null ? [] : [t('handedTo', { to })]),
  ];
  const named = kind === 'received' ? [] : papers.map(({ name }) => name[language]);
  return (
    <li>
      <strong>{t(kind)}</strong> <span className="wf-muted">{dateTime(at, timeZone)}</span>
      <div>
        {[by ?? nobody, unit?.name[language]].filter(Boolean).join(', ')}
        {facts.length > 0 && `: ${facts.join(', ')}`}
      </div>
      {named.length > 0 && <div>{named.join('; ')}</div>}
      {[reason, authorisation].map((text) => text !== null && <blockquote key={text}>{text}</blockquote>)}
      {basis !== null && <small className="wf-muted">{t('basisIs', { basis })}</small>}
      {file !== null && (
        <a href={file.url} target="_blank" rel="noreferrer">
          <img src={file.thumbnailUrl} alt={t(kind)} width={72} />
        </a>
      )}
    </li>
  );
}
