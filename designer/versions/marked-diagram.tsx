/** One of two compared states of a diagram: what differs is marked by colour, line and word, and can be gone to. */
import './versions.css';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import { openLiveDiagram } from '../diagram/live-diagram.ts';
import { Zoom } from '../diagram/zoom.tsx';

/** A word on an element: what is different about it, or how many remarks stand at it. */
export interface Mark {
  readonly element: string;
  /** Gives colour and line: `added`, `removed`, `changed`, `remark`. */
  readonly look: string;
  readonly text: string;
}

export interface MarkedDiagramProps {
  readonly title: string;
  readonly xml: string;
  readonly marks: readonly Mark[];
  /** The element that is looked at; '' for none. */
  readonly focus: string;
  readonly onElement?: (element: string) => void;
}

export function MarkedDiagram({ title, xml, marks, focus, onElement }: MarkedDiagramProps) {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [diagram, setDiagram] = useState<Diagram>();
  useEffect(() => {
    let gone = false;
    const opening = place.current === null ? undefined : openLiveDiagram(place.current, xml, language);
    opening?.then(
      (opened) => (gone ? opened.destroy() : setDiagram(opened)),
      () => undefined,
    );
    return () => {
      gone = true;
      setDiagram(undefined);
      opening?.then(
        (opened) => opened.destroy(),
        () => undefined,
      );
    };
  }, [xml, language]);
  useEffect(() => (diagram === undefined ? undefined : mark(diagram, marks)), [diagram, marks]);
  useEffect(() => (diagram === undefined ? undefined : lookAt(diagram, focus)), [diagram, focus]);
  const told = useRef(onElement);
  told.current = onElement;
  useEffect(() => {
    diagram?.get('eventBus').on('element.click', ({ element }) => {
      if (element !== undefined) told.current?.(element.labelTarget?.id ?? element.id);
    });
  }, [diagram]);
  return (
    <figure className="wf-card marked">
      <figcaption>{title}</figcaption>
      <div className="diagram">
        <div className="marked-place" ref={place} />
        {diagram !== undefined && <Zoom diagram={diagram} />}
      </div>
    </figure>
  );
}

function mark(diagram: Diagram, marks: readonly Mark[]): () => void {
  const [canvas, overlays, registry] = [diagram.get('canvas'), diagram.get('overlays'), diagram.get('elementRegistry')];
  const drawn = marks.filter(({ element }) => registry.get(element) !== undefined);
  for (const { element, look, text } of drawn) {
    canvas.addMarker(element, `mark-${look}`);
    // Arrows are many and thin: their colour and line say it, the list beside says it in words.
    if (registry.get(element)?.waypoints !== undefined && look !== 'remark') continue;
    const html = document.createElement('span');
    html.className = `mark-word ${look}`;
    html.textContent = text;
    overlays.add(element, 'mark', { position: { top: -12, left: 4 }, scale: { min: 1, max: 1 }, html });
  }
  return () => {
    for (const { element, look } of drawn) {
      if (registry.get(element) !== undefined) canvas.removeMarker(element, `mark-${look}`);
    }
    overlays.remove({ type: 'mark' });
  };
}

const readableZoom = 0.8;

function lookAt(diagram: Diagram, element: string): (() => void) | undefined {
  const canvas = diagram.get('canvas');
  if (element === '' || diagram.get('elementRegistry').get(element) === undefined) return undefined;
  if (canvas.zoom() < readableZoom) canvas.zoom(readableZoom);
  canvas.scrollToElement(element, 80);
  canvas.addMarker(element, 'mark-here');
  return () => {
    if (diagram.get('elementRegistry').get(element) !== undefined) canvas.removeMarker(element, 'mark-here');
  };
}
