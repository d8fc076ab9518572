/** The diagram of a version, coloured by how much happens where; the numbers stand on it too. */

import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import { openLiveDiagram } from '../diagram/live-diagram.ts';
import { Zoom } from '../diagram/zoom.tsx';
import type { Heat } from './lines.ts';

export function HeatMap({
  xml,
  heat,
  label,
}: {
  readonly xml: string;
  readonly heat: readonly Heat[];
  readonly label: string;
}) {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [diagram, setDiagram] = useState<Diagram>();
  useEffect(() => {
    let gone = false;
    const opening = place.current === null ? undefined : openLiveDiagram(place.current, xml, language);
    void opening?.then((opened) => (gone ? opened.destroy() : setDiagram(opened)));
    return () => {
      gone = true;
      setDiagram(undefined);
      void opening?.then((opened) => opened.destroy());
    };
  }, [xml, language]);
  useEffect(() => {
    if (diagram === undefined) return;
    return paint(diagram, heat);
  }, [diagram, heat]);
  return (
    <figure className="diagram live" aria-label={label}>
      <div className="diagram-place" ref={place} />
      {diagram !== undefined && <Zoom diagram={diagram} />}
    </figure>
  );
}

/** @returns what takes the colours away again */
function paint(diagram: Diagram, heat: readonly Heat[]): () => void {
  const [canvas, overlays, registry] = [diagram.get('canvas'), diagram.get('overlays'), diagram.get('elementRegistry')];
  const painted = heat.filter(
    ({ element }) => registry.get(element)?.waypoints === undefined && registry.get(element) !== undefined,
  );
  overlays.remove({ type: 'heat' });
  for (const { element, level, words } of painted) {
    canvas.addMarker(element, `heat-${level}`);
    const html = document.createElement('div');
    html.className = 'badges';
    const badge = document.createElement('span');
    badge.className = 'badge';
    badge.textContent = words;
    html.append(badge);
    overlays.add(element, 'heat', { position: { top: -13, left: 8 }, scale: { min: 1, max: 1 }, html });
  }
  return () => {
    for (const { element, level } of painted) canvas.removeMarker(element, `heat-${level}`);
  };
}
