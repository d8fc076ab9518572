/** Keys of the drawing that the library does not know: from step to step, and into the properties. */
import type { KeyboardEvent } from 'react';
import type { Diagram } from '../diagram/library.ts';
import { flatOutline, outlineOf } from './outline/outline.ts';

/** @param select is told the element to go to */
export function drawingKeys(diagram: Diagram | null, select: (id: string) => void) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (diagram === null || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '.') select(beside(diagram, 1));
    else if (event.key === ',') select(beside(diagram, -1));
    else if (event.key === 'Enter') toPanel(event);
  };
}

/** In the order of the list of steps; nothing selected: the first or the last. */
function beside(diagram: Diagram, by: 1 | -1): string {
  const root = diagram.get('canvas').getRootElement();
  const ids = flatOutline(outlineOf(root.businessObject)).map(({ element }) => element.id ?? '');
  const [selected] = diagram.get('selection').get();
  const at = selected === undefined ? -1 : ids.indexOf((selected.labelTarget ?? selected).id);
  const next = at < 0 ? (by === 1 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
  return ids[next] ?? '';
}

function toPanel(event: KeyboardEvent<HTMLElement>): void {
  const field = event.currentTarget.ownerDocument.querySelector<HTMLElement>('.process .panel :is(input, textarea)');
  if (field === null) return;
  event.preventDefault();
  field.focus();
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, button, [contenteditable="true"]') !== null;
}
