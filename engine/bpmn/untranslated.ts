// Names that stand on screens in one language only. BPMN 2.0.2 gives an element one name (§8.3.1); its English one is an
// attribute of ours, and nothing that runs needs it: so this is asked for by those who show what is to be mended.
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { inOneLine } from './node-base.ts';
import { type Problem, problem } from './problems.ts';

/** Names that are told; the rest is counted. */
const toldMax = 3;

/** @returns one warning for a file whose elements lack English names, at the first of them; none where all have theirs */
export function untranslated(root: ModdleElement, path: string): readonly Problem[] {
  const missing = elementsIn(root, 'rootElements').flatMap(spokenIn).filter(lacksEnglish);
  const [first] = missing;
  if (first === undefined) return [];
  const names = missing.slice(0, toldMax).map((element) => `“${inOneLine(textIn(element, 'name') ?? '')}”`);
  const params = { count: missing.length, names: names.join(', ') + (missing.length > toldMax ? ', …' : '') };
  return [problem('NAMES_WITHOUT_ENGLISH', path, idOf(first) || null, params)];
}

/** The element itself and everything in it that has a place of its own on the picture. */
function spokenIn(element: ModdleElement): readonly ModdleElement[] {
  const inside = parts.flatMap((part) => elementsIn(element, part)).flatMap(spokenIn);
  const lanes = elementIn(element, 'childLaneSet');
  return [element, ...inside, ...(lanes === null ? [] : spokenIn(lanes))];
}

const parts = ['laneSets', 'lanes', 'flowElements', 'participants', 'messageFlows'];
/** They have names, but no reader of the product sees them. */
const unseen = new Set(['LaneSet', 'Collaboration']);

function lacksEnglish(element: ModdleElement): boolean {
  if (unseen.has(typeName(element)) || textIn(element, 'wardflow:nameEn') !== null) return false;
  // What the schema extends: a message or a signal on the top level has a name that only machines read.
  return (
    textIn(element, 'name') !== null && !/^(Message|Signal|Error|Escalation|ItemDefinition)$/.test(typeName(element))
  );
}
