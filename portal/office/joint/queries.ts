import { useQuery } from '@tanstack/react-query';
import type { JointView } from '#engine/runtime/application/parts.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { taskKey } from '../queries.ts';

export const partsKey = (taskId: string) => [...taskKey(taskId), 'parts'] as const;

/** Another unit may answer at any moment. */
export function useParts(taskId: string) {
  return useQuery({
    queryKey: partsKey(taskId),
    queryFn: () => api.get<JointView>(`/tasks/${taskId}/parts`),
    refetchInterval: 30_000,
  });
}
