// BPMN 2.0.2 §10.3.3.1: a service does the work; here a connector or a built-in handler, named by the job type.
import type { ElementBehaviour } from '../../run.ts';
import { openJob, reopenJob, takeAnswer } from './job-task.ts';

export const serviceTask: ElementBehaviour<'serviceTask'> = { enter: openJob, complete: takeAnswer, retry: reopenJob };
