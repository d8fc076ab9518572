import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditVerification, InstallationState } from '#engine/runtime/application/installation.ts';
import { api } from '#portal/kit/react/api-client.ts';

const refreshMs = 15_000;
const key = ['installation'] as const;

export function useInstallationState() {
  return useQuery({
    queryKey: key,
    queryFn: () => api.get<InstallationState>('/installation'),
    refetchInterval: refreshMs,
  });
}

export function useVerification() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (newest: number) => api.post<AuditVerification>('/installation/audit-verifications', { newest }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
