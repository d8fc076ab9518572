/** What the office asks the API, and for how long an answer is good. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { CaseStep, FigureService, Figures, FiguresQuery } from '#engine/runtime/application/history.ts';
import type {
  NoticePreview,
  RecentTask,
  TaskDetail,
  WayBack,
  Worklist,
  WorklistQuery,
  WorklistView,
} from '#engine/runtime/application/tasks.ts';
import { api } from '#portal/kit/react/api-client.ts';

const refreshMs = 30_000;
export const worklistKey = ['worklist'] as const;
export const recentKey = ['recent'] as const;
export const taskKey = (taskId: string) => ['task', taskId] as const;

/** Who is signed in, and which ways are shown to them. */
export interface Me extends Actor {
  readonly mayGive: boolean;
  readonly mayReceive: boolean;
  readonly mayReadRegister: boolean;
  readonly mayPublish: boolean;
  readonly mayReadOriginals: boolean;
  /** They decide who may see a reporter, or oversee who did. */
  readonly mayOversee: boolean;
  readonly mayReadFigures: boolean;
  /** A second factor to set up before anything else is answered. */
  readonly needs: 'any' | 'passkey' | null;
  /** Notices about the account that were not read. */
  readonly news: number;
}

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: () => api.get<Me>('/me'), staleTime: 300_000 });
}

/** What one person ('' nobody) has of a unit and role: a line of the load page. */
export type Held = NonNullable<WorklistQuery['held']>;

/** @param enabled false: nothing is asked, e.g. as long as somebody has to set up a second factor first */
export function useWorklist(
  view: WorklistView,
  q: string,
  { enabled = true, held }: { readonly enabled?: boolean; readonly held?: Held | undefined } = {},
) {
  return useInfiniteQuery({
    enabled,
    queryKey: [...worklistKey, view, q, held],
    queryFn: ({ pageParam }) =>
      api.get<Worklist>(
        `/tasks?${worklistQuery(view, q, pageParam)}${held ? `&${new URLSearchParams({ ...held })}` : ''}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page: Worklist) => page.next ?? undefined,
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
  });
}

export function useTask(taskId: string) {
  return useQuery({
    queryKey: taskKey(taskId),
    queryFn: () => api.get<TaskDetail>(`/tasks/${taskId}`),
    refetchOnWindowFocus: false,
  });
}

export function useSteps(caseId: string) {
  return useQuery({
    queryKey: ['steps', caseId],
    queryFn: () => api.get<readonly CaseStep[]>(`/cases/${caseId}/steps`),
  });
}

/** Asked anew each time the dialog opens: others work on the case too. */
export function useWaysBack(taskId: string) {
  return useQuery({
    queryKey: [...taskKey(taskId), 'ways-back'],
    queryFn: () => api.get<readonly WayBack[]>(`/tasks/${taskId}/ways-back`),
    gcTime: 0,
    retry: false,
  });
}

export function useRecent() {
  return useQuery({
    queryKey: recentKey,
    queryFn: () => api.get<readonly RecentTask[]>('/tasks/recent'),
    refetchInterval: refreshMs,
  });
}

export function useRecallable(taskId: string) {
  return useQuery({
    queryKey: [...taskKey(taskId), 'recall'],
    queryFn: () => api.get<WayBack>(`/tasks/${taskId}/recall`),
    gcTime: 0,
    retry: false,
  });
}

export function useFigureServices(enabled: boolean) {
  return useQuery({
    queryKey: ['figure-services'],
    queryFn: () => api.get<readonly FigureService[]>('/figures/services'),
    enabled,
  });
}

type FiguresAsked = Pick<FiguresQuery, 'service' | 'from' | 'to' | 'by'> & {
  readonly unit: string | null;
  readonly element: string | null;
};

export function useFigures(asked: FiguresAsked, enabled: boolean) {
  const { service, unit, element, ...rest } = asked;
  const only = { ...(unit !== null && { unit }), ...(element !== null && { element }) };
  return useQuery({
    queryKey: ['figures', asked] as const,
    queryFn: () => api.get<Figures>(`/services/${service}/figures?${new URLSearchParams({ ...rest, ...only })}`),
    // Lines of another kind would stand under the wrong heads.
    placeholderData: (before, query) => (query?.queryKey[1].by === asked.by ? before : undefined),
    refetchInterval: refreshMs,
    enabled,
  });
}

export function previewNotices(taskId: string, values: object): Promise<readonly NoticePreview[]> {
  return api.post<readonly NoticePreview[]>(`/tasks/${taskId}/notice-preview`, { values });
}

function worklistQuery(view: WorklistView, q: string, after: string): URLSearchParams {
  const query = new URLSearchParams({ view });
  if (q !== '') query.set('q', q);
  if (after !== '') query.set('after', after);
  return query;
}
