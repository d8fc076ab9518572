/** Everything that stands against publishing a service: its diagrams, decisions, forms, messages and settings. */
import { type LoadedProgram, loadProgram } from '#engine/bpmn/load-program.ts';
import type { ConfigFault } from '#engine/cases/city/json-reader.ts';
import { parseMessages } from '#engine/cases/notices.ts';
import { parsePack } from '#engine/cases/service-pack.ts';
import { parseForm } from '#forms/check.ts';
import type { Problem } from '../../application/services.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { ApplicationDeps } from '../application.ts';

/** Largest file of a service, in characters (security.md S04). */
export const resourceCharactersMax = 2 * 1024 * 1024;

/** What this installation lets a service do. */
export interface Allowed {
  readonly javascript: boolean;
}

export function allowedIn({ scripts }: Pick<ApplicationDeps, 'scripts'>): Allowed {
  return { javascript: scripts !== undefined };
}

/**
 * What keeps the files from being run, all of it known from the files alone.
 */
export async function problemsOf(
  resources: readonly ServiceResourceRow[],
  { javascript }: Allowed,
): Promise<readonly Problem[]> {
  return problemsIn(resources, await loadProgram(resources, { javascript }));
}

/** As {@link problemsOf}, of a service whose processes have been read already. */
export function problemsIn(
  resources: readonly ServiceResourceRow[],
  { problems, processes }: Pick<LoadedProgram, 'problems' | 'processes'>,
): readonly Problem[] {
  const content = (path: string): string | undefined => resources.find((found) => found.path === path)?.content;
  const pack = parsePack(content('pack.json'));
  const messages = parseMessages(content('messages.json'));
  const forms = resources
    .filter(({ kind }) => kind === 'form')
    .flatMap(({ path, content: text }) => parseForm(text, path).problems);
  const process = pack.pack?.process;
  const missing: Problem[] =
    process !== undefined && processes[process] === undefined && problems.length === 0
      ? [configProblem('pack.json', 'process', `process "${process}" is in no diagram`)]
      : [];
  return [
    ...problems,
    ...forms,
    ...faultProblems('pack.json', pack.faults),
    ...faultProblems('messages.json', messages.faults),
    ...missing,
  ];
}

/** Problems of one file alone, for an answer to saving it. */
export function problemsAt(problems: readonly Problem[], path: string): readonly Problem[] {
  return problems.filter((problem) => problem.path === path);
}

function faultProblems(path: string, faults: readonly ConfigFault[]): readonly Problem[] {
  return faults.map((fault) => configProblem(path, fault.path, fault.message));
}

function configProblem(path: string, element: string, reason: string): Problem {
  return {
    severity: 'error',
    code: 'CONFIG_FAULT',
    path,
    element: element === '' ? null : element,
    message: {
      vi: `Thiết lập ở "${element}" chưa đúng: ${reason}.`,
      en: `The setting at "${element}" is not right: ${reason}.`,
    },
    params: { reason },
  };
}
