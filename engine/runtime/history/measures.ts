/**
 * What is counted of an element, a sequence flow, or (element '') a whole instance, on the day it ended:
 * `completed`, `terminated`, `failed`: flow-node instances by how they ended, from their beginning;
 * `rated`: what reporters said of results, kept in sums of their own (`rating_sum`);
 * `waiting`: completed tasks, while nobody had them; `working`: completed tasks that somebody took, while somebody had
 * them; `late`: completed tasks that were due earlier, by how much; `taken`: sequence flows; `sentBack`: that work came back to this element. The last two take no time and are of no unit.
 */
export const measures = [
  'completed',
  'terminated',
  'failed',
  'waiting',
  'working',
  'late',
  'taken',
  'sentBack',
  'rated',
] as const;
export type Measure = (typeof measures)[number];
