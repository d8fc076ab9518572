import { type Place, readLanguage } from './expressions.ts';
import { elementIn, type ModdleElement, textIn } from './moddle-types.ts';
import { report } from './problems.ts';

/** Conditions of a sequence flow are FEEL, with or without `=`. */
export function readCondition(flow: ModdleElement, place: Place) {
  const expression = elementIn(flow, 'conditionExpression');
  if (expression === null) return null;
  const language = textIn(expression, 'language');
  if (language !== null && !/feel|juel/i.test(language)) {
    report(place.report, 'EXPRESSION_LANGUAGE_NOT_SUPPORTED', place.element, { language });
  }
  return readLanguage(textIn(expression, 'body') ?? '', 'condition', place);
}
