// BPMN 2.0.2 §10.3.3.1: sends a message and is done when it is handed over; here a job too (`notice` by default).
import type { ElementBehaviour } from '../../run.ts';
import { openJob, reopenJob, takeAnswer } from './job-task.ts';

export const sendTask: ElementBehaviour<'sendTask'> = { enter: openJob, complete: takeAnswer, retry: reopenJob };
