import type { Program } from '#engine/core/model/program.ts';
import { checkData } from './data-rules.ts';
import { checkFlowRules } from './flow-rules.ts';
import { readBpmn } from './moddle.ts';
import { elementsIn, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import type { ForeignWork } from './node-base.ts';
import { type Problem, type Report, report } from './problems.ts';
import { readGlobalTasks } from './read-global.ts';
import { type ReadOptions, readScopes } from './read-scope.ts';
import { checkStructure } from './structure.ts';

/** A process as its own file tells it; decisions come from the rest of the service (`loadProgram`). */
export interface ParsedProcess {
  readonly path: string;
  readonly program: Program;
}

export interface ParsedFile {
  readonly processes: readonly ParsedProcess[];
  /** Each as a process of its own that a call activity calls. */
  readonly globalTasks: readonly ParsedProcess[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the executable processes of a BPMN 2.0 file.
 * @param path of the file within the service, for problems
 * @param foreignWork `asJobs`: scripts and services of other engines become jobs that a worker stands in for
 */
export async function parseProcess(
  xml: string,
  path: string,
  foreignWork: ForeignWork = 'refuse',
): Promise<ParsedFile> {
  const { root, problems } = await readBpmn(xml, path);
  const to: Report = { path, problems: [...problems] };
  if (root === null) return { processes: [], globalTasks: [], problems: to.problems };
  const executable = executableIn(root);
  if (executable.length === 0) report(to, 'NO_EXECUTABLE_PROCESS', null);
  const processes = executable.map((process) => ({ path, program: readProcess(process, { report: to, foreignWork }) }));
  const globalTasks = readGlobalTasks(root, { report: to, foreignWork }).map((program) => ({ path, program }));
  return { processes, globalTasks, problems: to.problems };
}

/** Those marked so; where none is marked either way, the only one that has content. */
function executableIn(root: ModdleElement): readonly ModdleElement[] {
  const processes = elementsIn(root, 'rootElements').filter(
    (element) => typeName(element) === 'Process' && elementsIn(element, 'flowElements').length > 0,
  );
  const marked = processes.filter((process) => process.get('isExecutable') === true);
  return marked.length > 0 ? marked : processes.filter((process) => process.get('isExecutable') === undefined);
}

function readProcess(process: ModdleElement, to: ReadOptions): Program {
  const id = idOf(process);
  if (id === '') report(to.report, 'ID_MISSING', null, { type: 'Process' });
  const scopes = readScopes(process, null, to);
  checkData(process, to.report);
  for (const scope of scopes) {
    checkStructure(scope, to.report);
    checkFlowRules(scope, to.report);
  }
  return {
    process: id,
    name: textIn(process, 'name') ?? id,
    scopes: Object.fromEntries(scopes.map(({ scope }) => [scope.id, scope])),
    nodes: Object.assign({}, ...scopes.map(({ nodes }) => nodes)),
    flows: Object.assign({}, ...scopes.map(({ flows }) => flows)),
    decisions: {},
  };
}
