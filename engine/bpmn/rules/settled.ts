// What is said in the end: the rules name the cause, so that what the readers met because of it is left out.
import { type Problem, problemsMax } from '../problems.ts';

/** @returns both lists, each thing said once and by its cause */
export function settled(read: readonly Problem[], rules: readonly Problem[]): readonly Problem[] {
  const at = new Map<string, Set<string>>();
  const place = ({ path, element }: Problem): string => `${path} ${element}`;
  for (const problem of [...read, ...rules]) {
    at.set(place(problem), (at.get(place(problem)) ?? new Set()).add(problem.code));
  }
  const byRule = new Set(rules.map((problem) => `${problem.code} ${place(problem)}`));
  const kept = read.filter((problem) => {
    const { code, params } = problem;
    if (byRule.has(`${code} ${place(problem)}`)) return false;
    const name = typeof params?.['name'] === 'string' ? params['name'] : '';
    const causes = causesOf[code] ?? causesOf[`${code} ${name}`] ?? [];
    return !causes.some((cause) => at.get(place(problem))?.has(cause));
  });
  return mostPressing([...kept, ...rules]);
}

/** No more than people read: errors before warnings where some must go. */
function mostPressing(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= problemsMax) return problems;
  const errors = problems.filter(({ severity }) => severity === 'error');
  return [...errors, ...problems.filter(({ severity }) => severity !== 'error')].slice(0, problemsMax);
}

/** By what the readers say at an element: what makes it superfluous there. An attribute stands behind its code. */
const causesOf: Readonly<Record<string, readonly string[]>> = {
  FLOW_INCOMPLETE: ['REFERENCE_NOT_FOUND', 'REFERENCE_OF_WRONG_TYPE', 'FLOW_CROSSES_BORDER', 'ATTRIBUTE_REQUIRED'],
  REFERENCE_OF_WRONG_TYPE: ['ARTIFACT_CONNECTED'],
  EVENT_NOT_ALLOWED: ['START_TRIGGER', 'END_RESULT', 'CATCH_TRIGGER', 'THROW_RESULT', 'BOUNDARY_TRIGGER'],
  TIMER_NOT_VALID: ['EXPRESSION_WITHOUT_BODY'],
  EXPRESSION_LANGUAGE_NOT_SUPPORTED: ['EXPRESSION_LANGUAGE_NOT_URI'],
  CALLED_ELSEWHERE: ['CALLED_NOT_FOUND'],
  BOUNDARY_NOT_ATTACHED: ['REFERENCE_NOT_FOUND', 'REFERENCE_OF_WRONG_TYPE', 'ATTRIBUTE_REQUIRED'],
  'ATTRIBUTE_MISSING eventDefinition': ['CATCH_WITHOUT_TRIGGER'],
  'ATTRIBUTE_MISSING errorCode': ['THROWN_WITHOUT_CODE'],
  'ATTRIBUTE_MISSING escalationCode': ['THROWN_WITHOUT_CODE'],
  'ATTRIBUTE_MISSING messageRef': ['EVENT_NAMES_NOTHING', 'REFERENCE_NOT_FOUND'],
  'ATTRIBUTE_MISSING signalRef': ['EVENT_NAMES_NOTHING', 'REFERENCE_NOT_FOUND'],
  'ATTRIBUTE_MISSING condition': ['CONDITION_EMPTY', 'EXPRESSION_WITHOUT_BODY'],
  'ATTRIBUTE_MISSING name': ['LINK_WITHOUT_NAME'],
  'VALUE_NOT_VALID startQuantity': ['QUANTITY_NOT_POSITIVE'],
  'VALUE_NOT_VALID completionQuantity': ['QUANTITY_NOT_POSITIVE'],
};
