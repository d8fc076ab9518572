/** What kind of element something is, as the palette calls it. */
import type { Language } from '#engine/runtime/application/common.ts';
import { translated } from './translate.ts';

/** As much of an element as its kind is read from: of bpmn-js, or of the file's reader. */
interface Kinded {
  readonly $type: string;
  get(name: string): unknown;
}

export function kindWords(element: Kinded, language: Language): string {
  const spaced = (name: string): string =>
    name.replace('bpmn:', '').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const [definition, ...more] = (element.get('eventDefinitions') ?? []) as readonly Kinded[];
  const kind = spaced(element.$type);
  if (definition === undefined || more.length > 0) return translated(kind, {}, language);
  const about = spaced(definition.$type).replace(' event definition', '');
  const beside = element.get('cancelActivity') === false || element.get('isInterrupting') === false;
  const whole = `${about} ${kind.charAt(0).toLowerCase()}${kind.slice(1)}${beside ? ' (non-interrupting)' : ''}`;
  return translated(whole, {}, language);
}
