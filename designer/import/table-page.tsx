/** A workflow that another system keeps as a table comes in: choose the file, give its roles to people, make the service. */
import './import.css';
import { Button, FileButton, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type ImportedTable, importTable } from '#engine/bpmn/business-service/import-table.ts';
import type { Givees } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { Picture } from '../home/diagram-card.tsx';
import { servicesKey } from '../queries.ts';
import { useText } from '../use-text.ts';
import { ImportReport } from './import-report.tsx';
import { readTableFiles, type TableFiles } from './read-table-files.ts';
import { type Givings, RoleTable } from './role-table.tsx';

export function TablePage() {
  const t = useText();
  const reading = useMutation({ mutationFn: readTableFiles });
  // The same file may be chosen again after it was corrected.
  const [turn, setTurn] = useState(0);
  const choose = (files: File[]): void => {
    setTurn(turn + 1);
    if (files.length > 0) reading.mutate(files);
  };
  return (
    <div className="page import">
      <Link to="/">← {t('services')}</Link>
      <h1>{t('tableImport')}</h1>
      <p className="wf-muted lead">{t('tableLead')}</p>
      <FileButton key={turn} multiple accept=".json" onChange={choose} inputProps={{ 'aria-label': t('tableChoose') }}>
        {(props) => (
          <Button {...props} variant={reading.data === undefined ? 'filled' : 'default'}>
            {t(reading.data === undefined ? 'tableChoose' : 'importOther')}
          </Button>
        )}
      </FileButton>
      <div className="import-result">
        <div aria-live="polite">{reading.isPending && <p>{t('importReading')}</p>}</div>
        {reading.error !== null && <ProblemNotice error={reading.error} />}
        {reading.data !== undefined && !reading.isPending && <Table key={turn} files={reading.data} />}
      </div>
    </div>
  );
}

function Table({ files }: { readonly files: TableFiles }) {
  const t = useText();
  const [service, setService] = useState<string>();
  const { text, name, escalations } = files;
  const asked = useMemo(() => importTable(text, name), [text, name]);
  const several = asked.problems.find(({ code }) => code === 'SEVERAL_SERVICES')?.params?.['codes'];
  const options = { ...(escalations !== null && { escalations }), ...(service !== undefined && { service }) };
  const imported = service === undefined ? asked : importTable(text, name, options);
  return (
    <>
      {typeof several === 'string' && (
        <Select
          label={t('tableWhich')}
          data={several.split(', ')}
          value={service ?? null}
          onChange={(value) => setService(value ?? undefined)}
        />
      )}
      {imported.service === null ? (
        (several === undefined || service !== undefined) && <Refused imported={imported} file={name} />
      ) : (
        <Making key={service} files={files} first={imported} service={service} />
      )}
    </>
  );
}

function Refused({ imported, file }: { readonly imported: ImportedTable; readonly file: string }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className="wf-notice" role="alert">
      <strong>{t('tableRefused', { file })}</strong>
      <ul>
        {imported.problems.map(({ code, element, message }) => (
          <li key={`${code} ${element}`}>
            {message[language]} {element !== null && <code>{element}</code>}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface MakingProps {
  readonly files: TableFiles;
  readonly first: ImportedTable;
  readonly service: string | undefined;
}

/** What is chosen here goes into the files at once, so that report and drawing show what will be made. */
function Making({ files, first, service }: MakingProps) {
  const t = useText();
  const [givings, setGivings] = useState<Givings>({});
  const [names, setNames] = useState({ vi: first.service?.name.vi ?? '', en: first.service?.name.en ?? '' });
  const [key, setKey] = useState(first.service?.key ?? '');
  const givees = useQuery({ queryKey: ['service-givees'], queryFn: () => api.get<Givees>('/service-givees') });
  const imported = useMemo(() => {
    const whole = Object.entries(givings).filter(([, { role }]) => role !== '');
    return importTable(files.text, files.name, {
      assignments: Object.fromEntries(whole),
      ...(files.escalations !== null && { escalations: files.escalations }),
      ...(service !== undefined && { service }),
    });
  }, [files, givings, service]);
  const drawing = imported.service?.files[`${imported.service.key}.bpmn`];
  return (
    <>
      <h2 role="status">{t('importRead', { file: files.name })}</h2>
      <section className="wf-card import-names">
        <TextInput
          label={t('tableName')}
          required
          value={names.vi}
          onChange={(event) => setNames({ ...names, vi: event.currentTarget.value })}
        />
        <TextInput
          label={t('tableNameEnglish')}
          required
          value={names.en}
          onChange={(event) => setNames({ ...names, en: event.currentTarget.value })}
        />
        <TextInput
          label={t('tableKey')}
          description={t('tableKeyHint')}
          required
          value={key}
          onChange={(event) => setKey(event.currentTarget.value.trim().toLowerCase())}
        />
      </section>
      {givees.error !== null && <ProblemNotice error={givees.error} />}
      {givees.data !== undefined && (
        <RoleTable roles={first.roles} givees={givees.data} givings={givings} change={setGivings} />
      )}
      <ImportReport imported={imported} />
      {drawing !== undefined && (
        <section className="wf-card import-drawing">
          <h3>{t('tableDrawing')}</h3>
          <Picture xml={drawing} counts={none} />
        </section>
      )}
      <Create files={files} options={{ givings, names, key, service }} />
    </>
  );
}

const none = [] as const;

interface CreateProps {
  readonly files: TableFiles;
  readonly options: {
    readonly givings: Givings;
    readonly names: { readonly vi: string; readonly en: string };
    readonly key: string;
    readonly service: string | undefined;
  };
}

function Create({ files, options: { givings, names, key, service } }: CreateProps) {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: async () => {
      const made = importTable(files.text, files.name, {
        key,
        name: names,
        assignments: Object.fromEntries(Object.entries(givings).filter(([, { role }]) => role !== '')),
        ...(files.escalations !== null && { escalations: files.escalations }),
        ...(service !== undefined && { service }),
      }).service;
      const written = Object.entries(made?.files ?? {}).map(([path, content]) => ({ path, content }));
      await api.post('/services', { key: made?.key ?? key, files: written });
      return made?.key ?? key;
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: servicesKey });
      notifications.show({ message: t('tableCreated', { name: names.vi }) });
      await navigate(`/${made}`);
    },
  });
  const ready = names.vi.trim() !== '' && names.en.trim() !== '' && /^[a-z0-9][a-z0-9-]*$/.test(key);
  return (
    <section className="import-confirm">
      {making.error !== null && <ProblemNotice error={making.error} />}
      <div className="actions">
        <Button variant="default" component={Link} to="/">
          {t('cancel')}
        </Button>
        <Button loading={making.isPending} disabled={!ready} onClick={() => making.mutate()}>
          {t('tableCreate')}
        </Button>
      </div>
    </section>
  );
}
