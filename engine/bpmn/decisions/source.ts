// One DMN file, read: its elements and where its problems are said.
import type { Logic } from '#engine/core/model/decisions.ts';
import { type ModdleElement, textIn } from '../moddle-types.ts';
import { type Report, report } from '../problems.ts';
import type { TypeTable } from './item-definitions.ts';

export interface DmnSource {
  readonly path: string;
  readonly namespace: string;
  readonly root: ModdleElement;
  readonly to: Report;
}

/** Where something is read: the element that a problem names when it has no id of its own. */
export interface Place {
  readonly source: DmnSource;
  readonly element: string;
  readonly types: TypeTable;
}

export function at(place: Place, element: ModdleElement): Place {
  return element.id === undefined ? place : { ...place, element: element.id };
}

/** FEEL is the language where nothing else is said. */
export function checkLanguage(element: ModdleElement, place: Place): void {
  const language = textIn(element, 'expressionLanguage');
  if (language === null || /feel/i.test(language)) return;
  report(place.source.to, 'DECISION_LANGUAGE', place.element, { language });
}

/** What stands where nothing could be read; a problem says so. */
export function nothing(place: Place): Logic {
  return { id: place.element, kind: 'literal', source: 'null' };
}
