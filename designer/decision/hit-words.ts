import type { Translate } from '#portal/kit/text.ts';
import type { DesignerTextKey } from '#portal/kit/texts/designer.ts';

/** What counts where several rows fit, as the file says it: hit policy and aggregation (DMN 1.5 §8.2.8). */
export const hitPolicyNames = [
  'UNIQUE',
  'FIRST',
  'ANY',
  'PRIORITY',
  'RULE ORDER',
  'OUTPUT ORDER',
  'COLLECT',
  'COLLECT SUM',
  'COLLECT MIN',
  'COLLECT MAX',
  'COLLECT COUNT',
] as const;

/** @returns the policy in words; one that nobody knows stands for itself */
export function hitWords(policy: string, t: Translate<DesignerTextKey>): string {
  const known = hitPolicyNames.find((name) => name === policy);
  return known === undefined ? policy : t(`hit_${known}`);
}
