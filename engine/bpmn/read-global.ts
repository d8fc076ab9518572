// Global tasks: BPMN 2.0.2 §10.3.7. Each becomes a process of its own that holds nothing but the task, so that a call
// activity calls it as it calls any process (§10.3.6).
import type { Program } from '#engine/core/model/program.ts';
import { elementsIn, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { englishOf, type ForeignWork } from './node-base.ts';
import { type Report, report } from './problems.ts';
import { readNode } from './read-node.ts';

/** As the standard's XML spells them. */
export const globalElements = [
  'globalTask',
  'globalUserTask',
  'globalManualTask',
  'globalScriptTask',
  'globalBusinessRuleTask',
] as const;

/** @returns a program for every global task of the file that can run */
export function readGlobalTasks(
  root: ModdleElement,
  to: { readonly report: Report; readonly foreignWork: ForeignWork },
): readonly Program[] {
  return elementsIn(root, 'rootElements').flatMap((element): readonly Program[] => {
    const type = /^Global((?!Choreography)\w*Task)$/.exec(typeName(element))?.[1];
    if (type === undefined) return [];
    const id = idOf(element);
    if (id === '') {
      report(to.report, 'ID_MISSING', null, { type: typeName(element) });
      return [];
    }
    const around = { scope: id, incoming: [], outgoing: [], boundaries: [], compensation: null };
    const node = readNode(element, { ...around, ...to }, type);
    if (node === null) return [];
    return [
      {
        process: id,
        name: textIn(element, 'name') ?? id,
        ...englishOf(element),
        scopes: { [id]: { id, parent: null, starts: [id], eventSubProcesses: [] } },
        nodes: { [id]: node },
        flows: {},
        decisions: {},
      },
    ];
  });
}
