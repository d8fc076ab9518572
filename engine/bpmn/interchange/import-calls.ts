// Call activities, decisions and scripts.

import { simple, zeebe } from './import-people.ts';
import {
  addOwn,
  check,
  expressionOf,
  type Import,
  oursOf,
  say,
  setOwn,
  sevenAttribute,
  sevenElements,
  take,
  takeInto,
  uris,
  zeebeElements,
} from './importing.ts';
import { noteRest } from './list-foreign.ts';
import { attributeOf, childElements, textOf, type XmlAttribute, type XmlElement } from './xml-tree.ts';

export function importCalls(to: Import, element: XmlElement): void {
  if (element.local === 'callActivity') importCall(to, element);
  if (element.local === 'businessRuleTask') importDecision(to, element);
  if (element.local === 'scriptTask') importScript(to, element);
}

function importCall(to: Import, element: XmlElement): void {
  const called = element.attributes.find(({ local, uri }) => local === 'calledElement' && uri === '');
  if (called !== undefined && /[$#]\{/.test(called.value)) simple(to, element, called, ['called', 'TAKEN_CALLED']);
  importBinding(to, element);
  const isSevenFile = usesSeven(to.root);
  const [ins, outs] = [sevenElements(element, 'in'), sevenElements(element, 'out')];
  for (const one of ins) importMapping(to, element, one, 'input');
  for (const one of outs) importMapping(to, element, one, 'output');
  const inherits = sevenAttribute(element, 'inheritVariables');
  if (inherits !== null) take(to, element, inherits, 'TAKEN_ALL');
  const all = (list: readonly XmlElement[]): boolean => list.some((one) => attributeOf(one, 'variables') === 'all');
  if (isSevenFile) {
    // Those engines hand over what is named and nothing else; here nothing named means everything.
    setOwn(to, element, 'allIn', String(all(ins) || inherits?.value === 'true'));
    setOwn(to, element, 'allOut', String(all(outs)));
  }
  for (const definition of zeebeElements(element, 'calledElement')) importZeebeCall(to, element, definition);
}

function usesSeven(root: XmlElement): boolean {
  return root.attributes.some(({ value }) => uris.seven.some((uri) => uri === value));
}

function importBinding(to: Import, element: XmlElement): void {
  const binding = sevenAttribute(element, 'calledElementBinding');
  const version = sevenAttribute(element, 'calledElementVersion');
  if (version !== null) simple(to, element, version, ['version', 'TAKEN_BINDING']);
  if (binding === null) return;
  const own = { latest: 'latest', deployment: 'deployment', version: 'fixed' }[binding.value];
  if (own === undefined) return; // `versionTag`: said of with everything else that is foreign.
  takeInto(to, element, binding, { own: 'binding', value: own, code: 'TAKEN_BINDING' });
}

function importMapping(to: Import, element: XmlElement, part: XmlElement, own: 'input' | 'output'): void {
  const at = (name: string): string | null => attributeOf(part, name);
  if (at('businessKey') !== null) {
    check(to, element, part, 'BUSINESS_KEY');
    return;
  }
  if (at('local') === 'true') check(to, element, part, 'LOCAL_VARIABLES');
  if (at('variables') === 'all') {
    take(to, element, part, 'TAKEN_ALL');
    return;
  }
  const name = at('target') ?? '';
  const [source, expression] = [at('source'), at('sourceExpression')];
  const value = expressionOf(source ?? expression ?? '');
  if (name === '' || value === null || (source === null && expression === null)) {
    check(to, element, part, 'PARAMETER_NOT_TRANSLATED', { value: name });
    return;
  }
  addOwn(to, element, own, { name, value });
  take(to, element, part, own === 'input' ? 'TAKEN_INPUT' : 'TAKEN_OUTPUT', { value: `${name} ← ${value}` });
}

function importZeebeCall(to: Import, element: XmlElement, definition: XmlElement): void {
  const process = attributeOf(definition, 'processId') ?? attributeOf(definition, 'processIdExpression') ?? '';
  to.handled.add(definition);
  if (process !== '') takeInto(to, element, definition, { own: 'called', value: process, code: 'TAKEN_CALLED' });
  const outputs = zeebeElements(element, 'ioMapping').some((one) =>
    childElements(one).some(({ local }) => local === 'output'),
  );
  setOwn(to, element, 'allIn', attributeOf(definition, 'propagateAllParentVariables') ?? 'true');
  setOwn(to, element, 'allOut', attributeOf(definition, 'propagateAllChildVariables') ?? String(!outputs));
  const binding = attributeOf(definition, 'bindingType');
  if (binding === 'deployment' || binding === 'latest') {
    takeInto(to, element, definition, { own: 'binding', value: binding, code: 'TAKEN_BINDING' });
  } else if (binding !== null)
    check(to, element, definition, 'VERSION_TAG', { value: attributeOf(definition, 'versionTag') ?? binding });
}

function importDecision(to: Import, element: XmlElement): void {
  const given = [sevenAttribute(element, 'decisionRef'), ...zeebe(element, 'calledDecision', 'decisionId')];
  for (const one of zeebeElements(element, 'calledDecision')) {
    to.handled.add(one);
    noteRest(to, element, one, ['bindingType', 'versionTag']);
  }
  for (const decision of given.filter((one) => one !== null)) {
    if (/^=|[$#]\{/.test(decision.value.trim())) {
      check(to, element, decision, 'EXPRESSION_NOT_TRANSLATED', { value: decision.value });
      continue;
    }
    takeInto(to, element, decision, { own: 'decision', value: decision.value, code: 'TAKEN_DECISION' });
    const result = [sevenAttribute(element, 'resultVariable'), ...zeebe(element, 'calledDecision', 'resultVariable')];
    importResult(to, element, result.find((one) => one !== null) ?? null, decision);
  }
  const shape = sevenAttribute(element, 'mapDecisionResult');
  const decision = sevenAttribute(element, 'decisionRef');
  if (shape !== null && /^(singleEntry|collectEntries)$/.test(shape.value)) {
    take(to, element, shape, 'TAKEN_RESULT', { value: shape.value });
  } else if (decision !== null) {
    check(to, element, shape ?? decision, 'RESULT_SHAPE', { value: shape?.value ?? 'resultList' });
  }
}

function importResult(to: Import, element: XmlElement, result: XmlAttribute | null, decision: XmlAttribute): void {
  if (result !== null) {
    takeInto(to, element, result, { own: 'result', value: result.value, code: 'TAKEN_RESULT' });
    return;
  }
  if (setOwn(to, element, 'result', 'decisionResult')) {
    check(to, element, decision, 'RESULT_NAMED', { value: 'decisionResult' });
  }
}

function importScript(to: Import, element: XmlElement): void {
  const result = sevenAttribute(element, 'resultVariable');
  if (result !== null) simple(to, element, result, ['result', 'TAKEN_RESULT']);
  for (const script of zeebeElements(element, 'script')) {
    const value = attributeOf(script, 'expression') ?? '';
    takeInto(to, element, script, { own: 'expression', value, code: 'TAKEN_SCRIPT' });
    const variable = attributeOf(script, 'resultVariable') ?? '';
    if (variable !== '') setOwn(to, element, 'result', variable);
  }
  const language = attributeOf(element, 'scriptFormat') ?? '';
  const body = childElements(element).find(({ local, uri }) => local === 'script' && uri === uris.bpmn);
  if (body === undefined || language === '' || /feel$/i.test(language)) return;
  const value = /^juel$/i.test(language) ? oursOf(textOf(body)) : null;
  if (value?.startsWith('=')) {
    takeInto(to, element, body, { own: 'expression', value, code: 'TAKEN_SCRIPT' });
    return;
  }
  const javascript = /javascript|ecmascript|^js$/i.test(language);
  say(to, 'check', element, body, javascript ? 'SCRIPT_JAVASCRIPT' : 'SCRIPT_LANGUAGE', { value: language });
}
