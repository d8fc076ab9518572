/** A file of another tool comes in: choose it, read what can be taken over and what cannot, agree. */
import './import.css';
import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { checkKey, resourceKey, serviceKey, servicesKey, useService } from '../queries.ts';
import { useText } from '../use-text.ts';
import { FormImport, readForms } from './form-import.tsx';
import { ImportReport } from './import-report.tsx';
import { type ReadFile, readFile } from './read-file.ts';

export function ImportPage() {
  const t = useText();
  const language = useLanguage();
  const { service = '' } = useParams();
  const detail = useService(service);
  return (
    <div className="page import">
      <Link to={`/${service}`}>← {detail.data?.name[language] ?? t('back')}</Link>
      <h1>{t('importFile')}</h1>
      <p className="wf-muted lead">{t('importLead')}</p>
      <LoadState of={detail} />
      {detail.data !== undefined && <Import detail={detail.data} />}
    </div>
  );
}

function Import({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const reading = useMutation({ mutationFn: (file: File) => readFile(file, detail) });
  const forms = useMutation({ mutationFn: readForms });
  // The same file may be chosen again after it was corrected.
  const [turn, setTurn] = useState(0);
  const choose = (file: File | null): void => {
    setTurn(turn + 1);
    if (file === null) return;
    const isForm = /\.json$/i.test(file.name);
    (isForm ? reading : forms).reset();
    (isForm ? forms : reading).mutate(file);
  };
  const read = reading.data;
  return (
    <>
      <FileButton
        key={turn}
        accept=".bpmn,.xml,.dmn,.json"
        onChange={choose}
        inputProps={{ 'aria-label': t('importChoose') }}
      >
        {(props) => (
          <Button {...props} variant={read?.imported.xml || forms.data !== undefined ? 'default' : 'filled'}>
            {t(read === undefined && forms.data === undefined ? 'importChoose' : 'importOther')}
          </Button>
        )}
      </FileButton>
      <div className="import-result">
        <div aria-live="polite">{reading.isPending && <p>{t('importReading')}</p>}</div>
        {reading.error !== null && <ProblemNotice error={reading.error} />}
        {read !== undefined && !reading.isPending && <Result detail={detail} read={read} />}
        {forms.data !== undefined && <FormImport key={turn} detail={detail} read={forms.data} />}
      </div>
    </>
  );
}

function Result({ detail, read }: { readonly detail: ServiceDetail; readonly read: ReadFile }) {
  const t = useText();
  const language = useLanguage();
  const { imported, file } = read;
  if (imported.xml === null) {
    return (
      <div className="wf-notice" role="alert">
        <strong>{t('importRefused', { file })}</strong>
        <ul>
          {imported.problems.map((problem) => (
            <li key={problem.code}>{problem.message[language]}</li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <>
      <h2 role="status">{t('importRead', { file })}</h2>
      <ImportReport imported={imported} />
      <Confirm detail={detail} read={read} xml={imported.xml} />
    </>
  );
}

function Confirm({
  detail,
  read,
  xml,
}: {
  readonly detail: ServiceDetail;
  readonly read: ReadFile;
  readonly xml: string;
}) {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { path, replaces, settings, marked, file } = read;
  const saving = useMutation({
    mutationFn: () => save(detail, read, xml),
    onSuccess: async () => {
      await changed(queries, detail.key, path);
      notifications.show({ message: t('imported', { file }) });
      const name = path
        .split('/')
        .at(-1)
        ?.replace(/\.dmn$/, '');
      await navigate(path.endsWith('.bpmn') ? `/${detail.key}/process` : `/${detail.key}/decisions/${name}`);
    },
  });
  return (
    <section className="import-confirm">
      <p>{t(replaces ? 'importReplaces' : 'importAdds', { path })}</p>
      {marked && <p>{t('importMarked')}</p>}
      {settings !== null && <p>{t('importStarts', { process: settings.process, before: settings.before })}</p>}
      {saving.error !== null && <ProblemNotice error={saving.error} />}
      <div className="actions">
        <Button variant="default" component={Link} to={`/${detail.key}`}>
          {t('cancel')}
        </Button>
        <Button loading={saving.isPending} onClick={() => saving.mutate()}>
          {t('importConfirm')}
        </Button>
      </div>
    </section>
  );
}

interface Saved {
  readonly revision: number;
}

/** The settings go with the process that they name. */
async function save(detail: ServiceDetail, { path, settings }: ReadFile, xml: string): Promise<void> {
  const put = (to: string, revision: number | null, content: string): Promise<Saved> =>
    api.put<Saved>(`/services/${detail.key}/draft/resources/${to}`, { revision, content });
  const { revision } = await put(path, detail.draft?.revision ?? null, xml);
  if (settings !== null) await put('pack.json', revision, settings.content);
}

async function changed(queries: QueryClient, service: string, path: string): Promise<void> {
  const keys = [serviceKey(service), checkKey(service), servicesKey, resourceKey(service, 0, path)];
  queries.removeQueries({ queryKey: ['opened', service] });
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}
