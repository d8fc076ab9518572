/** What the designer asks the API, and for how long an answer is good. */
import { useQuery } from '@tanstack/react-query';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { WorkerTokenView } from '#engine/runtime/application/external.ts';
import type { Figures, FiguresQuery } from '#engine/runtime/application/history.ts';
import type {
  LiveCount,
  Problem,
  Resource,
  ServiceDetail,
  ServiceSummary,
} from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';

export const timeZone = 'Asia/Ho_Chi_Minh';
const liveRefreshMs = 15_000;

export const workerTokensKey = ['worker-tokens'] as const;
export const servicesKey = ['services'] as const;
export const serviceKey = (service: string) => ['service', service] as const;
export const checkKey = (service: string) => ['check', service] as const;
export const resourceKey = (service: string, version: number, path: string) =>
  ['resource', service, version, path] as const;

/** Who is signed in, and which ways are shown to them. */
interface Me extends Actor {
  readonly mayConnect: boolean;
  readonly maySeeInstallation: boolean;
  /** Parts of the city's configuration that they keep. */
  readonly configures: readonly string[];
}

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: () => api.get<Me>('/me'), staleTime: 300_000 });
}

export function useWorkerTokens() {
  return useQuery({
    queryKey: workerTokensKey,
    queryFn: () => api.get<readonly WorkerTokenView[]>('/worker-tokens'),
  });
}

export function useServices() {
  return useQuery({ queryKey: servicesKey, queryFn: () => api.get<readonly ServiceSummary[]>('/services') });
}

export function useService(service: string) {
  return useQuery({ queryKey: serviceKey(service), queryFn: () => api.get<ServiceDetail>(`/services/${service}`) });
}

/** One file of a version; 0 is the draft. Published versions never change. */
export function useResource(service: string, version: number, path: string | undefined) {
  return useQuery({
    queryKey: resourceKey(service, version, path ?? ''),
    queryFn: () => readResource(service, version, path ?? ''),
    enabled: path !== undefined,
    staleTime: version > 0 ? Number.POSITIVE_INFINITY : 0,
    refetchOnWindowFocus: false,
  });
}

export function readResource(service: string, version: number, path: string): Promise<Resource> {
  return api.get<Resource>(`/services/${service}/versions/${version}/resources/${path}`);
}

export function useLive(service: string, version: number) {
  return useQuery({
    queryKey: ['live', service, version],
    queryFn: () => api.get<readonly LiveCount[]>(`/services/${service}/versions/${version}/live`),
    enabled: version > 0,
    refetchInterval: liveRefreshMs,
  });
}

/** Everything that stands against publishing what is shown: the draft, or the newest version where there is none. */
export function useCheck(service: string, hasDraft: boolean | undefined) {
  return useQuery({
    queryKey: [...checkKey(service), hasDraft],
    queryFn: () => api.post<readonly Problem[]>(`/services/${service}/draft/check`),
    enabled: hasDraft !== undefined,
  });
}

export type FiguresAsked = Pick<FiguresQuery, 'from' | 'to' | 'by'> & {
  readonly version: number;
  readonly unit: string | null;
};

export function useFigures(service: string, asked: FiguresAsked) {
  const { unit, version, ...rest } = asked;
  const query = new URLSearchParams({ ...rest, version: String(version), ...(unit === null ? {} : { unit }) });
  return useQuery({
    queryKey: ['figures', service, asked],
    queryFn: () => api.get<Figures>(`/services/${service}/figures?${query}`),
    placeholderData: (before) => before,
    refetchInterval: liveRefreshMs,
  });
}
