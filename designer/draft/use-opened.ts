/** A file as it was when its editor was opened: what is saved meanwhile by this editor must not load it again. */
import { useQuery } from '@tanstack/react-query';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { readResource } from '../queries.ts';

export interface Opened {
  readonly detail: ServiceDetail;
  readonly path: string;
  readonly content: string;
  /** Other files that the editor looks into, e.g. decisions that a process may call. */
  readonly others: readonly { readonly path: string; readonly content: string }[];
}

export interface Wanted {
  /** Counted up to open the file anew. */
  readonly turn: number;
  readonly path: (detail: ServiceDetail) => string | undefined;
  readonly others?: (detail: ServiceDetail) => readonly string[];
}

/** @returns the newest draft's file, or that of the version in use where there is no draft */
export function useOpened(service: string, name: string, wanted: Wanted) {
  return useQuery({
    queryKey: ['opened', service, name, wanted.turn],
    queryFn: async (): Promise<Opened | null> => {
      const detail = await api.get<ServiceDetail>(`/services/${service}`);
      const version = detail.draft === null ? detail.version : 0;
      const path = wanted.path(detail);
      if (path === undefined) return null;
      const [file, ...others] = await Promise.all(
        [path, ...(wanted.others?.(detail) ?? [])].map((one) => readResource(service, version, one)),
      );
      return file === undefined ? null : { detail, path, content: file.content, others };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
