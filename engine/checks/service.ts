// A draft of a service as a whole, read once for all rules: its processes, forms, messages and settings.
import { type LoadedProgram, type LoadOptions, loadProgram, type ResourceText } from '#engine/bpmn/load-program.ts';
import { type MessageTemplate, parseMessages } from '#engine/cases/notices.ts';
import { parsePack, type ServicePack } from '#engine/cases/service-pack.ts';
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { parseForm } from '#forms/check.ts';
import type { FormDefinition } from '#forms/definition.ts';

export interface ReadService {
  readonly files: readonly ResourceText[];
  readonly loaded: LoadedProgram;
  readonly pack: ServicePack | undefined;
  readonly messages: ReadonlyMap<string, MessageTemplate>;
  /** Forms that can be read, by the name by which elements bind them. */
  readonly forms: ReadonlyMap<string, ReadForm>;
  /** The process that a case begins with; undefined where its file cannot be run yet: that is told first. */
  readonly main: Drawn | undefined;
  /** All processes whose files can be run. */
  readonly drawn: readonly Drawn[];
}

export interface ReadForm {
  readonly path: string;
  readonly form: FormDefinition;
}

/** A process with the file that it is drawn in. */
export interface Drawn {
  readonly path: string;
  readonly program: Program;
}

export async function readService(files: readonly ResourceText[], options: LoadOptions): Promise<ReadService> {
  const content = (path: string): string | undefined => files.find((file) => file.path === path)?.content;
  const loaded = await loadProgram(files, options);
  const { pack } = parsePack(content('pack.json'));
  const { messages } = parseMessages(content('messages.json'));
  const broken = new Set(loaded.problems.flatMap(({ severity, path }) => (severity === 'error' ? path : [])));
  const drawn = Object.values(loaded.processes).flatMap((program): readonly Drawn[] => {
    const path = loaded.files[program.process] ?? '';
    return broken.has(path) ? [] : [{ path, program }];
  });
  const main = drawn.find(({ program }) => program.process === pack?.process);
  return { files, loaded, pack, messages, forms: formsIn(files), main, drawn };
}

/** Every element of every process that can be run, with its file. */
export function elementsOf({ drawn }: Pick<ReadService, 'drawn'>): readonly (Drawn & { readonly node: FlowNode })[] {
  return drawn.flatMap(({ path, program }) => Object.values(program.nodes).map((node) => ({ path, program, node })));
}

/** The form that an element asks; null: none. */
export function formOf(node: FlowNode): string | null {
  return 'form' in node ? node.form : null;
}

function formsIn(files: readonly ResourceText[]): ReadonlyMap<string, ReadForm> {
  const forms = new Map<string, ReadForm>();
  for (const { path, content } of files) {
    const name = /(?:^|\/)([^/]+)\.form\.json$/.exec(path)?.[1];
    const form = name === undefined ? undefined : parseForm(content, path).form;
    if (name !== undefined && form !== undefined) forms.set(name, { path, form });
  }
  return forms;
}
