/** Opens the modeler in its place and tells of every change. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import { openModeler, xmlOf } from './open-modeler.ts';

export interface UsedModeler {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly diagram: Diagram | null;
  readonly failure: string | null;
  /** The drawing as it stands, a moment after the last change. */
  readonly xml: string;
  /** Counted up with every command done, undone or done again. */
  readonly changes: number;
}

const quietMs = 300;

export function useModeler(content: string, onChange: (xml: string) => void): UsedModeler {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [diagram, setDiagram] = useState<Diagram | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [xml, setXml] = useState(content);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    if (place.current === null) return;
    let gone = false;
    let timer = 0;
    const read = async (opened: Diagram): Promise<void> => {
      const next = await xmlOf(opened);
      onChange(next);
      if (!gone) setXml(next);
    };
    const opening = openModeler(place.current, content, language);
    opening
      .then((opened) => {
        if (gone) return;
        opened.get('eventBus').on('commandStack.changed', () => {
          setChanges((before) => before + 1);
          clearTimeout(timer);
          timer = window.setTimeout(() => void read(opened), quietMs);
        });
        setDiagram(opened);
      })
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      gone = true;
      clearTimeout(timer);
      setDiagram(null);
      void opening.then(async (opened) => {
        // What was changed a moment ago is still read before the drawing goes.
        if (opened.get('commandStack').canUndo()) await read(opened);
        opened.destroy();
      });
    };
  }, [content, language, onChange]);
  return { place, diagram, failure, xml, changes };
}
