// The files that a scenario names: the model that is played, further definitions, and the models it migrates to.
import { type LoadedProgram, loadProgram, type ResourceText } from '#engine/bpmn/load-program.ts';
import type { Problem } from '#engine/bpmn/problems.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Scenario } from './scenario.ts';

/** Reads a file beside the scenario's; undefined where there is none. */
export type ReadFile = (path: string) => Promise<string | undefined>;

export interface Files {
  /** The process that is played. */
  readonly main: Program;
  /** All that the files hold, by id, global tasks too. */
  readonly programs: { readonly [process: string]: Program };
  /** What an instance can go on under, by the path that the step names. */
  readonly versions: ReadonlyMap<string, Program>;
  readonly fileOf: (program: Program) => string;
}

interface Unloaded {
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** @param javascript whether scripts in JavaScript may run */
export async function loadFiles(
  scenario: Scenario,
  readFile: ReadFile,
  javascript: boolean,
): Promise<Files | Unloaded> {
  const read = { readFile, javascript };
  const loaded = await load([scenario.model, ...scenario.resources], read);
  if ('message' in loaded) return loaded;
  const main = mainOf(loaded, scenario.model, scenario.process);
  if (typeof main === 'string') return { message: main, problems: [] };
  const versions = new Map<string, Program>();
  const paths = new Map(loaded.paths);
  for (const { action } of scenario.steps) {
    if (action.kind !== 'migrate' || versions.has(action.model)) continue;
    const version = await load([action.model, ...scenario.resources], read);
    if ('message' in version) return version;
    const program = mainOf(version, action.model, scenario.process);
    if (typeof program === 'string') return { message: program, problems: [] };
    versions.set(action.model, program);
    for (const [one, path] of version.paths) paths.set(one, path);
  }
  const programs = { ...loaded.globalTasks, ...loaded.programs };
  return { main, programs, versions, fileOf: (program) => paths.get(program) ?? scenario.model };
}

interface Loaded {
  readonly programs: { readonly [process: string]: Program };
  readonly globalTasks: { readonly [task: string]: Program };
  readonly paths: ReadonlyMap<Program, string>;
}

interface Reading {
  readonly readFile: ReadFile;
  readonly javascript: boolean;
}

async function load(files: readonly string[], { readFile, javascript }: Reading): Promise<Loaded | Unloaded> {
  const resources = [];
  for (const path of files) {
    const content = await readFile(path);
    if (content === undefined) return { message: `there is no file ${path}`, problems: [] };
    resources.push({ path, content });
  }
  const { processes, globalTasks, files: fileOf, problems } = await loadOnce(resources, javascript);
  // Forms are not among a scenario's files.
  const errors = problems.filter(({ severity, code }) => severity === 'error' && code !== 'FORM_NOT_FOUND');
  if (errors.length > 0) return { message: errors.map(problemText).join('; '), problems: errors };
  const paths = Object.values(processes).map((program) => [program, fileOf[program.process] ?? ''] as const);
  return { programs: processes, globalTasks, paths: new Map(paths) };
}

/** The scenarios of a model stand one after the other, and nothing changes a program: the last one read is kept. */
let last: { readonly key: string; readonly loaded: Promise<LoadedProgram> } | null = null;

function loadOnce(resources: readonly ResourceText[], javascript: boolean): Promise<LoadedProgram> {
  const key = JSON.stringify([resources, javascript]);
  if (last?.key !== key) last = { key, loaded: loadProgram(resources, { host: 'core', javascript }) };
  return last.loaded;
}

/** The process that the scenario names, else the one of its model's file. */
function mainOf({ programs, paths }: Loaded, model: string, process: string | null): Program | string {
  const all = Object.values(programs);
  const found = all.filter((program) =>
    process === null ? paths.get(program) === model : program.process === process,
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const ids = Object.keys(programs).join(', ');
  return `${model}: ${found.length === 0 ? 'no such' : 'more than one'} executable process; name one of: ${ids}`;
}

export function problemText({ path, element, message, code }: Problem): string {
  return `${path}${element === null ? '' : `#${element}`}: ${message.en} (${code})`;
}
