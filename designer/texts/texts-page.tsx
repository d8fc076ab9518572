/** All texts of a service side by side, wherever they stand; what is missing is counted and can be shown alone. */
import './texts.css';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { EditorFrame } from '../draft/editor-frame.tsx';
import { readResource } from '../queries.ts';
import { putText } from './put-text.ts';
import { type ServiceText, type TextFile, textsIn } from './service-texts.ts';
import { idOf } from './table.ts';
import { TableTools } from './table-tools.tsx';
import { TextTable } from './text-table.tsx';
import { useDraftFiles } from './use-draft-files.ts';
import { useWords } from './use-words.ts';

interface OpenedTexts {
  readonly detail: ServiceDetail;
  readonly files: readonly TextFile[];
  readonly texts: readonly ServiceText[];
}

export function TextsPage() {
  const { service = '' } = useParams();
  const [turn, setTurn] = useState(0);
  const opened = useQuery({
    queryKey: ['opened', service, 'texts', turn],
    queryFn: () => openTexts(service),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (opened.data === undefined) return <LoadState of={opened} />;
  return <Editor key={turn} opened={opened.data} onReload={() => setTurn(turn + 1)} />;
}

async function openTexts(service: string): Promise<OpenedTexts> {
  const detail = await api.get<ServiceDetail>(`/services/${service}`);
  const version = detail.draft === null ? detail.version : 0;
  const order = ['settings', 'messages', 'form', 'process'];
  const wanted = detail.resources
    .filter(({ kind }) => order.includes(kind))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const files = await Promise.all(wanted.map(({ path }) => readResource(service, version, path)));
  return { detail, files, texts: (await Promise.all(files.map(textsIn))).flat() };
}

function Editor({ opened, onReload }: { readonly opened: OpenedTexts; readonly onReload: () => void }) {
  const t = useWords();
  const { detail } = opened;
  const { draft, put } = useDraftFiles(detail);
  const [texts, setTexts] = useState(opened.texts);
  const contents = useRef(new Map(opened.files.map(({ path, content }) => [path, content])));
  const queue = useRef<Promise<void>>(Promise.resolve());
  /** One after the other: each begins with what the one before has written. */
  const change = (changed: readonly ServiceText[]) => {
    const byId = new Map(changed.map((text) => [idOf(text), text]));
    setTexts((before) => before.map((text) => byId.get(idOf(text)) ?? text));
    queue.current = queue.current.then(async () => {
      for (const [path, own] of Map.groupBy(changed, (text) => text.path)) {
        let content = contents.current.get(path) ?? '';
        for (const text of own) content = await putText(content, text, text);
        if (content === contents.current.get(path)) continue;
        contents.current.set(path, content);
        put(path, content);
        await renewKeys(path, content, own);
      }
    });
  };
  /** A text of a form is known by its Vietnamese, which may be another one now. */
  const renewKeys = async (path: string, content: string, own: readonly ServiceText[]) => {
    const kind = own[0]?.kind;
    if (kind !== 'form') return;
    const now = await textsIn({ path, kind, content });
    setTexts((before) => {
      const others = before.filter((text) => text.path !== path);
      const place = before.findIndex((text) => text.path === path);
      return others.toSpliced(place, 0, ...now);
    });
  };
  const frame = { detail, path: `${detail.key}-texts.txt`, content: '', others: [] };
  const tools = <TableTools service={detail.key} texts={texts} onReturned={change} />;
  return (
    <EditorFrame opened={frame} title={t('title')} draft={draft} onReload={onReload} tools={tools}>
      <div className="page">
        <p className="wf-muted lead">{t('lead')}</p>
        <TextTable texts={texts} change={(text) => change([text])} />
      </div>
    </EditorFrame>
  );
}
