// Inputs and outputs of processes and activities: BPMN 2.0.2 §10.4.1 (input and output specification).
import { elementIn, elementsIn, idOf, type ModdleElement, textIn } from './moddle-types.ts';
import { type Report, report } from './problems.ts';

/** Checks the specification of one process or activity, where it has one. */
export function checkData(holder: ModdleElement, to: Report): void {
  const specification = elementIn(holder, 'ioSpecification');
  if (specification === null) return;
  const wrong = (id: string, rule: string): void => report(to, 'DATA_SET_NOT_VALID', idOf(holder), { id, rule });
  for (const side of sides) {
    const sets = elementsIn(specification, side.sets);
    const inSets = new Set(sets.flatMap((set) => elementsIn(set, side.refs).map(idOf)));
    for (const item of elementsIn(specification, side.items)) {
      if (!inSets.has(idOf(item))) wrong(idOf(item), `${side.sets} without it`);
    }
    for (const set of sets) {
      const own = new Set(elementsIn(set, side.refs).map(idOf));
      for (const subset of side.subsets) {
        for (const item of elementsIn(set, subset)) if (!own.has(idOf(item))) wrong(idOf(item), subset);
      }
      for (const other of elementsIn(set, side.others)) {
        const back = elementsIn(other, side.back).includes(set);
        if (!back) wrong(idOf(set), side.others);
      }
      // One item may not be optional in a set and needed in another.
      for (const item of side.subsets.flatMap((subset) => elementsIn(set, subset))) {
        const needed = sets.some((other) => other !== set && elementsIn(other, side.refs).includes(item));
        if (needed) wrong(idOf(item), side.sets);
      }
    }
  }
}

/** BPMN 2.0.2 §10.4.1: a data object in a state is called by its name, with the state in brackets. */
export function checkDataObjects(container: ModdleElement, to: Report): void {
  for (const reference of elementsIn(container, 'flowElements')) {
    if (reference.$type !== 'bpmn:DataObjectReference') continue;
    const [object, state] = [elementIn(reference, 'dataObjectRef'), elementIn(reference, 'dataState')];
    const [name, base, shown] = [reference, object, state].map((one) => one && textIn(one, 'name'));
    if (!base || !shown || !name || name === `${base} [${shown}]`) continue;
    report(to, 'DATA_STATE_NAME', idOf(reference), { name: `${base} [${shown}]` });
  }
}

const sides = [
  {
    items: 'dataInputs',
    sets: 'inputSets',
    refs: 'dataInputRefs',
    subsets: ['optionalInputRefs', 'whileExecutingInputRefs'],
    others: 'outputSetRefs',
    back: 'inputSetRefs',
  },
  {
    items: 'dataOutputs',
    sets: 'outputSets',
    refs: 'dataOutputRefs',
    subsets: ['optionalOutputRefs', 'whileExecutingOutputRefs'],
    others: 'inputSetRefs',
    back: 'outputSetRefs',
  },
] as const;
