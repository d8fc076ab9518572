// Whether who has completed a step may take it back: only while nobody has gone on with it, and nothing has gone out
// that cannot come back. What may be undone is undone; a notice that is sent stays sent.
import type { Program } from '../model/program.ts';
import { descendantsOf, type Past } from './past.ts';
import { type Return, returnTo } from './returns.ts';

export type Recall =
  | { readonly kind: 'possible'; readonly back: Return }
  /** Somebody has taken up or completed what came after it. */
  | { readonly kind: 'goneOn'; readonly task: string }
  /** A machine has done something that the model does not know to undo. */
  | { readonly kind: 'goneOut'; readonly element: string }
  /** The model says so. */
  | { readonly kind: 'never' }
  /** It is over, was sent back meanwhile, or others have gone on together with it. */
  | { readonly kind: 'over' };

/** @param task the core's id of the task that was completed */
export function recallOf(program: Program, past: Past, task: string): Recall {
  const step = [...past.nodes.values()].find((node) => node.task === task);
  const element = program.nodes[step?.element ?? ''];
  if (step?.completion === undefined || element?.loop !== null || step.undoes) return over;
  if ('recall' in element && element.recall === false) return { kind: 'never' };
  const after = descendantsOf(past, step.id);
  const gone = [...after.nodes].flatMap((id) => past.nodes.get(id) ?? []);
  const further = gone.find((node) => node.task !== undefined && (node.completion ?? node.taken) !== undefined);
  if (further?.task !== undefined) return { kind: 'goneOn', task: further.task };
  const done = gone.find((node) => node.completion !== undefined && isOut(program, node.element));
  if (done !== undefined) return { kind: 'goneOut', element: done.element };
  const back = returnTo(program, past, step, after);
  return back === null ? over : { kind: 'possible', back };
}

const over: Recall = { kind: 'over' };

/** Another system or another process has done it for good. */
function isOut(program: Program, id: string): boolean {
  const element = program.nodes[id];
  const works = element?.type === 'serviceTask' || element?.type === 'callActivity';
  return works && element.compensation === null;
}
