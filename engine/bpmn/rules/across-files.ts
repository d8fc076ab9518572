// What one file says of the others that are published with it: imports (BPMN 2.0.2 §8.2.2) and calls (§10.3.6).
import { elementsIn, type ModdleElement, textIn } from '../moddle-types.ts';
import { type Problem, problem } from '../problems.ts';
import { isDialect, modelOf } from './model.ts';

export interface ReadFile {
  readonly path: string;
  readonly root: ModdleElement;
}

/** @returns imports of BPMN files that are not there, and calls that lead nowhere */
export function checkAcross(files: readonly ReadFile[]): readonly Problem[] {
  const paths = new Set(files.map(({ path }) => nameOf(path)));
  const callable = new Set(
    files.flatMap(({ root }) =>
      elementsIn(root, 'rootElements').flatMap(({ $type, id }) => (called.test($type) ? (id ?? '') : [])),
    ),
  );
  return files.flatMap(({ path, root }) => {
    const imports = elementsIn(root, 'imports').filter((one) => textIn(one, 'importType') === bpmnType);
    const missing = imports.flatMap((one) => textIn(one, 'location') ?? []).filter((file) => !paths.has(nameOf(file)));
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
const bpmnType = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
