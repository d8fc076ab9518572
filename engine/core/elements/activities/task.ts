// BPMN 2.0.2 §10.3.3: an abstract task has no work of its own; it is done when it begins.
import type { ElementBehaviour } from '../../run.ts';

export const task: ElementBehaviour<'task'> = { enter: () => 'done' };
