/** Opens the modeler in its place and tells of every change. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { keepSource } from '#engine/bpmn/interchange/keep-source.ts';
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
    let unchanged = '';
    const read = async (opened: Diagram): Promise<void> => {
      // Only what was changed goes into the file: the modeler's own writing loses what it does not know.
      const next = keepSource(content, unchanged, await xmlOf(opened));
      onChange(next);
      if (!gone) setXml(next);
    };
    const opening = openModeler(place.current, content, language);
    opening
      .then(async (opened) => {
        unchanged = await xmlOf(opened);
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
