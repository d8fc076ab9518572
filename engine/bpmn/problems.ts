import type { Json } from '#engine/core/values.ts';
import { attributeName, inVietnamese } from './attribute-names.ts';
import { type ProblemCode, problems, sectionOf } from './errors.ts';

/** Something wrong in a definition: where (file, element id), what, and what to do; both languages. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: string;
  readonly element: string | null;
  readonly message: { readonly vi: string; readonly en: string };
  readonly params?: { readonly [name: string]: Json };
  /** Of a rule of the standard: where it stands there. */
  readonly rule?: string;
}

/** More than anybody reads; a hostile file has millions. */
export const problemsMax = 1_000;

export type Params = Readonly<Record<string, string | number>>;

/** Where a problem is said: the file and a list that grows. */
export interface Report {
  readonly path: string;
  readonly problems: Problem[];
}

export function report(to: Report, code: ProblemCode, element: string | null, params: Params = {}): void {
  to.problems.push(problem(code, to.path, element, params));
}

export function problem(code: ProblemCode, path: string, element: string | null, params: Params = {}): Problem {
  const { severity, vi, en } = problems[code];
  const message = { vi: filled(vi, spoken(code, params, 'vi')), en: filled(en, spoken(code, params, 'en')) };
  const said = { severity, code, path, element, message, params };
  return code in sectionOf ? { ...said, rule: ruleAt(sectionOf[code as keyof typeof sectionOf]) } : said;
}

export function hasErrors(list: readonly Problem[]): boolean {
  return list.some((item) => item.severity === 'error');
}

function spoken(code: ProblemCode, params: Params, language: 'vi' | 'en'): Params {
  if (code !== 'ATTRIBUTE_MISSING') return language === 'vi' ? inVietnamese(params) : params;
  return { ...params, name: attributeName(String(params['name']), language) };
}

/** A section of the standard, as a problem names it. */
export function ruleAt(section: string): string {
  return `BPMN 2.0.2 §${section}`;
}

/** Puts the params into their places. */
export function filled(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
