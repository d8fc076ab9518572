import { useEffect, useState } from 'react';
import type { Diagram, Shape } from '../diagram/library.ts';

/** @returns what is selected, the element instead of its label; the process where nothing is */
export function useSelected(diagram: Diagram): readonly Shape[] {
  const [selected, setSelected] = useState(() => read(diagram));
  useEffect(() => {
    const refresh = (): void => setSelected(read(diagram));
    // A command may change the element's kind, and its values are read anew in any case.
    for (const event of ['selection.changed', 'commandStack.changed']) diagram.get('eventBus').on(event, 100, refresh);
    refresh();
  }, [diagram]);
  return selected;
}

function read(diagram: Diagram): readonly Shape[] {
  const shapes = diagram.get('selection').get();
  const elements = new Set(shapes.map((shape) => shape.labelTarget ?? shape));
  return elements.size === 0 ? [diagram.get('canvas').getRootElement()] : [...elements];
}
