// All DMN files of a version together: models may import each other. What is wrong stands at its element.
import { compiledModel } from '#engine/core/decisions/compile-model.ts';
import type { DecisionFault } from '#engine/core/decisions/scope.ts';
import type { Decisions, DrgElement, Requirement } from '#engine/core/model/decisions.ts';
import { readDmn } from '../moddle.ts';
import { elementsIn, idOf, type ModdleElement, textIn, typeName } from '../moddle-types.ts';
import { type Problem, type Report, report } from '../problems.ts';
import { typeTable } from './item-definitions.ts';
import { nameOf, readElement, readTypes, type Target, type Targets } from './read-elements.ts';
import type { DmnSource } from './source.ts';

export interface DmnFile {
  readonly path: string;
  readonly content: string;
}

export interface LoadedDecisions {
  readonly decisions: Decisions;
  readonly problems: readonly Problem[];
}

/** Reads the models of DMN files with everything they refer to; where a problem is an error they must not run. */
export async function loadDecisions(files: readonly DmnFile[]): Promise<LoadedDecisions> {
  const problems: Problem[] = [];
  const sources: DmnSource[] = [];
  for (const { path, content } of files) {
    const { root, problems: found } = await readDmn(content, path);
    problems.push(...found);
    const to: Report = { path, problems };
    if (root !== null) sources.push({ path, root, to, namespace: textIn(root, 'namespace') ?? path });
  }
  const keys = keysOf(sources);
  const decisions: Record<string, DrgElement> = {};
  const owners = new Map<string, DmnSource>();
  for (const source of sources) readSource(source, { sources, keys, decisions, owners });
  for (const [key, element] of Object.entries(decisions)) {
    const to = owners.get(key)?.to;
    if (to !== undefined && requires(key, key, decisions)) report(to, 'DECISION_LOOPS', element.id);
  }
  reportFaults(decisions, owners);
  return { decisions, problems };
}

interface Loading {
  readonly sources: readonly DmnSource[];
  readonly keys: Keys;
  readonly decisions: Record<string, DrgElement>;
  readonly owners: Map<string, DmnSource>;
}

type Keys = (source: DmnSource, id: string) => string;

/** Ids are unique in a file; where two files share one, the namespace tells them apart. */
function keysOf(sources: readonly DmnSource[]): Keys {
  const counts = new Map<string, number>();
  for (const source of sources) {
    for (const id of new Set(elementsIn(source.root, 'drgElement').map(idOf)))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return ({ namespace }, id) => ((counts.get(id) ?? 0) > 1 ? `${namespace}#${id}` : id);
}

function readSource(source: DmnSource, { sources, keys, decisions, owners }: Loading): void {
  const imported = importsOf(source, sources);
  const types = typeTable(source, imported);
  const targets = targetsOf(source, imported, keys);
  const names = new Set<string>();
  for (const element of elementsIn(source.root, 'drgElement')) {
    const id = idOf(element);
    const read = readElement(element, { source, element: id, types }, targets);
    if (read === null) continue;
    if (textIn(element, 'name') === null) report(source.to, 'DECISION_NAME_MISSING', id);
    if (names.has(read.name)) report(source.to, 'DECISION_TITLE_NOT_UNIQUE', id, { name: read.name });
    names.add(read.name);
    const key = keys(source, id);
    if (Object.hasOwn(decisions, key)) report(source.to, 'DECISION_NAME_NOT_UNIQUE', id, { id });
    decisions[key] = read;
    owners.set(key, source);
  }
}

/** The models that a model imports, by the name under which they come in (§6.3.3). */
function importsOf(source: DmnSource, sources: readonly DmnSource[]): ReadonlyMap<string, DmnSource> {
  const imported = new Map<string, DmnSource>();
  for (const element of elementsIn(source.root, 'import')) {
    const namespace = textIn(element, 'namespace') ?? '';
    if (!/DMN/.test(textIn(element, 'importType') ?? 'DMN')) continue;
    const found = sources.find((other) => other.namespace === namespace);
    if (found === undefined) {
      report(source.to, 'DECISION_IMPORT_NOT_FOUND', element.id ?? textIn(element, 'name'), { namespace });
    } else imported.set(textIn(element, 'name') ?? '', found);
  }
  return imported;
}

/** `#id` in this model, `namespace#id` in an imported one. */
function targetsOf(source: DmnSource, imported: ReadonlyMap<string, DmnSource>, keys: Keys): Targets {
  const find = (href: string): Target | null => {
    const at = href.lastIndexOf('#');
    const [namespace, id] = [at === -1 ? '' : href.slice(0, at), href.slice(at + 1)];
    if (namespace === '' || namespace === source.namespace) return targetIn(source, id, [], keys);
    for (const [name, model] of imported) {
      if (model.namespace === namespace) return targetIn(model, id, name === '' ? [] : [name], keys);
    }
    return null;
  };
  return { find };
}

function targetIn(source: DmnSource, id: string, prefix: readonly string[], keys: Keys): Target | null {
  const element = elementsIn(source.root, 'drgElement').find((candidate) => isTarget(candidate, id));
  if (element === undefined) return null;
  return { key: keys(source, id), path: [...prefix, nameOf(element)], type: typeName(element) };
}

function isTarget(element: ModdleElement, id: string): boolean {
  return idOf(element) === id && readTypes.has(typeName(element));
}

/** Whether `key` requires `wanted`, directly or through others. */
function requires(key: string, wanted: string, decisions: Decisions, seen = new Set<string>()): boolean {
  return requirementsOf(decisions[key]).some(({ key: next }) => {
    if (next === wanted) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return requires(next, wanted, decisions, seen);
  });
}

function requirementsOf(element: DrgElement | undefined): readonly Requirement[] {
  if (element === undefined || element.kind === 'input') return [];
  return element.kind === 'service' ? element.outputs : element.requires;
}

const codes = {
  syntax: 'EXPRESSION_NOT_VALID',
  costly: 'EXPRESSION_TOO_COSTLY',
  notSupported: 'EXPRESSION_NOT_SUPPORTED',
  unknownFunction: 'EXPRESSION_NOT_SUPPORTED',
  unknownName: 'DECISION_NAME_UNKNOWN',
} as const satisfies Record<DecisionFault['kind'], string>;

function reportFaults(decisions: Decisions, owners: ReadonlyMap<string, DmnSource>): void {
  for (const [key, element] of Object.entries(decisions)) {
    const source = owners.get(key);
    if (source === undefined) continue;
    // Without input data in the model, its names are the variables of the case.
    const declares = Object.values(decisions).some(({ kind, model }) => kind === 'input' && model === element.model);
    for (const fault of compiledModel(decisions).faults.filter((candidate) => candidate.owner === key)) {
      if (fault.kind === 'unknownName' && !declares) continue;
      const { found, source: text, element: where } = fault;
      report(source.to, codes[fault.kind], fault.element, {
        where,
        source: text,
        found,
        reason: found,
        name: found,
      });
    }
  }
}
