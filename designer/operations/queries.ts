/** What the operators' pages ask the API, and for how long an answer is good. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  BatchItemView,
  BatchPage,
  BatchView,
  InstanceDetail,
  InstancePage,
  InstanceQuery,
  MigrationPlanView,
  OperatedService,
  PlanRequest,
} from '#engine/runtime/application/operations.ts';
import { api } from '#portal/kit/react/api-client.ts';

const refreshMs = 15_000;
const progressMs = 1_000;

export const operationsKey = ['operations'] as const;
export const instanceKey = (id: string) => [...operationsKey, 'instance', id] as const;
export const batchKey = (id: string) => [...operationsKey, 'batch', id] as const;

/** A result of a batch in the reader's language. */
export interface ToldItem extends BatchItemView {
  readonly message: string;
  readonly faults: readonly { readonly element: string; readonly message: string }[];
}

export function useOperatedServices() {
  return useQuery({
    queryKey: [...operationsKey, 'services'],
    queryFn: () => api.get<readonly OperatedService[]>('/operations/services'),
  });
}

export function useInstances(query: Omit<InstanceQuery, 'cursor'>) {
  return useInfiniteQuery({
    queryKey: [...operationsKey, 'list', query],
    queryFn: ({ pageParam }) => api.get<InstancePage>(`/operations/instances?${searchOf(query, pageParam)}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
}

export function searchOf(query: Omit<InstanceQuery, 'cursor'>, cursor = ''): URLSearchParams {
  const { service, version, states, element, incident, registerNumber } = query;
  return new URLSearchParams({
    ...(service !== undefined && { service }),
    ...(version !== undefined && { version: String(version) }),
    ...(states !== undefined && { state: states.join(',') }),
    ...(element !== undefined && { element }),
    ...(incident === true && { incident: 'true' }),
    ...(registerNumber !== undefined && registerNumber !== '' && { registerNumber }),
    ...(cursor !== '' && { cursor }),
  });
}

export function useInstance(id: string) {
  return useQuery({
    queryKey: instanceKey(id),
    queryFn: () => api.get<InstanceDetail>(`/operations/instances/${id}`),
    refetchInterval: refreshMs,
  });
}

export function useDrawing(service: string, version: number, process: string) {
  return useQuery({
    queryKey: ['drawing', service, version, process],
    queryFn: () =>
      api.get<{ readonly xml: string }>(
        `/operations/services/${service}/versions/${version}/diagram?${new URLSearchParams({ process })}`,
      ),
    enabled: version > 0 && process !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function usePlan(service: string, request: PlanRequest | undefined) {
  return useQuery({
    queryKey: [...operationsKey, 'plan', service, request],
    queryFn: () => api.post<MigrationPlanView>(`/operations/services/${service}/plan`, request),
    enabled: request !== undefined,
    placeholderData: keepPreviousData,
  });
}

export function useBatches() {
  return useInfiniteQuery({
    queryKey: [...operationsKey, 'batches'],
    queryFn: ({ pageParam }) =>
      api.get<BatchPage>(
        `/operations/batches${pageParam === '' ? '' : `?${new URLSearchParams({ cursor: pageParam })}`}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: refreshMs,
  });
}

export function useBatch(id: string) {
  return useQuery({
    queryKey: batchKey(id),
    queryFn: () => api.get<BatchView>(`/operations/batches/${id}`),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? progressMs : refreshMs),
  });
}

export function useBatchItems(id: string, state: string, moving: boolean) {
  return useInfiniteQuery({
    queryKey: [...batchKey(id), 'items', state],
    queryFn: ({ pageParam }) => {
      const search = new URLSearchParams({
        ...(state !== '' && { state }),
        ...(pageParam !== '' && { cursor: pageParam }),
      });
      return api.get<{ readonly items: readonly ToldItem[]; readonly next: string | null }>(
        `/operations/batches/${id}/items?${search}`,
      );
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: moving ? progressMs : false,
    placeholderData: keepPreviousData,
  });
}
