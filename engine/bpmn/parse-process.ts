import type { Program } from '#engine/core/model/program.ts';
import { readBpmn } from './moddle.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { englishOf, type ForeignWork, readJobPriority } from './node-base.ts';
import { type Problem, type Report, report } from './problems.ts';
import { readGlobalTasks } from './read-global.ts';
import { type ReadOptions, readScopes } from './read-scope.ts';
import { checkRules } from './rules/check.ts';
import { settled } from './rules/settled.ts';

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
  /** null where the file cannot be read. */
  readonly root: ModdleElement | null;
}

export interface ParseOptions {
  /** `asJobs`: scripts and services of other engines become jobs that a worker stands in for. */
  readonly foreignWork?: ForeignWork;
  /** `published`: what was published once is read as it is, without the limits and rules that came later. */
  readonly checked?: Checked;
}

export type Checked = 'forPublishing' | 'published';

/**
 * Reads the executable processes of a BPMN 2.0 file.
 * @param path of the file within the service, for problems
 */
export async function parseProcess(
  xml: string,
  path: string,
  { foreignWork = 'refuse', checked = 'forPublishing' }: ParseOptions = {},
): Promise<ParsedFile> {
  const { root, problems } = await readBpmn(xml, path, checked === 'forPublishing');
  const to: Report = { path, problems: [...problems] };
  if (root === null) return { processes: [], globalTasks: [], problems: to.problems, root };
  const executable = executableIn(root);
  const addressed = addressedIn(root);
  if (executable.length === 0) report(to, 'NO_EXECUTABLE_PROCESS', null);
  const processes = executable.map((process) => ({
    path,
    program: { ...readProcess(process, { report: to, foreignWork }), ...addressed },
  }));
  const globalTasks = readGlobalTasks(root, { report: to, foreignWork }).map((program) => ({ path, program }));
  if (checked === 'published') return { processes, globalTasks, problems: to.problems, root };
  return { processes, globalTasks, problems: settled(to.problems, checkRules(root, xml, path)), root };
}

/** Those marked so; where none is marked either way, the only one that has content. */
function executableIn(root: ModdleElement): readonly ModdleElement[] {
  const processes = elementsIn(root, 'rootElements').filter(
    (element) => typeName(element) === 'Process' && elementsIn(element, 'flowElements').length > 0,
  );
  const marked = processes.filter((process) => process.get('isExecutable') === true);
  return marked.length > 0 ? marked : processes.filter((process) => process.get('isExecutable') === undefined);
}

/** What message flows lead to (BPMN 2.0.2 §9.3); one to a pool leads to its process. */
function addressedIn(root: ModdleElement): Pick<Program, 'addressed'> {
  const collaborations = elementsIn(root, 'rootElements').filter((one) => typeName(one) === 'Collaboration');
  const targets = collaborations
    .flatMap((one) => elementsIn(one, 'messageFlows'))
    .flatMap((flow) => elementIn(flow, 'targetRef') ?? []);
  const addressed = targets.map((target) => elementIn(target, 'processRef')?.id ?? target.id ?? '');
  return addressed.length === 0 ? {} : { addressed };
}

function readProcess(process: ModdleElement, to: ReadOptions): Program {
  const id = idOf(process);
  if (id === '') report(to.report, 'ID_MISSING', null, { type: 'Process' });
  const scopes = readScopes(process, null, to);
  const nodes: Program['nodes'] = Object.assign({}, ...scopes.map((scope) => scope.nodes));
  const awaitsData = Object.values(nodes).some(({ data }) => data?.inputSets.some((set) => set.length > 0));
  return {
    process: id,
    name: textIn(process, 'name') ?? id,
    ...englishOf(process),
    scopes: Object.fromEntries(scopes.map(({ scope }) => [scope.id, scope])),
    nodes,
    ...(awaitsData && { awaitsData }),
    ...readJobPriority(process, { report: to.report, element: id }),
    ...(sharesCorrelation(process) && { conversation: true }),
    flows: Object.assign({}, ...scopes.map(({ flows }) => flows)),
    decisions: {},
  };
}

/** BPMN 2.0.2 §8.4.2: by correlation subscriptions of its own, or by keys of a collaboration that it takes part in. */
function sharesCorrelation(process: ModdleElement): boolean {
  if (elementsIn(process, 'correlationSubscriptions').length > 0) return true;
  const roots = process.$parent === undefined ? [] : elementsIn(process.$parent, 'rootElements');
  return roots.some((root) => {
    const takesPart = elementsIn(root, 'participants').some((one) => elementIn(one, 'processRef') === process);
    const keyed = [root, ...elementsIn(root, 'conversations')].some(
      (one) => elementsIn(one, 'correlationKeys').length > 0,
    );
    return takesPart && keyed;
  });
}
