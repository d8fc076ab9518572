// All rules of the standard, chapter by chapter.
import { activityRules } from './activities.ts';
import { choreographyRules } from './choreographies.ts';
import { collaborationRules } from './collaborations.ts';
import { commonRules } from './common.ts';
import { dataRules } from './data.ts';
import { eventDataRules } from './event-data.ts';
import { eventRules } from './events.ts';
import { foundationRules } from './foundation.ts';
import { gatewayRules } from './gateways.ts';
import { reachRules } from './reach.ts';
import type { Rule } from './rule.ts';
import { schemaRules } from './schema.ts';
import { sequenceFlowRules } from './sequence-flows.ts';
import { startAndEndRules } from './starts-and-ends.ts';
import { taskRules } from './tasks.ts';

export const rules: readonly Rule[] = [
  ...foundationRules,
  ...commonRules,
  ...sequenceFlowRules,
  ...collaborationRules,
  ...activityRules,
  ...taskRules,
  ...dataRules,
  ...startAndEndRules,
  ...reachRules,
  ...eventRules,
  ...eventDataRules,
  ...gatewayRules,
  ...choreographyRules,
  ...schemaRules,
];
