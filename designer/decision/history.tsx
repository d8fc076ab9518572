/** The published versions in which the file was changed: by whom, why, what differs; and the way back to one of them. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ResourceVersion, ServiceDetail, Vocabulary } from '#engine/runtime/application/services.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import type { Draft } from '../draft/use-draft.ts';
import type { Opened } from '../draft/use-opened.ts';
import { checkKey, readResource, resourceKey, serviceKey, servicesKey, timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import { ChangeLines } from './change-lines.tsx';
import { useTablesOf } from './changes.tsx';
import { compareTables } from './compare.ts';
import type { ShownDecision } from './tables.ts';

export interface HistoryProps {
  readonly opened: Opened;
  readonly draft: Draft;
  readonly decisions: readonly ShownDecision[];
  readonly words: Vocabulary;
  readonly onReload: () => void;
}

export function History(props: HistoryProps) {
  const t = useText();
  const { detail, path } = props.opened;
  const past = useQuery({
    queryKey: ['history', detail.key, path, detail.version],
    queryFn: () => api.get<readonly ResourceVersion[]>(`/services/${detail.key}/history/${path}`),
    enabled: detail.version > 0,
  });
  if (detail.version === 0) return <p>{t('changesNoVersion')}</p>;
  if (past.data === undefined) return <LoadState of={past} />;
  return (
    <>
      <p className="wf-muted">{t('historyLead')}</p>
      <ul className="past">
        {past.data.map((version) => (
          <Past key={version.version} past={version} {...props} />
        ))}
      </ul>
    </>
  );
}

function Past({ past, opened, draft, decisions, words, onReload }: HistoryProps & { readonly past: ResourceVersion }) {
  const t = useText();
  const queries = useQueryClient();
  const [compared, setCompared] = useState(false);
  const restore = useMutation({
    mutationFn: async () => {
      const { key } = opened.detail;
      // What is being changed is kept first, so that the draft that is written over is the one that is seen.
      await draft.flush();
      const { content } = await readResource(key, past.version, opened.path);
      const { draft: kept } = await api.get<ServiceDetail>(`/services/${key}`);
      await api.put(`/services/${key}/draft/resources/${opened.path}`, { revision: kept?.revision ?? null, content });
      await changed(queries, key, opened.path);
    },
    onSuccess: () => {
      notifications.show({ message: t('historyRestored', { version: past.version }) });
      onReload();
    },
  });
  return (
    <li className="wf-card block">
      <strong>{t('versionNumber', { version: past.version })}</strong>{' '}
      {past.version === opened.detail.version && <span className="wf-chip ok">{t('inUse')}</span>}
      <p className="wf-muted">
        {dateTime(past.publishedAt, timeZone)} · {past.publishedBy || t('firstInstall')} · {past.note || t('noNote')}
      </p>
      {restore.error !== null && <ProblemNotice error={restore.error} />}
      <div className="actions">
        <Button variant="default" aria-expanded={compared} onClick={() => setCompared(!compared)}>
          {t(compared ? 'historyHide' : 'historyCompare')}
        </Button>
        <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
          {t('historyRestore')}
        </Button>
      </div>
      {compared && <Compared opened={opened} version={past.version} decisions={decisions} words={words} />}
    </li>
  );
}

async function changed(queries: QueryClient, service: string, path: string): Promise<void> {
  const keys = [serviceKey(service), checkKey(service), servicesKey, resourceKey(service, 0, path)];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

interface ComparedProps extends Pick<HistoryProps, 'opened' | 'decisions' | 'words'> {
  readonly version: number;
}

function Compared({ opened, version, decisions, words }: ComparedProps) {
  const t = useText();
  const before = useTablesOf(opened.detail.key, version, opened.path);
  if (before.data === undefined) return null;
  const changes = compareTables(before.data, decisions);
  return changes.length === 0 ? <p>{t('historySame')}</p> : <ChangeLines changes={changes} words={words} />;
}
