import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { ReviewView, WaitingReview } from '#engine/runtime/application/reviews.ts';
import { api } from '#portal/kit/react/api-client.ts';

export const reviewKey = (service: string, version: number) => ['review', service, version] as const;
const waitingKey = ['waiting reviews'] as const;

/** What others do there is seen within so long. */
const refreshMs = 15_000;

export function useReview(service: string, version: number, enabled = true) {
  return useQuery({
    queryKey: reviewKey(service, version),
    queryFn: () => api.get<ReviewView>(`/services/${service}/versions/${version}/review`),
    enabled,
    refetchInterval: version === 0 ? refreshMs : false,
  });
}

export function useWaitingReviews() {
  return useQuery({
    queryKey: waitingKey,
    queryFn: () => api.get<readonly WaitingReview[]>('/service-reviews'),
    refetchInterval: refreshMs,
  });
}

export async function reviewChanged(queries: QueryClient, service: string): Promise<void> {
  for (const queryKey of [['review', service], waitingKey]) await queries.invalidateQueries({ queryKey });
}
