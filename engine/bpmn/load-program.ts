// A service version as a whole: its processes with its decisions, and everything that stands against publishing it.
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { beyondRuntime } from './beyond-runtime.ts';
import { loadDecisions } from './decisions/load-decisions.ts';
import { type ParsedProcess, type ParseOptions, parseProcess } from './parse-process.ts';
import { type Problem, problem } from './problems.ts';
import { publishedByOne } from './published-by-one.ts';
import { checkAcross, type ReadFile } from './rules/across-files.ts';
import { settled } from './rules/settled.ts';
import { untranslated } from './untranslated.ts';

/** A file of the service; `path` is relative to it, e.g. `forms/handle.form.json`. */
export interface ResourceText {
  readonly path: string;
  readonly content: string;
}

export interface LoadedProgram {
  /** Executable processes by id. */
  readonly processes: { readonly [process: string]: Program };
  /** Global tasks by id, each as a process of its own that a call activity calls. */
  readonly globalTasks: { readonly [task: string]: Program };
  /** The file of each process and global task. */
  readonly files: { readonly [process: string]: string };
  readonly decisions: Decisions;
  readonly problems: readonly Problem[];
  /** Names that readers of English cannot read: warnings for whoever asks how complete the service is. */
  readonly untranslated: readonly Problem[];
}

export interface LoadOptions extends ParseOptions {
  /** What will run it: the core alone (scenarios, conformance) runs more than the server can keep yet. */
  readonly host?: 'runtime' | 'core';
  /** Whether scripts in JavaScript may run. */
  readonly javascript?: boolean;
}

/**
 * Reads all BPMN and DMN files of a service version. Where `problems` holds an error the programs must not run.
 * @param resources all files of the service; those that are neither BPMN nor DMN count by their path only
 */
export async function loadProgram(
  resources: readonly ResourceText[],
  { host = 'runtime', javascript = false, ...options }: LoadOptions = {},
): Promise<LoadedProgram> {
  const byPath = resources.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const loaded = await loadDecisions(byPath.filter(({ path }) => path.endsWith('.dmn')));
  const { decisions } = loaded;
  const problems = [...loaded.problems];
  const parsed: ParsedProcess[] = [];
  const tasks: ParsedProcess[] = [];
  const read: ReadFile[] = [];
  for (const { path, content } of byPath.filter((resource) => resource.path.endsWith('.bpmn'))) {
    const result = await parseProcess(content, path, options);
    parsed.push(...result.processes);
    tasks.push(...result.globalTasks);
    problems.push(...result.problems);
    if (result.root !== null) read.push({ path, root: result.root });
  }
  const all = [...parsed, ...tasks];
  if (options.checked !== 'published') {
    const forms = new Set(resources.flatMap(({ path }) => /(?:^|\/)([^/]+)\.form\.json$/.exec(path)?.[1] ?? []));
    for (const process of all) problems.push(...referenceProblems(process, decisions, forms));
    problems.push(...doubleProcesses(all), ...calledProblems(parsed));
    if (!javascript) problems.push(...all.flatMap(scriptProblems));
    if (host === 'runtime') {
      problems.push(...parsed.flatMap(({ path, program }) => beyondRuntime(path, program)));
      problems.push(...parsed.flatMap(({ path, program }) => publishedByOne(path, program)));
      problems.push(...calledElsewhere(all));
    }
  }
  const byId = (list: readonly ParsedProcess[]) =>
    Object.fromEntries(list.map(({ program }) => [program.process, { ...program, decisions }]));
  const files = Object.fromEntries(all.map(({ path, program }) => [program.process, path]));
  const across =
    options.checked === 'published'
      ? []
      : checkAcross(
          read,
          resources.map(({ path }) => path),
        );
  return {
    processes: byId(parsed),
    files,
    globalTasks: byId(tasks),
    decisions,
    problems: settled(problems, across),
    untranslated: read.flatMap(({ path, root }) => untranslated(root, path)),
  };
}

/** All that it runs: processes, and global tasks as processes of their own. */
export function programsIn({ processes, globalTasks }: LoadedProgram): readonly Program[] {
  return [...Object.values(processes), ...Object.values(globalTasks)];
}

