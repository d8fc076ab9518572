import { useQuery } from '@tanstack/react-query';
import type {
  Finding,
  FoundInTexts,
  PublicationDesk,
  PublicResult,
  WaitingCorrection,
} from '#engine/runtime/application/publications.ts';
import { api } from '#portal/kit/react/api-client.ts';

export const deskKey = (caseId: string) => ['publication', caseId] as const;

export const waitingKey = ['publications', 'waiting'] as const;

export function useWaiting() {
  return useQuery({
    queryKey: waitingKey,
    queryFn: () => api.get<readonly WaitingCorrection[]>('/publications/waiting'),
  });
}

export function usePublicResults(q: string) {
  return useQuery({
    queryKey: ['publications', 'find', q],
    queryFn: () => api.get<readonly PublicResult[]>(`/publications?q=${encodeURIComponent(q)}`),
    placeholderData: (before) => before,
  });
}

export function useDesk(caseId: string) {
  return useQuery({
    queryKey: deskKey(caseId),
    queryFn: () => api.get<PublicationDesk>(`/cases/${caseId}/publication`),
    retry: false,
    refetchOnWindowFocus: false,
  });
}

/** What looks like personal data in a text; the text is sent, and not kept. */
export function useFindings(caseId: string, text: string) {
  return useQuery({
    queryKey: ['findings', caseId, text],
    queryFn: async (): Promise<readonly Finding[]> => {
      if (text.trim() === '') return [];
      const texts = { title: '', text, answer: '' };
      return (await api.post<FoundInTexts>(`/cases/${caseId}/publication/findings`, texts)).text;
    },
    staleTime: 600_000,
    retry: false,
  });
}
