/** Reads a service's diagram with the engine's own reader, so that lists say what the engine will do. */
import { useQuery } from '@tanstack/react-query';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Program } from '#engine/core/model/program.ts';

/** @param xml the diagram; undefined while it is on its way */
export function useProgram(service: string, version: number, xml: string | undefined): Program | undefined {
  const query = useQuery({
    queryKey: ['program', service, version, xml],
    queryFn: async () => {
      const { processes } = await loadProgram([{ path: 'process.bpmn', content: xml ?? '' }]);
      return Object.values(processes)[0] ?? null;
    },
    enabled: xml !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data ?? undefined;
}
