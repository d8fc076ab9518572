/** Saves several files of one draft, one after the other under its one revision; else as `useDraft` does with one file. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import type { Draft, SaveState } from '../draft/use-draft.ts';
import { checkKey, resourceKey, serviceKey, servicesKey } from '../queries.ts';

/** For the frame of an editor, which knows one file, and for saving one of the several. */
export interface DraftFiles {
  readonly draft: Draft;
  put(path: string, content: string): void;
}

export function useDraftFiles(detail: ServiceDetail): DraftFiles {
  const queries = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: 'unchanged' });
  const work = useRef({
    revision: detail.draft?.revision ?? null,
    pending: new Map<string, string>(),
    held: new Map<string, string>(),
    running: null as Promise<void> | null,
    conflict: false,
  });

  const run = useCallback(async (): Promise<void> => {
    const { current } = work;
    for (let [next] = current.pending; next !== undefined && !current.conflict; [next] = current.pending) {
      const [path, content] = next;
      current.pending.delete(path);
      setState({ kind: 'saving' });
      try {
        const url = `/services/${detail.key}/draft/resources/${path}`;
        const { revision } = await api.put<{ readonly revision: number }>(url, { revision: current.revision, content });
        current.revision = revision;
        setState({ kind: 'saved', at: Date.now() });
        await queries.invalidateQueries({ queryKey: resourceKey(detail.key, 0, path) });
      } catch (error) {
        current.conflict = error instanceof ApiError && error.code === 'DRAFT_CHANGED';
        if (!current.pending.has(path)) current.pending.set(path, content);
        setState(current.conflict ? { kind: 'conflict', error: error as ApiError } : { kind: 'failed', error });
        return;
      }
    }
    for (const queryKey of [serviceKey(detail.key), checkKey(detail.key), servicesKey])
      await queries.invalidateQueries({ queryKey });
  }, [detail.key, queries]);

  const flush = useCallback(async (): Promise<void> => {
    const { current } = work;
    current.running ??= run().finally(() => {
      current.running = null;
    });
    await current.running;
  }, [run]);

  const put = useCallback(
    (path: string, content: string): void => {
      work.current.pending.set(path, content);
      work.current.held.set(path, content);
      if (!work.current.conflict) void flush();
    },
    [flush],
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (work.current.pending.size > 0) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);

  const held = () => [...work.current.held].map(([path, content]) => `${path}\n${content}`).join('\n');
  return {
    draft: { state, problems: [], change: () => undefined, flush, held, known: () => work.current.revision ?? 0 },
    put,
  };
}
