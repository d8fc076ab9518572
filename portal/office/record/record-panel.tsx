/** What a request for one's own record would hand out or erase, beside the form in which it is decided and confirmed. */
import { useQuery } from '@tanstack/react-query';
import type { PreviewedCase, RecordPreview } from '#engine/runtime/application/own-record.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type OwnRecordTextKey, ownRecordTexts } from '#portal/kit/texts/own-record.ts';

type Words = Translate<OwnRecordTextKey>;

/** A field of the form says so (`shows: record`), see docs/process-extensions.md. */
export function RecordPanel({ task }: { readonly task: TaskDetail }) {
  const shows = task.form?.components.some(({ properties }) => properties?.['shows'] === 'record') === true;
  return shows ? <Panel taskId={task.taskId} /> : null;
}

function Panel({ taskId }: { readonly taskId: string }) {
  const t = translator(ownRecordTexts, useLanguage());
  const asked = useQuery({
    queryKey: ['task', taskId, 'record'],
    queryFn: () => api.get<RecordPreview | null>(`/tasks/${taskId}/record`),
  });
  return (
    <>
      <LoadState of={asked} />
      {asked.data && <Shown preview={asked.data} t={t} />}
    </>
  );
}

function Shown({ preview, t }: { readonly preview: RecordPreview; readonly t: Words }) {
  const { kind, cases, follows } = preview;
  const names = new Set(cases.map(({ name }) => name).filter((name) => name !== ''));
  return (
    <section className="record-panel" aria-labelledby="record-title">
      <h3 id="record-title">{t(kind === 'erase' ? 'previewErase' : 'previewExport')}</h3>
      <p className="wf-muted">{t('previewLead')}</p>
      {names.size > 1 && <p role="alert">{t('otherName')}</p>}
      {cases.length === 0 ? <p>{t('previewNone')}</p> : <Cases preview={preview} t={t} />}
      {kind === 'erase' && follows > 0 && <p>{t('previewFollows', { n: follows })}</p>}
      {kind === 'erase' && <p>{t('previewItself')}</p>}
    </section>
  );
}

function Cases({ preview, t }: { readonly preview: RecordPreview; readonly t: Words }) {
  const language = useLanguage();
  return (
    <ListTable
      rows={preview.cases}
      keyOf={({ registerNumber }) => registerNumber}
      columns={[
        { head: t('columnCase'), cell: ({ registerNumber }) => <span className="wf-code">{registerNumber}</span> },
        { head: t('columnAbout'), cell: ({ category }) => category.name[language] },
        { head: t('columnWho'), cell: ({ name }) => (name === '' ? t('hidden') : name) },
        {
          head: t('columnWhen'),
          cell: ({ receivedAt, closedAt }) =>
            `${dateTime(receivedAt, timeZone)}, ${closedAt === null ? t('open') : dateTime(closedAt, timeZone)}`,
        },
        { head: t('columnFiles'), cell: ({ files }) => files, figures: true },
        { head: t('columnWhat'), cell: (one) => whatOf(one, preview.kind, t) },
      ]}
    />
  );
}

function whatOf({ verdict, basis, published }: PreviewedCase, kind: RecordPreview['kind'], t: Words): string {
  if (kind === 'export') return t('give');
  if (verdict !== 'erase') return t(verdict, { basis });
  return published === 'none' ? t('erase') : `${t('erase')}; ${t(published)}`;
}
