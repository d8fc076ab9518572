/**
 * Saves what an editor holds into the draft, by itself, a moment after the last change. The draft's revision goes with
 * every save, so that nobody's work is written over: who comes second is told and chooses.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '#engine/runtime/application/services.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { checkKey, resourceKey, serviceKey, servicesKey } from '../queries.ts';
import type { Opened } from './use-opened.ts';

export type SaveState =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'conflict'; readonly error: ApiError }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface Draft {
  readonly state: SaveState;
  /** What the server found in this file at the last save. */
  readonly problems: readonly Problem[];
  change(content: string): void;
  /** Saves now what is not saved yet. */
  flush(): Promise<void>;
  /** What the editor holds, for keeping a copy. */
  held(): string;
}

const quietMs = 1_200;

export function useDraft({ detail, path, content }: Opened): Draft {
  const queries = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: 'unchanged' });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const work = useRef({
    revision: detail.draft?.revision ?? null,
    held: content,
    pending: null as string | null,
    running: null as Promise<void> | null,
    timer: 0,
    conflict: false,
  });

  const run = useCallback(async (): Promise<void> => {
    const { current } = work;
    while (current.pending !== null && !current.conflict) {
      const sent = current.pending;
      current.pending = null;
      setState({ kind: 'saving' });
      try {
        const url = `/services/${detail.key}/draft/resources/${path}`;
        const saved = await api.put<Saved>(url, { revision: current.revision, content: sent });
        current.revision = saved.revision;
        setProblems(saved.problems);
        setState({ kind: 'saved', at: Date.now() });
        queries.setQueryData(resourceKey(detail.key, 0, path), undefined);
        await Promise.all(
          [serviceKey(detail.key), checkKey(detail.key), servicesKey, resourceKey(detail.key, 0, path)].map(
            (queryKey) => queries.invalidateQueries({ queryKey }),
          ),
        );
      } catch (error) {
        current.conflict = error instanceof ApiError && error.code === 'DRAFT_CHANGED';
        current.pending ??= sent;
        setState(current.conflict ? { kind: 'conflict', error: error as ApiError } : { kind: 'failed', error });
        return;
      }
    }
  }, [detail.key, path, queries]);

  const flush = useCallback(async (): Promise<void> => {
    const { current } = work;
    clearTimeout(current.timer);
    current.running ??= run().finally(() => {
      current.running = null;
    });
    await current.running;
  }, [run]);

  const change = useCallback(
    (next: string): void => {
      const { current } = work;
      if (next === current.held) return;
      current.held = next;
      current.pending = next;
      if (current.conflict) return;
      setState({ kind: 'waiting' });
      clearTimeout(current.timer);
      current.timer = window.setTimeout(() => void flush(), quietMs);
    },
    [flush],
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (work.current.pending !== null) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      void flush();
    };
  }, [flush]);

  return { state, problems, change, flush, held: () => work.current.held };
}

interface Saved {
  readonly revision: number;
  readonly problems: readonly Problem[];
}
