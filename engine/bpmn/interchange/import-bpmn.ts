// The steps of importing a BPMN file. Its text is changed in place and nowhere else, so that nothing is lost.
import { importCalls } from './import-calls.ts';
import { importFlow } from './import-flow.ts';
import { importPeople } from './import-people.ts';
import { checkWork, importWork } from './import-work.ts';
import { finished, type Import, say, uris } from './importing.ts';
import { withDrawing } from './layout.ts';
import { insideForeign } from './list-foreign.ts';
import { withDescendants } from './xml-tree.ts';

/** @returns the text with our extensions beside the foreign ones; what was done stands in `to.notes` */
export function importProcess(to: Import): string {
  for (const element of withDescendants(to.root)) {
    if (element.uri !== uris.bpmn || insideForeign(element)) continue;
    importPeople(to, element);
    importWork(to, element);
    importCalls(to, element);
    importFlow(to, element);
    checkWork(to, element);
  }
  const { xml, added } = withDrawing(finished(to));
  if (added) say(to, 'check', to.root, null, 'NO_DRAWING');
  return xml;
}
