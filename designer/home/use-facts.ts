/** What the files of a service say of it in numbers and names, for the lines of its list. */
import { useQuery } from '@tanstack/react-query';
import type { Program } from '#engine/core/model/program.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { readResource, useResource } from '../queries.ts';
import { type PackFile, readPack } from '../settings/pack-file.ts';
import { type Step, stepsOf } from './steps.ts';
import { useProgram } from './use-program.ts';

export interface Facts {
  readonly program: Program | undefined;
  readonly steps: readonly Step[];
  readonly pack: PackFile | undefined;
  /** Undefined while it is being counted. */
  readonly questions: number | undefined;
}

/** Of the draft, or of the version in use where there is none. */
export function useFacts(detail: ServiceDetail): Facts {
  const shown = detail.draft === null ? detail.version : 0;
  const process = detail.resources.find(({ kind }) => kind === 'process');
  const drawing = useResource(detail.key, shown, process?.path);
  const settings = useResource(detail.key, shown, detail.resources.find(({ path }) => path === 'pack.json')?.path);
  const program = useProgram(detail.key, shown, drawing.data?.content);
  return {
    program,
    steps: program === undefined ? [] : stepsOf(program),
    pack: settings.data && readPack(settings.data.content),
    questions: useQuestions(detail, shown),
  };
}

function useQuestions(detail: ServiceDetail, shown: number): number | undefined {
  const paths = detail.resources.filter(({ kind }) => kind === 'form').map(({ path }) => path);
  return useQuery({
    // A draft that was saved since is counted anew.
    queryKey: ['questions', detail.key, shown, detail.draft?.revision ?? 0],
    queryFn: async () => {
      const files = await Promise.all(paths.map((path) => readResource(detail.key, shown, path)));
      return files.reduce((sum, { content }) => sum + questionsIn(content), 0);
    },
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** What somebody is asked: fields with a value, without buttons. A form that cannot be read asks nothing. */
export function questionsIn(content: string): number {
  try {
    const form = JSON.parse(content) as FormDefinition;
    const asked = [...walkForm(form)].map(({ component }) => component);
    return asked.filter(({ input, type, hidden }) => input === true && type !== 'button' && hidden !== true).length;
  } catch {
    return 0;
  }
}
