import { useCallback, useEffect, useRef } from 'react';
import type { Place } from './problems.ts';
import type { UsedTables } from './use-tables.ts';

/** Goes to a cell, opening its table where another one is shown. */
export function useGoTo(
  { editor, changes, place }: UsedTables,
  chosen: string,
  choose: (decision: string) => void,
): (to: Place) => void {
  const wanted = useRef<Place | null>(null);
  const show = useCallback(() => {
    const to = wanted.current;
    if (to === null || editor === null || to.decision !== chosen) return;
    if (to.element !== null) {
      if (editor.get('elementRegistry').get(to.element) === undefined) return;
      editor.get('selection').select(to.element);
    }
    wanted.current = null;
    const found =
      to.element === null ? null : place.current?.querySelector(`[data-element-id="${CSS.escape(to.element)}"]`);
    (found ?? place.current)?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [editor, chosen, place]);
  // With every table that is opened: the wanted one may be it.
  useEffect(() => {
    if (changes > 0) show();
  }, [changes, show]);
  return useCallback(
    (to) => {
      wanted.current = to;
      choose(to.decision);
      show();
    },
    [choose, show],
  );
}
