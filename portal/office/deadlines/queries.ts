import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseDeadlines, MyDeadlines } from '#engine/runtime/application/deadlines.ts';
import { api } from '#portal/kit/react/api-client.ts';

const refreshMs = 60_000;
const caseKey = (caseId: string) => ['deadlines', caseId] as const;
const mineKey = ['my-deadlines'] as const;

export function useCaseDeadlines(caseId: string) {
  return useQuery({
    queryKey: caseKey(caseId),
    queryFn: () => api.get<CaseDeadlines>(`/cases/${caseId}/deadlines`),
    retry: false,
  });
}

export function useMyDeadlines() {
  return useQuery({
    queryKey: mineKey,
    queryFn: () => api.get<MyDeadlines>('/deadlines'),
    refetchInterval: refreshMs,
  });
}

/** Does something to a case's clocks; the answer is how they stand then. */
export function useDeed(caseId: string, path: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => api.post<CaseDeadlines>(path, body),
    onSuccess: async (after) => {
      queries.setQueryData(caseKey(caseId), after);
      await queries.invalidateQueries({ queryKey: mineKey });
      await queries.invalidateQueries({ queryKey: ['task'] });
      onDone();
    },
  });
}
