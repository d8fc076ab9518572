/** Every save of a part of the draft: who, when, what it changed in words, what it was for; and taking one back. */
import '../versions/versions.css';
import { Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { SavedState, SaveView } from '#engine/runtime/application/draft-saves.ts';
import type { ResourceSummary, ServiceDetail } from '#engine/runtime/application/services.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { EmptyState, LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../page-head.tsx';
import { readResource, serviceKey, timeZone, useService } from '../queries.ts';
import { useText } from '../use-text.ts';
import { fileDifferences } from '../versions/difference/file.ts';
import { FileDifferences } from '../versions/difference-list.tsx';

export function SavesPage() {
  const { service = '' } = useParams();
  const detail = useService(service);
  return (
    <div className="page">
      <LoadState of={detail} />
      {detail.data !== undefined && <Page detail={detail.data} />}
    </div>
  );
}

function Page({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const language = useLanguage();
  const [search, setSearch] = useSearchParams();
  const path = search.get('path') ?? '';
  const saves = useQuery({
    queryKey: ['saves', detail.key, path, detail.draft?.revision],
    queryFn: () => api.get<readonly SaveView[]>(`/services/${detail.key}/draft/saves?path=${encodeURIComponent(path)}`),
  });
  return (
    <>
      <p>
        <Link to={`/${detail.key}`}>← {detail.name[language]}</Link>
      </p>
      <PageHead title={t('saves')} lead={t('savesLead')} />
      <div className="picks">
        <Select
          label={t('savePick')}
          clearable
          value={path === '' ? null : path}
          data={detail.resources.map((one) => ({ value: one.path, label: one.title }))}
          onChange={(value) => setSearch(value === null ? {} : { path: value })}
        />
      </div>
      <LoadState of={saves} />
      {saves.data?.length === 0 && <EmptyState title={t('savesNone')} />}
      <ul className="saves">
        {saves.data?.map((save) => (
          <Save key={save.id} detail={detail} save={save} />
        ))}
      </ul>
    </>
  );
}

function Save({ detail, save }: { readonly detail: ServiceDetail; readonly save: SaveView }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const at = dateTime(save.savedAt, timeZone);
  const resource = detail.resources.find(({ path }) => path === save.path);
  return (
    <li className="wf-card block">
      <strong>{resource?.title ?? save.path}</strong> · {t('saveBy', { name: save.savedBy, at })}
      <Note service={detail.key} save={save} />
      <div className="actions">
        <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'saveHide' : 'saveOpen')}
        </Button>
        <Restore detail={detail} save={save} />
      </div>
      {open && resource !== undefined && <FromThen detail={detail} resource={resource} save={save} />}
    </li>
  );
}

function Note({ service, save }: { readonly service: string; readonly save: SaveView }) {
  const t = useText();
  const queries = useQueryClient();
  const [note, setNote] = useState(save.note);
  const keep = useMutation({
    mutationFn: () => api.put(`/services/${service}/draft/saves/${save.id}`, { note }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['saves', service] }),
  });
  return (
    <form
      className="save-note"
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <TextInput
        label={t('saveNote')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={keep.isPending} disabled={note === save.note}>
        {t('saveNoteKeep')}
      </Button>
      {keep.error !== null && <ProblemNotice error={keep.error} />}
    </form>
  );
}

function readSave(service: string, id: string): Promise<SavedState> {
  return api.get<SavedState>(`/services/${service}/draft/saves/${id}`);
}

function Restore({ detail, save }: { readonly detail: ServiceDetail; readonly save: SaveView }) {
  const t = useText();
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: async () => {
      const { content } = await readSave(detail.key, save.id);
      const revision = detail.draft?.revision ?? null;
      await api.put(`/services/${detail.key}/draft/resources/${save.path}`, { revision, content });
    },
    onSuccess: async () => {
      notifications.show({ message: t('saveRestored', { at: dateTime(save.savedAt, timeZone) }) });
      await queries.invalidateQueries({ queryKey: serviceKey(detail.key) });
      await queries.invalidateQueries({ queryKey: ['saves', detail.key] });
    },
  });
  return (
    <>
      <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
        {t('saveRestore')}
      </Button>
      {restore.error !== null && <ProblemNotice error={restore.error} />}
    </>
  );
}

interface FromThenProps {
  readonly detail: ServiceDetail;
  readonly resource: ResourceSummary;
  readonly save: SaveView;
}

/** What has changed from that save to now. */
function FromThen({ detail, resource, save }: FromThenProps) {
  const t = useText();
  const language = useLanguage();
  const told = useQuery({
    queryKey: ['from save', save.id, save.savedAt, detail.draft?.revision, language],
    queryFn: async () => {
      const version = detail.draft === null ? detail.version : 0;
      const { content: before } = await readSave(detail.key, save.id);
      const { content: after } = await readResource(detail.key, version, save.path);
      const changed = { ...resource, before, after };
      const { choices, resources } = detail;
      return { changed, differences: await fileDifferences(changed, { t, language, choices, resources }) };
    },
  });
  if (told.data === undefined) return <LoadState of={told} />;
  const { changed, differences } = told.data;
  if (changed.before === changed.after) return <p role="status">{t('saveSame')}</p>;
  return <FileDifferences resource={changed} differences={differences} onShow={() => undefined} />;
}
