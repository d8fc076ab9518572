/** The steps that people do, as a list to be changed: what stands in the diagram, in the words of its attributes. */
import { type Localised, localisedName } from '#engine/cases/text/localised.ts';
import type { Expression, Program } from '#engine/core/model/program.ts';
import { workInOrder } from '#engine/core/model/work-in-order.ts';
import type { Diagram, Shape } from '../diagram/library.ts';
import { type Attributes, setExtensions, setText } from '../process/panel/edit.ts';

export interface WorkStep {
  readonly element: string;
  readonly name: Localised;
  /** As the diagram writes it: a code, `=` and a formula, or '' for none. */
  readonly role: string;
  readonly unit: string;
  /** Given to one account by name. */
  readonly assignee: string;
  readonly deadline: WrittenDeadline | null;
}

export interface WrittenDeadline {
  readonly from: string;
  readonly duration: string;
  readonly calendar: string;
  readonly dayCount: string;
}

/** Written where a step gets a deadline for the first time. */
export const usualDeadline: WrittenDeadline = { from: '', duration: 'PT8H', calendar: '', dayCount: '' };

const citizen = 'citizen';

export function workOf(program: Program): readonly WorkStep[] {
  return workInOrder(program).flatMap((node) => {
    if (node.type !== 'userTask' && node.type !== 'manualTask') return [];
    const { role, unit, assignee, deadline } = node;
    return {
      element: node.id,
      name: localisedName(node),
      role: sourceOf(role),
      unit: sourceOf(unit),
      assignee: sourceOf(assignee),
      deadline: deadline && {
        from: sourceOf(deadline.from),
        duration: sourceOf(deadline.duration),
        calendar: sourceOf(deadline.calendar),
        dayCount: sourceOf(deadline.dayCount),
      },
    };
  });
}

/** Whether an official does it, rather than the citizen. */
export function isOfficials({ role }: WorkStep): boolean {
  return role !== citizen;
}

/** Whether nobody is named for it. */
export function isNobodys({ role, unit, assignee }: WorkStep): boolean {
  return role === '' && unit === '' && assignee === '';
}

/** One edit of the panel: a role, a unit, or a deadline; '' and null take them away. */
export type WorkEdit =
  | { readonly what: 'role' | 'unit'; readonly value: string }
  | { readonly what: 'deadline'; readonly value: WrittenDeadline | null };

export function applyEdit(diagram: Diagram, element: Shape, edit: WorkEdit): void {
  if (edit.what === 'deadline') {
    const value: Attributes | null = edit.value && { ...edit.value };
    setExtensions(diagram, element, 'wardflow:Deadline', value === null ? [] : [value]);
  } else setText(diagram, element, `wardflow:${edit.what}`, edit.value);
}

function sourceOf(expression: Expression | null): string {
  if (expression === null) return '';
  return expression.kind === 'literal' ? expression.value : `=${expression.source}`;
}
