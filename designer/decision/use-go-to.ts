import { useCallback, useEffect, useRef } from 'react';
import type { Place } from './problems.ts';
import type { TableEditor } from './table-editor.ts';
import type { UsedTables } from './use-tables.ts';

/** @param then what to do with the table once it is open */
export type GoTo = (to: Place, then?: (editor: TableEditor) => void) => void;

/** Goes to a cell, opening its table where another one is shown. */
export function useGoTo(
  { editor, changes, place }: UsedTables,
  chosen: string,
  choose: (decision: string) => void,
): GoTo {
  const wanted = useRef<{ readonly to: Place; readonly then?: (editor: TableEditor) => void } | null>(null);
  const show = useCallback(() => {
    if (wanted.current === null || editor === null) return;
    const { to, then } = wanted.current;
    if (to.decision !== chosen || editor.shown() !== chosen) return;
    if (to.element !== null) {
      if (editor.get('elementRegistry').get(to.element) === undefined) return;
      editor.get('selection').select(to.element);
    }
    wanted.current = null;
    const found =
      to.element === null ? null : place.current?.querySelector(`[data-element-id="${CSS.escape(to.element)}"]`);
    (found ?? place.current)?.scrollIntoView({ block: 'center', inline: 'nearest' });
    then?.(editor);
  }, [editor, chosen, place]);
  // With every table that is opened: the wanted one may be it.
  useEffect(() => {
    if (changes > 0) show();
  }, [changes, show]);
  return useCallback(
    (to, then) => {
      wanted.current = then === undefined ? { to } : { to, then };
      choose(to.decision);
      show();
    },
    [choose, show],
  );
}
