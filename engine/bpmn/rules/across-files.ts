// What one file says of the others that are published with it: imports (BPMN 2.0.2 §8.2.2) and calls (§10.3.6).
import { elementsIn, type ModdleElement, textIn } from '../moddle-types.ts';
import { type Problem, problem } from '../problems.ts';
import { isDialect, modelOf } from './model.ts';

export interface ReadFile {
  readonly path: string;
  readonly root: ModdleElement;
}

/**
 * @param paths of all files of the version
 * @returns imports of files that are not there, and calls that lead nowhere
 */
export function checkAcross(files: readonly ReadFile[], paths: readonly string[]): readonly Problem[] {
  const present = new Set(paths.map(nameOf));
  const callable = new Set(
    files.flatMap(({ root }) =>
      elementsIn(root, 'rootElements').flatMap(({ $type, id }) => (called.test($type) ? (id ?? '') : [])),
    ),
  );
  return files.flatMap(({ path, root }) => {
    // Schemas and services of other engines lie where those engines find them.
    const imports = elementsIn(root, 'imports').filter(
      (one) => textIn(one, 'importType') === bpmnType || !isDialect(root),
    );
    const locations = imports.flatMap((one) => textIn(one, 'location') ?? []).filter((file) => !elsewhere.test(file));
    const missing = locations.filter((file) => !present.has(nameOf(file)));
    return [
      ...missing.map((location) => problem('IMPORT_NOT_FOUND', path, null, { location })),
      // Engines look for the process when they call it; by the standard alone the name refers to an element.
      ...(isDialect(root) ? [] : callsOf(root).flatMap((call) => lost(call, path, callable))),
    ];
  });
}

function lost({ id, name }: Call, path: string, callable: ReadonlySet<string>): readonly Problem[] {
  return callable.has(name) ? [] : [problem('CALLED_NOT_FOUND', path, id, { process: name })];
}

interface Call {
  readonly id: string | null;
  readonly name: string;
}

function callsOf(root: ModdleElement): readonly Call[] {
  return modelOf(root, '')
    .of('CallActivity')
    .flatMap((call) => {
      const text = textIn(call, 'calledElement')?.trim() ?? '=';
      return /^[=$#]/.test(text) ? [] : [{ id: call.id ?? null, name: text.replace(/^[\w.-]+:/, '') }];
    });
}

function nameOf(path: string): string {
  return path.replace(/^.*[/\\]/, '');
}

const called = /^bpmn:(Process|Global\w*Task)$/;
/** An address outside the version, which nobody asks while a file is read. */
const elsewhere = /^(?:https?|urn):/i;
const bpmnType = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
