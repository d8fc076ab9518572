/** The steps while they are written, each with an id of its own, so that what is typed goes with a step that moves. */
import type { Step } from '#engine/bpmn/new-service/step-list.ts';

export interface ListedStep {
  readonly id: number;
  readonly step: Step;
}

export function newStep(id: number): ListedStep {
  const none = { mayReturn: false, mayRefuse: false, tells: false };
  return { id, step: { name: { vi: '', en: '' }, role: '', unit: '', limit: null, ...none } };
}

export function put(steps: readonly ListedStep[], index: number, step: Step): readonly ListedStep[] {
  return steps.map((one, at) => (at === index ? { ...one, step } : one));
}

/** The step changes places with its neighbour; the first has nobody to give back to. */
export function moved(steps: readonly ListedStep[], index: number, by: -1 | 1): readonly ListedStep[] {
  const [one, other] = [steps[index], steps[index + by]];
  if (one === undefined || other === undefined) return steps;
  const swapped = steps.with(index, other).with(index + by, one);
  return swapped.map((listed, at) => (at === 0 ? { ...listed, step: { ...listed.step, mayReturn: false } } : listed));
}
