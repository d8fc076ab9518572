/** The diagram with how many remarks stand at each element; an element that is clicked is the one to remark on. */
import { useMemo } from 'react';
import type { RemarkThread } from '#engine/runtime/application/reviews.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { useResource } from '../queries.ts';
import { useText } from '../use-text.ts';
import { type Mark, MarkedDiagram } from '../versions/marked-diagram.tsx';

export interface DraftDiagramProps {
  readonly detail: ServiceDetail;
  readonly version: number;
  readonly threads: readonly RemarkThread[];
  readonly focus: string;
  readonly onElement: (path: string, element: string) => void;
}

export function DraftDiagram({ detail, version, threads, focus, onElement }: DraftDiagramProps) {
  const t = useText();
  const path = detail.resources.find(({ kind }) => kind === 'process')?.path ?? '';
  const resource = useResource(detail.key, version, path === '' ? undefined : path);
  const marks = useMemo(() => {
    const open = threads.filter(
      (thread) => thread.path === path && thread.element !== '' && thread.resolvedAt === null,
    );
    return [...Map.groupBy(open, ({ element }) => element)].map(
      ([element, own]): Mark => ({ element, look: 'remark', text: t('remarkCount', { count: own.length }) }),
    );
  }, [threads, path, t]);
  if (resource.data === undefined) return null;
  return (
    <MarkedDiagram
      title={t('diff_onDiagram')}
      xml={resource.data.content}
      marks={marks}
      focus={focus}
      onElement={(element) => onElement(path, element)}
    />
  );
}
