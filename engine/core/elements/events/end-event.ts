// BPMN 2.0.2 §10.5.3: a none end event consumes its token; the scope ends when no other is left.
import type { ElementBehaviour } from '../../run.ts';

export const endEvent: ElementBehaviour<'endEvent'> = { enter: () => 'done', leave: () => [] };
