// One model in and out again: imported, opened by the library that the designer edits with, changed in one place, saved,
// and compared with what came in, element by element and attribute by attribute.
import { BpmnModdle } from 'bpmn-moddle';
import { bpmnPackage } from '../metamodel.ts';
import type { ModdleElement } from '../moddle-types.ts';
import { elementsIn, textIn } from '../moddle-types.ts';
import type { Problem } from '../problems.ts';
import wardflow from '../wardflow-moddle.json' with { type: 'json' };
import { type Comparison, compareXml, type Difference } from './compare-xml.ts';
import { notExecutable } from './executable.ts';
import { importBpmn } from './import-file.ts';
import { type Imported, uris } from './importing.ts';
import { keepSource } from './keep-source.ts';

export interface RoundTrip {
  readonly imported: Imported;
  /** What came in against what the import gives. */
  readonly comparison: Comparison;
  /** Whether the file had no drawing and was given one. */
  readonly drawn: boolean;
  /** What one change in the modeler makes different: that change and nothing else. */
  readonly edited: readonly Difference[];
  /** How many things the library alone would lose by loading and saving. */
  readonly lostByPlainSaving: number;
  readonly notExecutable: readonly Problem[];
}

/** @returns null where the file is refused; the reasons stand in its import */
export async function roundTrip(xml: string, path: string): Promise<RoundTrip | Imported> {
  const imported = await importBpmn(xml, path);
  if (imported.xml === null) return imported;
  const moddle = new BpmnModdle({ bpmn: bpmnPackage, wardflow });
  const { rootElement } = await moddle.fromXML(imported.xml);
  const unchanged = await moddle.toXML(rootElement, { format: true });
  renameFirst(rootElement);
  const changed = await moddle.toXML(rootElement, { format: true });
  const kept = keepSource(imported.xml, unchanged.xml, changed.xml);
  const comparison = compareXml(xml, imported.xml, uris.own);
  const differences = comparison.differences.filter((one) => !isNewDrawing(one));
  return {
    imported,
    comparison: { ...comparison, differences },
    drawn: differences.length < comparison.differences.length,
    edited: compareXml(imported.xml, kept).differences,
    lostByPlainSaving: compareXml(imported.xml, unchanged.xml).differences.length,
    notExecutable: await notExecutable(imported.xml),
  };
}

/** Whether nothing was lost on the way in, and one change on the way out changed one thing. */
export function isLossless({ comparison, edited }: RoundTrip): boolean {
  const [only, ...others] = edited;
  return comparison.differences.length === 0 && others.length === 0 && only?.name === 'name';
}

function isNewDrawing({ what, name }: Difference): boolean {
  return what === 'element added' && name.startsWith('BPMNDiagram');
}

function renameFirst(root: ModdleElement): void {
  const [first] = elementsIn(root, 'rootElements').flatMap((element) => elementsIn(element, 'flowElements'));
  if (first !== undefined) Object.assign(first, { name: `${textIn(first, 'name') ?? ''} (2)` });
}
