/** The files beside the drawing: what rules over the whole service look into. They come after the editor is there. */
import { useQuery } from '@tanstack/react-query';
import type { ResourceText } from '#engine/bpmn/load-program.ts';
import type { Opened } from '../draft/use-opened.ts';
import { readResource } from '../queries.ts';

const read = new Set(['form', 'messages', 'settings']);

/** @returns undefined while they are on their way */
export function useRest({ detail, path }: Opened): readonly ResourceText[] | undefined {
  const version = detail.draft === null ? detail.version : 0;
  const wanted = detail.resources.filter((one) => one.path !== path && read.has(one.kind));
  const query = useQuery({
    queryKey: ['rest', detail.key, version, wanted.map((one) => one.path)],
    queryFn: async () =>
      await Promise.all(wanted.map(async (one) => await readResource(detail.key, version, one.path))),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return query.data;
}
