/** A diagram that can be moved and enlarged but not changed, in the reader's language, with badges where the cases stand. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import './diagram.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import wardflow from '#engine/bpmn/wardflow-moddle.json' with { type: 'json' };
import type { Language } from '#engine/runtime/application/common.ts';
import type { LiveCount } from '#engine/runtime/application/services.ts';
import type { BusinessObject, Diagram } from './library.ts';

/** Words of a badge, e.g. `3 đang chờ`; the number alone is drawn. */
export type BadgeWords = (kind: BadgeKind, count: number) => string;
export type BadgeKind = 'waiting' | 'late' | 'incidents';

export async function openLiveDiagram(place: HTMLElement, xml: string, language: Language): Promise<Diagram> {
  const viewer = new NavigatedViewer({
    container: place,
    moddleExtensions: { wardflow },
  }) as unknown as Diagram;
  if (language === 'en')
    viewer.get('eventBus').on('import.parse.complete', ({ elementsById = {} }) => speakEnglish(elementsById));
  await viewer.importXML(xml);
  writeWhenReadable(viewer);
  viewer.get('canvas').zoom('fit-viewport', 'auto');
  return viewer;
}

/** What is only looked at may be changed before it is drawn: the picture knows one name. */
function speakEnglish(elements: Readonly<Record<string, BusinessObject>>): void {
  for (const element of Object.values(elements)) {
    const english = element.get('wardflow:nameEn');
    if (typeof english === 'string') element.set('name', english);
  }
}

/** Of its size, below which words of the picture are specks that the numbers on it lie across. */
const readableZoom = 0.35;

function writeWhenReadable(viewer: Diagram): void {
  const canvas = viewer.get('canvas');
  viewer.get('eventBus').on('canvas.viewbox.changed', () => {
    canvas.getContainer().classList.toggle('far', canvas.zoom() < readableZoom);
  });
}

export function showCounts(diagram: Diagram, counts: readonly LiveCount[], words: BadgeWords): void {
  const overlays = diagram.get('overlays');
  const registry = diagram.get('elementRegistry');
  overlays.remove({ type: 'live' });
  for (const count of counts) {
    if (registry.get(count.element) === undefined) continue;
    const badges = (['waiting', 'late', 'incidents'] as const).filter((kind) => count[kind] > 0);
    if (badges.length === 0) continue;
    const html = badgeRow(count, badges, words);
    // Numbers stay readable however small the picture is.
    overlays.add(count.element, 'live', { position: { top: -13, left: 8 }, scale: { min: 1, max: 1 }, html });
  }
}

function badgeRow(count: LiveCount, kinds: readonly BadgeKind[], words: BadgeWords): HTMLElement {
  const row = document.createElement('div');
  row.className = 'badges';
  for (const kind of kinds) {
    const badge = document.createElement('span');
    badge.className = `badge ${kind}`;
    badge.title = words(kind, count[kind]);
    badge.textContent = String(count[kind]);
    row.append(badge);
  }
  return row;
}
