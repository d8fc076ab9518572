// A service under another key: what must be its own in the city is renamed everywhere it is said, all else stays as it is.
// Ids of processes are the city's, since a call looks for them in every service (engine/runtime/kernel/directory.ts); so are
// names of messages that begin a process. Decisions, forms, stages and messages to people belong to the service alone.
import { json } from '../business-service/names.ts';
import { escapeValue } from '../interchange/xml-names.ts';
import { loadProgram } from '../load-program.ts';

export type ServiceFiles = Readonly<Record<string, string>>;

export interface CopyAs {
  readonly key: string;
  readonly name: { readonly vi: string; readonly en: string };
}

/**
 * @param files of the service, by path, with a `pack.json` that can be read
 * @returns the files of the copy; what tells of the pack itself (`README.md`) is left out
 * @throws SyntaxError where `pack.json` is no JSON
 */
export async function copiedService(files: ServiceFiles, as: CopyAs): Promise<ServiceFiles> {
  const pack = JSON.parse(files['pack.json'] ?? '') as Pack;
  const resources = Object.entries(files).map(([path, content]) => ({ path, content }));
  const { processes } = await loadProgram(resources, { host: 'core' });
  const renamed: Renaming = {
    as,
    main: pack.process,
    processes: new Map(Object.keys(processes).map((id) => [id, id === pack.process ? as.key : `${as.key}-${id}`])),
    messages: new Map(beginnings(processes).map((name) => [name, `${name}-${as.key}`])),
    paths: new Map([[`${pack.key}.bpmn`, `${as.key}.bpmn`]]),
  };
  const copies = Object.entries(files)
    .filter(([path]) => path !== 'README.md')
    .map(([path, content]): [string, string] => [renamed.paths.get(path) ?? path, copyOf(path, content, renamed)]);
  return Object.fromEntries(copies);
}

interface Pack {
  readonly key: string;
  readonly process: string;
}

interface Renaming {
  readonly as: CopyAs;
  readonly main: string;
  readonly processes: ReadonlyMap<string, string>;
  readonly messages: ReadonlyMap<string, string>;
  readonly paths: ReadonlyMap<string, string>;
}

/** Messages that begin a process of the service by themselves. */
function beginnings(processes: Awaited<ReturnType<typeof loadProgram>>['processes']): readonly string[] {
  const names = Object.values(processes).flatMap((program) =>
    Object.values(program.nodes).flatMap((node) =>
      node.type === 'startEvent' && node.scope === program.process && node.trigger.kind === 'message'
        ? node.trigger.message
        : [],
    ),
  );
  return [...new Set(names)];
}

function copyOf(path: string, content: string, renamed: Renaming): string {
  if (path === 'pack.json') {
    const { key, name } = renamed.as;
    const pack = JSON.parse(content) as Pack;
    return json({ ...pack, key, name, process: renamed.processes.get(pack.process) ?? pack.process });
  }
  if (path.endsWith('.bpmn')) return copiedDiagram(content, renamed);
  return /\.scenario\.(ya?ml|json)$/.test(path) ? copiedScenario(content, renamed) : content;
}

function copiedDiagram(content: string, { as, main, processes, messages }: Renaming): string {
  const named = content.replace(/<(?:[\w.-]+:)?process\b[^>]*>/g, (tag) =>
    attributeOf(tag, 'id') === main
      ? withAttribute(withAttribute(tag, 'name', as.name.vi), 'wardflow:nameEn', as.name.en)
      : tag,
  );
  const referred = named.replace(
    /(\s(?:id|processRef|calledElement|bpmnElement)\s*=\s*)(["'])([^"']*)\2/g,
    (whole, before: string, quote: string, id: string) => {
      const next = processes.get(id);
      return next === undefined ? whole : `${before}${quote}${next}${quote}`;
    },
  );
  return referred.replace(/<(?:[\w.-]+:)?message\b[^>]*>/g, (tag) => {
    const next = messages.get(attributeOf(tag, 'name') ?? '');
    return next === undefined ? tag : withAttribute(tag, 'name', next);
  });
}

function copiedScenario(content: string, { processes, messages, paths }: Renaming): string {
  const filed = [...paths].reduce((text, [from, to]) => text.replaceAll(`../${from}`, `../${to}`), content);
  const called = [...processes].reduce((text, [from, to]) => replaceWord(text, 'process', from, to), filed);
  return [...messages].reduce((text, [from, to]) => replaceWord(text, 'name', from, to), called);
}

/** `key: word`, in YAML of one line or several and in JSON. */
function replaceWord(text: string, key: string, from: string, to: string): string {
  const word = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(
    new RegExp(`("?\\b${key}"?:\\s*"?)${word}(?=["\\s,}]|$)`, 'gm'),
    (_, before: string) => before + to,
  );
}

function attributeOf(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*(["'])(.*?)\\1`).exec(tag)?.[2];
}

/** Only an attribute that is there is written anew. */
function withAttribute(tag: string, name: string, value: string): string {
  return tag.replace(
    new RegExp(`(\\s${name}\\s*=\\s*)(["'])(.*?)\\2`),
    (_, before: string) => `${before}"${escapeValue(value)}"`,
  );
}
