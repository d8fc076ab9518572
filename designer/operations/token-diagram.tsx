/** A drawing with where tokens stand; a step is picked by clicking it. */

import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import { openLiveDiagram } from '../diagram/live-diagram.ts';
import { Zoom } from '../diagram/zoom.tsx';

export interface Badge {
  readonly element: string;
  readonly text: string;
  readonly title: string;
  readonly kind: 'waiting' | 'incidents' | 'late';
}

/** Classes of `operations.css` and `try.css`. */
export type Mark =
  | 'try-passed'
  | 'try-missed'
  | 'op-here'
  | 'op-stuck'
  | 'op-selected'
  | 'op-target'
  | 'op-open'
  | 'op-matched';

export function TokenDiagram({
  xml,
  label,
  badges,
  marks,
  focus,
  onPick,
}: {
  readonly xml: string;
  readonly label: string;
  readonly badges: readonly Badge[];
  readonly marks: Readonly<Record<string, Mark>>;
  /** Is brought into sight, large enough to be read. */
  readonly focus?: string | undefined;
  readonly onPick?: (element: string) => void;
}) {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const [diagram, setDiagram] = useState<Diagram>();
  useEffect(() => {
    let gone = false;
    const opening = place.current === null ? undefined : openLiveDiagram(place.current, xml, language);
    void opening?.then((opened) => {
      if (gone) return opened.destroy();
      opened.get('eventBus').on('element.click', ({ element }) => {
        if (element !== undefined) pick.current?.((element.labelTarget ?? element).id);
      });
      setDiagram(opened);
    });
    return () => {
      gone = true;
      setDiagram(undefined);
      void opening?.then((opened) => opened.destroy());
    };
  }, [xml, language]);
  useEffect(() => (diagram === undefined ? undefined : showMarks(diagram, marks)), [diagram, marks]);
  useEffect(() => {
    if (diagram !== undefined) showBadges(diagram, badges);
  }, [diagram, badges]);
  useEffect(() => {
    if (diagram !== undefined && focus !== undefined) showLarge(diagram, focus);
  }, [diagram, focus]);
  return (
    <figure className="diagram live" aria-label={label}>
      <div className="diagram-place" ref={place} />
      {diagram !== undefined && <Zoom diagram={diagram} />}
    </figure>
  );
}

const readableZoom = 0.6;
const paddingPx = 160;

function showLarge(diagram: Diagram, element: string): void {
  if (diagram.get('elementRegistry').get(element) === undefined) return;
  const canvas = diagram.get('canvas');
  if (canvas.zoom() < readableZoom) canvas.zoom(readableZoom, 'auto');
  canvas.scrollToElement(element, paddingPx);
}

/** @returns what takes the marks away again */
function showMarks(diagram: Diagram, marks: Readonly<Record<string, Mark>>): () => void {
  const canvas = diagram.get('canvas');
  const registry = diagram.get('elementRegistry');
  const shown = Object.entries(marks).filter(([element]) => registry.get(element) !== undefined);
  for (const [element, mark] of shown) canvas.addMarker(element, mark);
  return () => {
    for (const [element, mark] of shown) if (registry.get(element) !== undefined) canvas.removeMarker(element, mark);
  };
}

function showBadges(diagram: Diagram, badges: readonly Badge[]): void {
  const overlays = diagram.get('overlays');
  const registry = diagram.get('elementRegistry');
  overlays.remove({ type: 'live' });
  for (const { element, text, title, kind } of badges) {
    if (registry.get(element) === undefined) continue;
    const html = document.createElement('div');
    html.className = 'badges';
    const badge = document.createElement('span');
    badge.className = `badge ${kind}`;
    badge.title = title;
    badge.textContent = text;
    html.append(badge);
    overlays.add(element, 'live', { position: { top: -13, left: 8 }, scale: { min: 1, max: 1 }, html });
  }
}
