// Texts of a model become expressions, checked for syntax where they stand.
import { feelFault } from '#engine/core/expressions/feel.ts';
import type { Expression } from '#engine/core/model/program.ts';
import { feelOfJuel, feelOfMethods } from './dialects/juel.ts';
import { type ModdleElement, textIn } from './moddle-types.ts';
import { type Report, report } from './problems.ts';

/** What is read where: the place names the attribute in a problem. */
export interface Place {
  readonly report: Report;
  readonly element: string;
}

/** `=` begins FEEL; any other text is taken as it stands. */
export function readExpression(text: string | null, where: string, place: Place): Expression | null {
  if (text === null) return null;
  const trimmed = text.trim();
  const juel = feelOfJuel(trimmed);
  if (juel !== null) return readFeel(juel, where, place);
  return trimmed.startsWith('=') ? readFeel(trimmed.slice(1), where, place) : { kind: 'literal', value: trimmed };
}

/** FEEL, with or without `=`. */
export function readFeel(text: string, where: string, place: Place): Expression {
  const source = text.trim().replace(/^=/, '').trim();
  const fault = feelFault(source, 'expression');
  if (fault?.kind === 'syntax') report(place.report, 'EXPRESSION_NOT_VALID', place.element, { where, source });
  if (fault?.kind === 'unsupported') {
    report(place.report, 'EXPRESSION_NOT_SUPPORTED', place.element, { where, source, found: fault.found });
  }
  if (fault?.kind === 'costly') {
    report(place.report, 'EXPRESSION_TOO_COSTLY', place.element, { where, source, reason: fault.found });
  }
  return { kind: 'feel', source };
}

/** FEEL, or what other engines write: `${…}` and methods in the common subset. */
export function readLanguage(text: string, where: string, place: Place): Expression {
  return readFeel(feelOfJuel(text) ?? feelOfMethods(text) ?? text, where, place);
}

/** An attribute of ours, as an expression. */
export function readAttribute(element: ModdleElement, name: string, place: Place): Expression | null {
  return readExpression(textIn(element, name), name.replace(/^wardflow:/, ''), place);
}

/** The same, where the attribute must be there. */
export function readRequired(element: ModdleElement, name: string, place: Place): Expression {
  const expression = readAttribute(element, name, place);
  if (expression !== null) return expression;
  report(place.report, 'ATTRIBUTE_MISSING', place.element, { name });
  return { kind: 'literal', value: '' };
}

/** The key by which a message finds its receiver; an extension on whatever sends or awaits it. */
export function readCorrelation(element: ModdleElement, place: Place): { readonly correlation?: Expression } {
  const correlation = readAttribute(element, 'wardflow:correlation', place);
  return correlation === null ? {} : { correlation };
}
