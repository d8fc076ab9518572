/** bpmn-js's modeler with our extension, our words and only what runs. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '../diagram/diagram.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import '../draft/panel.css';
import './process.css';
import Modeler from 'bpmn-js/lib/Modeler.js';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import minimap from 'diagram-js-minimap';
import wardflow from '#engine/bpmn/wardflow-moddle.json' with { type: 'json' };
import type { Language } from '#engine/runtime/application/common.ts';
import type { Problem } from '#engine/runtime/application/services.ts';
import type { Diagram } from '../diagram/library.ts';
import { sharedClipboard } from './clipboard.ts';
import { colours } from './colours.ts';
import { layOutModule } from './lay-out.ts';
import { searchWithoutAccents } from './search-without-accents.ts';
import { togetherModule } from './together.ts';
import { translateModule } from './translate.ts';
import { whatRuns } from './what-runs.ts';

export async function openModeler(place: HTMLElement, xml: string, language: Language): Promise<Diagram> {
  const options = {
    container: place,
    moddleExtensions: { wardflow },
    additionalModules: [
      minimap,
      CreateAppendAnythingModule,
      colours,
      sharedClipboard,
      layOutModule,
      togetherModule,
      searchWithoutAccents,
      translateModule(language),
      whatRuns,
    ],
  };
  const modeler = new Modeler(options as ConstructorParameters<typeof Modeler>[0]) as unknown as Diagram;
  await modeler.importXML(xml);
  showReadable(modeler);
  return modeler;
}

export async function xmlOf(diagram: Diagram): Promise<string> {
  const { xml } = await diagram.saveXML({ format: true });
  return xml ?? '';
}

/** All of it where that can be read, else its beginning. */
function showReadable(diagram: Diagram): void {
  const canvas = diagram.get('canvas');
  if (canvas.zoom('fit-viewport', 'auto') >= readableScale) return;
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width / readableScale, outer.height / readableScale];
  canvas.viewbox({
    x: inner.x - paletteWidth / readableScale,
    y: inner.y + inner.height / 2 - height / 2,
    width,
    height,
  });
}

const readableScale = 0.7;
const paletteWidth = 90;

/** Marks each element that has a problem; what to do is said in the list and in the panel. */
export function markProblems(
  diagram: Diagram,
  problems: readonly Problem[],
  words: (problem: Problem) => string,
): void {
  const overlays = diagram.get('overlays');
  const registry = diagram.get('elementRegistry');
  overlays.remove({ type: 'problem' });
  const byElement = Map.groupBy(
    problems.filter(({ element }) => element !== null && registry.get(element) !== undefined),
    ({ element }) => element ?? '',
  );
  for (const [element, own] of byElement) {
    const mark = document.createElement('div');
    const error = own.some(({ severity }) => severity === 'error');
    mark.className = `problem-mark ${error ? 'error' : 'warning'}`;
    mark.textContent = '!';
    mark.title = own.map(words).join('\n');
    // Zoomed out, the mark covers what it stands on.
    mark.addEventListener('click', () => diagram.get('selection').select(registry.get(element) ?? null));
    overlays.add(element, 'problem', { position: { top: -11, left: -11 }, scale: { min: 1, max: 1 }, html: mark });
  }
}
