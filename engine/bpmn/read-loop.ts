// Loop characteristics: BPMN 2.0.2 §10.3.8. The collection of a multi-instance activity stands in our attributes, in
// those of other engines, or is the data that `loopDataInputRef` names.
import type { Expression, Loop, TurnThrow } from '#engine/core/model/program.ts';
import { foreignText } from './dialects/foreign.ts';
import { type Place, readAttribute, readFeel, readLanguage } from './expressions.ts';
import { elementIn, elementsIn, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { report } from './problems.ts';
import { dataName } from './read-data.ts';
import { readDefinition, readTrigger } from './read-triggers.ts';

export function readLoop(element: ModdleElement, place: Place): Loop | null {
  const loop = elementIn(element, 'loopCharacteristics');
  if (loop === null) return null;
  return typeName(loop) === 'StandardLoopCharacteristics' ? readStandard(loop, place) : readMulti(loop, place);
}

function readStandard(loop: ModdleElement, place: Place): Loop {
  const maximum = loop.get('loopMaximum');
  const limited = typeof maximum === 'number';
  const condition = bodyOf(loop, 'loopCondition', place);
  if (condition === null && !limited)
    report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'loopCondition' });
  return {
    kind: 'standard',
    testBefore: loop.get('testBefore') === true,
    condition,
    maximum: limited ? { kind: 'literal', value: String(maximum) } : null,
  };
}

function readMulti(loop: ModdleElement, place: Place): Loop {
  const cardinality = bodyOf(loop, 'loopCardinality', place);
  const collection = readCollection(loop, place);
  if (cardinality === null && collection === null) {
    report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'loopCardinality' });
  }
  const item = elementIn(loop, 'inputDataItem');
  const output = elementIn(loop, 'loopDataOutputRef');
  const outputItem = elementIn(loop, 'outputDataItem');
  return {
    kind: 'multiInstance',
    sequential: loop.get('isSequential') === true,
    cardinality,
    collection,
    elementVariable:
      textIn(loop, 'wardflow:elementVariable') ?? foreignText(loop, 'elementVariable') ?? (item && dataName(item)),
    outputCollection: textIn(loop, 'wardflow:outputCollection') ?? (output && dataName(output)),
    outputElement:
      readAttribute(loop, 'wardflow:outputElement', place) ??
      (outputItem && { kind: 'feel', source: dataName(outputItem) }),
    ...(outputItem && { outputVariable: dataName(outputItem) }),
    completionCondition: bodyOf(loop, 'completionCondition', place),
    throws: readThrows(loop, place),
  };
}

function readCollection(loop: ModdleElement, place: Place): Expression | null {
  const own = readAttribute(loop, 'wardflow:collection', place);
  if (own !== null) return own;
  const foreign = foreignText(loop, 'collection');
  if (foreign !== null) return readLanguage(foreign, 'collection', place);
  const input = elementIn(loop, 'loopDataInputRef');
  return input === null ? null : readFeel(dataName(input), 'loopDataInputRef', place);
}

function bodyOf(loop: ModdleElement, property: string, place: Place): Expression | null {
  const holder = elementIn(loop, property);
  if (holder === null) return null;
  const body = textIn(holder, 'body');
  if (body === null) {
    report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: property });
    return null;
  }
  return readLanguage(body, property, place);
}

/** BPMN 2.0.2 table 10.29: `behavior` None throws at each turn's end, One at the first, Complex as its conditions say. */
function readThrows(loop: ModdleElement, place: Place): readonly TurnThrow[] {
  const behaviour = textIn(loop, 'behavior') ?? 'All';
  if (behaviour === 'All') return [];
  if (behaviour === 'Complex') {
    return elementsIn(loop, 'complexBehaviorDefinition').flatMap((one) => complex(one, place));
  }
  const property = behaviour === 'One' ? 'oneBehaviorEventRef' : 'noneBehaviorEventRef';
  const definition = elementIn(loop, property);
  const trigger = definition === null ? null : readDefinition(definition, 'throw', place);
  if (trigger === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: property });
  return trigger === null ? [] : [{ when: behaviour === 'One' ? 'first' : 'each', trigger }];
}

function complex(definition: ModdleElement, place: Place): readonly TurnThrow[] {
  const when = bodyOf(definition, 'condition', place);
  const event = elementIn(definition, 'event');
  const trigger = event === null ? null : readTrigger(event, 'throw', place);
  return when === null || trigger === null || trigger.kind === 'none' ? [] : [{ when, trigger }];
}
