/** Opens the tables of a file in their place, one at a time, and tells of every change. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { keepSource } from '#engine/bpmn/interchange/keep-source.ts';
import { normalisedDmn } from '#engine/bpmn/moddle.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { openTables, type TableEditor } from './table-editor.ts';

export interface UsedTables {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly editor: TableEditor | null;
  readonly failure: string | null;
  /** The file as it stands, a moment after the last change. */
  readonly xml: string;
  /** Counted up with every command done, undone or done again, and with every table that is opened. */
  readonly changes: number;
  /** Id of the cell, rule or column that is chosen. */
  readonly selected: string | null;
}

const quietMs = 300;

/** @param decision the table that is shown; null: none of them is one */
export function useTables(content: string, decision: string | null, onChange: (xml: string) => void): UsedTables {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<TableEditor | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [xml, setXml] = useState(content);
  const [changes, setChanges] = useState(0);
  const [selected, setSelected] = useState<string | null>(null);
  const fail = useCallback((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)), []);
  useEffect(() => {
    if (place.current === null) return;
    let gone = false;
    let timer = 0;
    let unchanged = '';
    let unread = false;
    const source = normalisedDmn(content);
    const read = async (opened: TableEditor): Promise<void> => {
      unread = false;
      // Only what was changed goes into the file: the editor's own writing loses what it does not know.
      const next = keepSource(source, unchanged, await opened.xml());
      onChange(next);
      if (!gone) setXml(next);
    };
    const opening = openTables(place.current, content, language);
    opening
      .then(async (opened) => {
        unchanged = await opened.xml();
        if (gone) return;
        const events = opened.get('eventBus');
        events.on('commandStack.changed', ({ trigger }) => {
          setChanges((before) => before + 1);
          if (trigger === 'clear') return;
          unread = true;
          clearTimeout(timer);
          timer = window.setTimeout(() => void read(opened), quietMs);
        });
        events.on('cellSelection.changed', ({ elementId, selection }) => {
          if (selection?.selected === true && elementId) setSelected(elementId);
        });
        setEditor(opened);
      })
      .catch(fail);
    return () => {
      gone = true;
      clearTimeout(timer);
      setEditor(null);
      void opening.then(async (opened) => {
        // What was changed a moment ago is still read before the table goes.
        if (unread) await read(opened);
        opened.destroy();
      });
    };
  }, [content, language, onChange, fail]);
  useEffect(() => {
    setSelected(null);
    if (editor === null || decision === null) return;
    // It would take the same cell for chosen still when its table comes back.
    editor.get('selection').deselect();
    editor.open(decision).then(() => setChanges((before) => before + 1), fail);
  }, [editor, decision, fail]);
  return { place, editor, failure, xml, changes, selected };
}
