// BPMN 2.0.2 §10.3.3.3: done by hand, without the help of a system. It is still shown to the one who does it and
// waits for the word that it is done, as a user task does; otherwise no clock could run on it.
import type { ElementBehaviour } from '../../run.ts';
import { openTask } from './user-task.ts';

export const manualTask: ElementBehaviour<'manualTask'> = { enter: openTask };
