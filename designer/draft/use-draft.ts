/**
 * Saves what an editor holds into the draft, by itself, a moment after the last change. The draft's revision goes with
 * every save, so that nobody's work is written over: where another has changed the same file, who comes second is told
 * and chooses; where others have changed other files only, it goes on with the newer draft. What is not saved yet is
 * kept in the browser, and saved as soon as the line is there again.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Problem } from '#engine/runtime/application/services.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { checkKey, resourceKey, serviceKey, servicesKey } from '../queries.ts';
import { dropUnsaved, holdUnsaved } from '../saves/held.ts';
import { rebased } from './rebased.ts';
import { useLeaving } from './use-leaving.ts';
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
  /** The draft's revision at which the editor knows what the file holds; 0 where there was no draft. */
  known(): number;
}

const quietMs = 1_200;
/** How often in a row others may be faster with other files. */
const rebasesMax = 5;

export function useDraft({ detail, path, content }: Opened): Draft {
  const queries = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: 'unchanged' });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const work = useRef(workOf(detail.draft?.revision ?? null, content));

  const run = useCallback(async (): Promise<void> => {
    const { current } = work;
    while (current.pending !== null && !current.conflict) {
      const sent = current.pending;
      current.pending = null;
      setState({ kind: 'saving' });
      try {
        const saved = await put(detail.key, path, { revision: current.revision, content: sent });
        current.revision = saved.revision;
        current.base = sent;
        current.rebases = 0;
        if (current.pending === null) dropUnsaved(detail.key, path);
        setProblems(saved.problems);
        setState({ kind: 'saved', at: Date.now() });
        await askAnew(queries, detail.key, path);
      } catch (error) {
        current.pending ??= sent;
        const changed = error instanceof ApiError && error.code === 'DRAFT_CHANGED';
        const ours = [current.base, sent];
        const newer = changed && current.rebases < rebasesMax ? await rebased(detail.key, path, ours) : undefined;
        if (newer !== undefined) {
          current.rebases += 1;
          current.revision = newer.revision;
          continue;
        }
        current.conflict = changed;
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
      holdUnsaved(detail.key, path, { content: next, revision: current.revision, at: Date.now() });
      if (current.conflict) return;
      setState({ kind: 'waiting' });
      clearTimeout(current.timer);
      current.timer = window.setTimeout(() => void flush(), quietMs);
    },
    [flush, detail.key, path],
  );

  useLeaving(
    useCallback(() => work.current.pending !== null, []),
    flush,
  );
  const { current } = work;
  return { state, problems, change, flush, held: () => current.held, known: () => current.revision ?? 0 };
}

function workOf(revision: number | null, content: string) {
  return {
    revision,
    held: content,
    /** What the server holds, as far as is known here. */
    base: content,
    /** How often in a row others were faster with other files. */
    rebases: 0,
    pending: null as string | null,
    running: null as Promise<void> | null,
    timer: 0,
    conflict: false,
  };
}

function put(service: string, path: string, change: { readonly revision: number | null; readonly content: string }) {
  return api.put<Saved>(`/services/${service}/draft/resources/${path}`, change);
}

async function askAnew(queries: QueryClient, service: string, path: string): Promise<void> {
  const file = resourceKey(service, 0, path);
  queries.setQueryData(file, undefined);
  const keys = [serviceKey(service), checkKey(service), servicesKey, file];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

interface Saved {
  readonly revision: number;
  readonly problems: readonly Problem[];
}
