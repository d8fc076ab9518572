// Every element that runs, by its type: an element of the model without a behaviour does not compile.
import type { Behaviours } from '../run.ts';
import { businessRuleTask } from './activities/business-rule-task.ts';
import { callActivity } from './activities/call-activity.ts';
import { manualTask } from './activities/manual-task.ts';
import { receiveTask } from './activities/receive-task.ts';
import { scriptTask } from './activities/script-task.ts';
import { sendTask } from './activities/send-task.ts';
import { serviceTask } from './activities/service-task.ts';
import { adHocSubProcess } from './activities/sub-process/ad-hoc.ts';
import { subProcess } from './activities/sub-process/embedded.ts';
import { eventSubProcess } from './activities/sub-process/event.ts';
import { task } from './activities/task.ts';
import { userTask } from './activities/user-task.ts';
import { boundaryEvent } from './events/boundary-event.ts';
import { endEvent } from './events/end-event.ts';
import { intermediateCatchEvent } from './events/intermediate-catch-event.ts';
import { intermediateThrowEvent } from './events/intermediate-throw-event.ts';
import { startEvent } from './events/start-event.ts';
import { complexGateway } from './gateways/complex-gateway.ts';
import { eventBasedGateway } from './gateways/event-based-gateway.ts';
import { exclusiveGateway } from './gateways/exclusive-gateway.ts';
import { inclusiveGateway } from './gateways/inclusive-gateway.ts';
import { parallelGateway } from './gateways/parallel-gateway.ts';

export const registry = {
  adHocSubProcess,
  complexGateway,
  inclusiveGateway,
  eventBasedGateway,
  intermediateThrowEvent,
  intermediateCatchEvent,
  subProcess,
  receiveTask,
  eventSubProcess,
  callActivity,
  boundaryEvent,
  businessRuleTask,
  endEvent,
  exclusiveGateway,
  manualTask,
  parallelGateway,
  scriptTask,
  sendTask,
  serviceTask,
  startEvent,
  task,
  userTask,
} as const satisfies Behaviours;
