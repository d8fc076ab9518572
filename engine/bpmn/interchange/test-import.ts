// What the tests of importing share: import, prove that nothing was lost, read the result.
import type { FlowNode } from '#engine/core/model/program.ts';
import { loadProgram } from '../load-program.ts';
import { compareXml } from './compare-xml.ts';
import { importBpmn } from './import-file.ts';
import { uris } from './importing.ts';

/** Imports, proves that nothing was lost and that a second import changes nothing, and reads the result. */
export async function imported(xml: string) {
  const { xml: result, taken, warnings, problems } = await importBpmn(xml, 'p.bpmn');
  if (result === null) throw new Error(JSON.stringify(problems));
  const [lost] = compareXml(xml, result, uris.own).differences.filter(isNoDrawing);
  if (lost !== undefined) throw new Error(JSON.stringify(lost));
  if ((await importBpmn(result, 'p.bpmn')).xml !== result) throw new Error('a second import changes the file');
  const { processes } = await loadProgram([{ path: 'p.bpmn', content: result }], { host: 'core' });
  const nodes = processes['p']?.nodes ?? {};
  return {
    result,
    taken,
    warnings,
    problems,
    nodes,
    a: nodes['a'],
    said: warnings.map(({ name }) => bare(name)).filter((name) => name !== 'bpmn:definitions'),
  };
}

const isNoDrawing = ({ name }: { readonly name: string }): boolean => !name.startsWith('BPMNDiagram');

export function partOf(node: FlowNode | undefined, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (node === undefined) throw new Error('there is no such node');
  return Object.fromEntries(names.map((name) => [name, node[name as keyof FlowNode]]));
}

/** A name without its value. */
export const bare = (name: string): string => name.split('="')[0] ?? '';

export const feel = (source: string) => ({ kind: 'feel', source });
export const literal = (value: string) => ({ kind: 'literal', value });
export const juel = (inside: string) => `\${${inside}}`;
