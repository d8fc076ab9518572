// The deployment check: every rule of the standard over every element of a file.
import { inVietnamese } from '../attribute-names.ts';
import type { ModdleElement } from '../moddle-types.ts';
import { filled, type Params, type Problem, ruleAt } from '../problems.ts';
import { rules } from './all.ts';
import { type Model, modelOf } from './model.ts';
import type { Finding, Rule } from './rule.ts';

/** @returns what the file breaks, in the order of the rules; the same place is named once per rule and detail */
export function checkRules(root: ModdleElement, xml: string, path: string): readonly Problem[] {
  const model = modelOf(root, xml);
  const found = new Map<string, Problem>();
  for (const rule of rules) {
    for (const element of [rule.on].flat().flatMap(model.of)) {
      const broken = rule.broken(element, model);
      const places = typeof broken !== 'boolean' ? broken : broken ? [{ at: element }] : [];
      for (const place of places) {
        const problem = ruleProblem(rule, path, shownAt(place.at, model), place.params);
        found.set(`${rule.code} ${problem.element} ${problem.message.en}`, problem);
      }
    }
  }
  return [...found.values()];
}

function ruleProblem(rule: Rule, path: string, element: string | null, params: Params = {}): Problem {
  const { code, section, vi, en, severity = 'error' } = rule;
  const message = { vi: filled(vi, inVietnamese(params)), en: filled(en, params) };
  return { severity, code, path, element, message, params, rule: ruleAt(section) };
}

/** The id of the nearest element that a diagram shows: a part is shown with what it is part of. */
function shownAt(place: Finding['at'], model: Model): string | null {
  const element = typeof place === 'string' ? model.byId(place) : place;
  for (let one = element; one; one = one.$parent) {
    const part =
      parts.test(one.$type) && one.$parent?.$type !== 'bpmn:Definitions' && one.$parent?.$type !== 'bpmn:Process';
    if (typeof one.id === 'string' && !part) return one.id;
  }
  return typeof place === 'string' ? place : null;
}

/** What has no shape of its own, unless it stands in a process or on the top level. */
const parts =
  /EventDefinition$|Expression$|^bpmn:(Documentation|InputOutput\w+|DataInput|DataOutput|InputSet|OutputSet|Assignment|\w*LoopCharacteristics|ComplexBehaviorDefinition|ParticipantMultiplicity|ResourceParameterBinding|\w*Performer|PotentialOwner|ResourceRole)$/;
