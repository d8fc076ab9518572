// A rule of the standard that a model can break. Rules are data: where they stand in BPMN 2.0.2, which elements they
// hold for, what is wrong and what to do in both languages, and the check itself.

import { type ProblemCode, problems } from '../errors.ts';
import type { ModdleElement } from '../moddle-types.ts';
import type { Params } from '../problems.ts';
import type { Model } from './model.ts';

export interface Rule {
  readonly code: string;
  /** Sections of BPMN 2.0.2 (formal/2013-12-09). */
  readonly section: string;
  /** Types of the elements it holds for, subtypes among them, e.g. `Gateway`. */
  readonly on: string | readonly string[];
  /** What the standard leaves to the modeller and will surprise: said, not refused. */
  readonly severity?: 'warning';
  readonly vi: string;
  readonly en: string;
  /** Where it is broken: at the element itself (`true`), or at these places. */
  readonly broken: (element: ModdleElement, model: Model) => boolean | readonly Finding[];
}

export interface Finding {
  /** An element, or the id of one: it, or the nearest around it that has an id, is where the problem stands. */
  readonly at: ModdleElement | string | null;
  readonly params?: Params;
}

export function at(element: ModdleElement, params: Params = {}): Finding {
  return { at: element, params };
}

/** Code and words of a problem that the readers say too, where they cannot go on. */
export function said(code: ProblemCode) {
  const { vi, en } = problems[code];
  return { code, vi, en };
}
