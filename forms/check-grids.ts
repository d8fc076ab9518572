/** What may stand in the rows of a grid, and how many rows there may be: what a page without JavaScript can still post. */
import { isGrid } from './components.ts';
import type { FormComponent } from './definition.ts';
import { type FormProblem, formProblem } from './problem.ts';
import { rowLimits, rowsMax } from './rows.ts';

/** A component of the form that is being checked. */
export interface Placed {
  readonly component: FormComponent;
  /** Path of keys. */
  readonly element: string;
  /** Key of the grid whose rows it stands in. */
  readonly grid: string | null;
}

/** Fields that all rows of a grid may have together. */
export const cellsMax = 400;

/** Files, places and signatures are more than one posted value each; a table in a table is no question for a phone. */
const notInRows: ReadonlySet<string> = new Set(['file', 'location', 'signature', 'datagrid', 'editgrid', 'button']);

export function gridProblems(
  { component, element, grid }: Placed,
  path: string,
  form: readonly Placed[],
): readonly FormProblem[] {
  const { type, key } = component;
  if (grid !== null && notInRows.has(type)) return [formProblem('FORM_NOT_IN_ROWS', path, element, { type })];
  if (!isGrid(component)) return [];
  const columns = form.filter((one) => one.grid === key).length;
  if (columns === 0) return [formProblem('FORM_ROWS_EMPTY', path, element)];
  const { min, max } = rowLimits(component);
  const asked = Number(component.validate?.['maxLength'] ?? 0);
  const possible = min <= max && !(asked > rowsMax) && columns * max <= cellsMax;
  if (possible) return [];
  const most = Math.min(rowsMax, Math.floor(cellsMax / columns));
  return [formProblem('FORM_ROWS', path, element, { min, max: asked > 0 ? asked : max, most })];
}
