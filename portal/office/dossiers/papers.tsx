/** Papers of a dossier: what was issued, as it was, and the control sheet as things stand. Each opens to be printed. */
import { useQuery } from '@tanstack/react-query';
import type { DocumentList, IssuedDocument } from '#engine/runtime/application/documents.ts';
import { documentUrl } from '#portal/kit/document-url.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useDocumentWords } from './use-words.ts';

export function DossierPapers({ caseId }: { readonly caseId: string }) {
  const t = useDocumentWords();
  const list = useQuery({
    queryKey: ['dossier-papers', caseId],
    queryFn: () => api.get<DocumentList>(`/dossiers/${caseId}/documents`),
    retry: false,
  });
  const papers = list.data;
  if (papers === undefined) return <LoadState of={list} />;
  return (
    <section aria-label={t('papers')}>
      <h3>{t('papers')}</h3>
      {papers.issued.length === 0 && <p className="wf-muted">{t('papersNone')}</p>}
      {papers.issued.length > 0 && !papers.mayRead && <p className="wf-muted">{t('papersHidden')}</p>}
      <ul className="papers">
        {papers.issued.map((paper) => (
          <Issued key={paper.event} caseId={caseId} paper={paper} mayRead={papers.mayRead} />
        ))}
        <li>
          <a href={documentUrl(caseId, '06')} target="_blank" rel="noreferrer">
            {t('printForm', { name: t('form06') })}
          </a>
        </li>
      </ul>
    </section>
  );
}

interface OneIssued {
  readonly caseId: string;
  readonly paper: IssuedDocument;
  readonly mayRead: boolean;
}

function Issued({ caseId, paper: { form, event, number, issuedAt }, mayRead }: OneIssued) {
  const t = useDocumentWords();
  const name = t(`form${form}`);
  return (
    <li>
      {mayRead ? (
        <a href={documentUrl(caseId, form, event)} target="_blank" rel="noreferrer">
          {t('printForm', { name })}
        </a>
      ) : (
        <span>{name}</span>
      )}
      <small className="wf-muted"> {t('issuedAs', { number, at: dateTime(issuedAt, timeZone) })}</small>
    </li>
  );
}
