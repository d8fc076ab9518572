// What of a model cannot run, element by element, also where the file calls none of its processes executable.
import { loadProgram } from '../load-program.ts';
import type { Problem } from '../problems.ts';
import { childElements, parseXml } from './xml-tree.ts';

/** @returns the errors that stand against running the processes of the file, each taken as executable */
export async function notExecutable(xml: string): Promise<readonly Problem[]> {
  const { problems } = await loadProgram([{ path: 'model.bpmn', content: allExecutable(xml) }]);
  return problems.filter(({ severity }) => severity === 'error');
}

/** The file with every process marked as executable. */
export function allExecutable(xml: string): string {
  const processes = childElements(parseXml(xml)).filter(({ local }) => local === 'process');
  return processes.toReversed().reduce((text, process) => {
    const marked = process.attributes.find(({ name }) => name === 'isExecutable');
    const [at, end] = marked === undefined ? [nameEnd(process), nameEnd(process)] : [marked.start, marked.end];
    const lead = marked === undefined ? ' ' : '';
    return `${text.slice(0, at)}${lead}isExecutable="true"${text.slice(end)}`;
  }, xml);
}

function nameEnd({ start, name }: { readonly start: number; readonly name: string }): number {
  return start + 1 + name.length;
}