function referenceProblems({ path, program }: ParsedProcess, decisions: Decisions, forms: ReadonlySet<string>) {
  return Object.values(program.nodes).flatMap((node): readonly Problem[] => {
    const form = formOf(node);
    if (form !== null && !forms.has(form)) return [problem('FORM_NOT_FOUND', path, node.id, { form })];
    if (node.type === 'businessRuleTask' && node.decision !== '' && !isAskable(decisions, node.decision)) {
      return [problem('DECISION_NOT_FOUND', path, node.id, { decision: node.decision })];
    }
    const nowhere = 'sendBack' in node ? node.sendBack?.find((id) => !mayReturnTo(program, node, id)) : undefined;
    if (nowhere !== undefined) return [problem('SEND_BACK_TO_NO_STEP', path, node.id, { id: nowhere })];
    const nobody = 'apartFrom' in node ? node.apartFrom?.find((id) => !isStepOfPeople(program, id)) : undefined;
    return nobody === undefined ? [] : [problem('APART_FROM_NO_STEP', path, node.id, { id: nobody })];
  });
}

function isStepOfPeople({ nodes }: Pick<Program, 'nodes'>, id: string): boolean {
  const type = Object.hasOwn(nodes, id) ? nodes[id]?.type : undefined;
  return type === 'userTask' || type === 'manualTask';
}

/** A step of people, in the same scope or one around it. */
function mayReturnTo({ nodes, scopes }: Program, { scope }: FlowNode, to: string): boolean {
  const target = isStepOfPeople({ nodes }, to) ? nodes[to] : undefined;
  if (target === undefined) return false;
  for (let around: string | null = scope; around !== null; around = scopes[around]?.parent ?? null) {
    if (around === target.scope) return true;
  }
  return false;
}

/** Input data and knowledge models answer no task. */
function isAskable(decisions: Decisions, key: string): boolean {
  const kind = Object.hasOwn(decisions, key) ? decisions[key]?.kind : undefined;
  return kind === 'decision' || kind === 'service';
}

function scriptProblems({ path, program }: ParsedProcess): readonly Problem[] {
  return Object.values(program.nodes).flatMap((node) => {
    const refused = node.type === 'scriptTask' && node.javascript !== undefined;
    return refused ? [problem('JAVASCRIPT_NOT_ALLOWED', path, node.id)] : [];
  });
}

/** A called process begins at its none start event (BPMN 2.0.2 §10.3.6); one that is not here may be deployed apart. */
function calledProblems(parsed: readonly ParsedProcess[]): readonly Problem[] {
  const programs = new Map(parsed.map(({ program }) => [program.process, program]));
  return parsed.flatMap(({ path, program }) =>
    Object.values(program.nodes).flatMap((node): readonly Problem[] => {
      const called = node.type === 'callActivity' && node.called.kind === 'literal' ? node.called.value : '';
      const starts = programs.get(called)?.scopes[called]?.starts;
      return starts?.length === 0 ? [problem('CALLED_HAS_NO_START', path, node.id, { process: called })] : [];
    }),
  );
}

/** A service may call what another has published; who means the version deployed together finds it here or nowhere. */
function calledElsewhere(all: readonly ParsedProcess[]): readonly Problem[] {
  const here = new Set(all.map(({ program }) => program.process));
  return all.flatMap(({ path, program }) =>
    Object.values(program.nodes).flatMap((node): readonly Problem[] => {
      if (node.type !== 'callActivity' || node.called.kind !== 'literal') return [];
      if (node.called.value === '' || here.has(node.called.value)) return [];
      const code = node.version === 'deployment' ? 'CALLED_NOT_FOUND' : 'CALLED_ELSEWHERE';
      return [problem(code, path, node.id, { process: node.called.value })];
    }),
  );
}

function formOf(node: FlowNode): string | null {
  return 'form' in node ? node.form : null;
}

function doubleProcesses(parsed: readonly ParsedProcess[]): readonly Problem[] {
  return parsed.flatMap(({ path, program: { process } }, index) => {
    const before = parsed.slice(0, index).some((other) => other.program.process === process);
    return before ? [problem('PROCESS_ID_NOT_UNIQUE', path, process, { id: process })] : [];
  });
}
