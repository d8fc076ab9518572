// BPMN 2.0.2 §10.5.4, §13.5.3: an event on the border of an activity that is under way. It interrupts the activity and
// takes its token, or leaves it and makes a token of its own (`verbs/catch.ts`); the token goes on from here.
import type { ElementBehaviour } from '../../run.ts';

export const boundaryEvent: ElementBehaviour<'boundaryEvent'> = { enter: () => 'done' };
