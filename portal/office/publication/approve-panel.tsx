/** For the second person: what would be public, beside what the case holds; names that were kept are marked. */
import type { PublicationDesk, PublicTexts } from '#engine/runtime/application/publications.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { Marked } from './marked.tsx';
import { usePhotoName } from './photos.tsx';
import { useDesk, useFindings } from './queries.ts';
import { usePublicationWords } from './use-words.ts';
import './publication.css';

const labels = { title: 'partTitle', text: 'partText', answer: 'partAnswer' } as const;

/** A field of the form says so (`shows: publication`), see docs/process-extensions.md. */
export function ApprovePanel({ task }: { readonly task: TaskDetail }) {
  const shows = task.form?.components.some(({ properties }) => properties?.['shows'] === 'publication') === true;
  return shows ? <Panel caseId={task.caseId} /> : null;
}

function Panel({ caseId }: { readonly caseId: string }) {
  const t = usePublicationWords();
  const { data: desk, error } = useDesk(caseId);
  if (error !== null) return <ProblemNotice error={error} />;
  if (desk === undefined || desk.prepared === null) return null;
  return (
    <section className="publication" aria-labelledby="approve-title">
      <h3 id="approve-title">{t('approveTitle')}</h3>
      <p className="wf-muted">{t('approveLead')}</p>
      <Compared caseId={caseId} original={desk.originals} shown={desk.prepared} />
      <Photos desk={desk} />
    </section>
  );
}

/** Part by part, what is held and what would be shown. */
export function Compared({
  caseId,
  original,
  shown,
}: {
  readonly caseId: string;
  readonly original: PublicTexts;
  readonly shown: PublicTexts;
}) {
  const t = usePublicationWords();
  return (['title', 'text', 'answer'] as const).map((part) => (
    <section key={part} className="redactor" aria-label={t(labels[part])}>
      <h4>{t(labels[part])}</h4>
      <div className="redactor-sides">
        <div>
          <h5>{t('original')}</h5>
          <p className="marked">{original[part]}</p>
        </div>
        <div>
          <h5>{t('after')}</h5>
          <Kept caseId={caseId} text={shown[part]} />
        </div>
      </div>
    </section>
  ));
}

function Kept({ caseId, text }: { readonly caseId: string; readonly text: string }) {
  const { data: findings } = useFindings(caseId, text);
  return <Marked text={text} findings={findings ?? []} stateOf={({ judged }) => (judged ? 'kept' : 'must')} />;
}

function Photos({ desk }: { readonly desk: PublicationDesk }) {
  const t = usePublicationWords();
  const nameOf = usePhotoName(desk);
  const chosen = desk.photos.filter(({ chosen: on, copy }) => on && copy !== null);
  if (desk.withoutPhotos || chosen.length === 0) return null;
  return (
    <ul className="compared-photos">
      {chosen.map((photo) => (
        <li key={photo.source.id}>
          <figure>
            <a href={photo.source.url} target="_blank" rel="noreferrer">
              <img src={photo.source.thumbnailUrl} alt={`${t('copySource')}: ${nameOf(photo)}`} />
            </a>
            <figcaption>{t('copySource')}</figcaption>
          </figure>
          <figure>
            <a href={photo.copy?.photo.url} target="_blank" rel="noreferrer">
              <img src={photo.copy?.photo.thumbnailUrl} alt={`${t('copyShown')}: ${nameOf(photo)}`} />
            </a>
            <figcaption>{t('copyShown')}</figcaption>
          </figure>
        </li>
      ))}
    </ul>
  );
}
