// All rules of the checks before publishing over one service. Each is a pure function of its own; the list is here.
import type { Problem } from '#engine/bpmn/problems.ts';
import type { CityFacts } from './city-facts.ts';
import type { Rule } from './rule.ts';
import { deadlines } from './rules/deadlines.ts';
import { loops } from './rules/loops.ts';
import { messages } from './rules/messages.ts';
import { people } from './rules/people.ts';
import { personalData } from './rules/personal-data.ts';
import { texts } from './rules/texts.ts';
import { unused } from './rules/unused.ts';
import type { ReadService } from './service.ts';

const rules: readonly Rule[] = [people, deadlines, loops, messages, personalData, texts, unused];

/** @param city left out in the browser: what needs the city's people is told when the service is checked */
export function checkService(service: ReadService, city?: CityFacts): readonly Problem[] {
  return rules.flatMap((rule) => rule(service, city));
}
