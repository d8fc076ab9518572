import { useQuery } from '@tanstack/react-query';
import type { Candidate, LoadView, TransferPlaces } from '#engine/runtime/application/assignments.ts';
import type { Holdings } from '#engine/runtime/application/history.ts';
import { api } from '#portal/kit/react/api-client.ts';

/** Asked anew each time the dialog opens: others give out tasks too. */
export function useCandidates(taskIds: readonly string[]) {
  return useQuery({
    queryKey: ['candidates', taskIds],
    queryFn: () => api.get<readonly Candidate[]>(`/tasks/candidates?tasks=${taskIds.join(',')}`),
    gcTime: 0,
    retry: false,
  });
}

/** Asked anew each time the dialog opens: the case may have gone on. */
export function useTransferPlaces(taskId: string) {
  return useQuery({
    queryKey: ['transfer-places', taskId],
    queryFn: () => api.get<TransferPlaces>(`/tasks/${taskId}/transfer`),
    gcTime: 0,
    retry: false,
  });
}

export function useLoad(enabled: boolean) {
  return useQuery({
    queryKey: ['load'],
    queryFn: () => api.get<readonly LoadView[]>('/load'),
    refetchInterval: 30_000,
    enabled,
  });
}

export function useHoldings(caseId: string) {
  return useQuery({
    queryKey: ['holdings', caseId],
    queryFn: () => api.get<Holdings>(`/cases/${caseId}/holdings`),
    retry: false,
  });
}
