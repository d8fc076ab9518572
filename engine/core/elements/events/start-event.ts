// BPMN 2.0.2 §10.5.2: where an instance begins. What it brings is in the variables already.
import type { ElementBehaviour } from '../../run.ts';

export const startEvent: ElementBehaviour<'startEvent'> = { enter: () => 'done' };
