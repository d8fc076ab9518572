/** A row for a place and category that nobody would get: its conditions are filled in, who gets it is left to a person. */
import type { CoverageView } from '#engine/runtime/application/routing.ts';
import { writeCell } from './cell-text.ts';
import type { TableEditor } from './table-editor.ts';
import type { ShownDecision } from './tables.ts';

export function addRuleFor(
  editor: TableEditor,
  { inputs, rules }: ShownDecision,
  { category, wards, everywhere }: Pick<CoverageView, 'category' | 'wards' | 'everywhere'>,
): void {
  const modeling = editor.get('modeling');
  const { cells } = modeling.addRow({ type: 'dmn:DecisionRule' }, rules.length);
  const fill = (source: string, codes: readonly string[]): void => {
    const cell = cells[inputs.findIndex((input) => input.source === source)];
    if (cell !== undefined && codes.length > 0) {
      modeling.editCell(cell.businessObject, writeCell({ kind: 'codes', codes, not: false }));
    }
  };
  fill('category', category === null ? [] : [category.code]);
  fill('ward', everywhere ? [] : wards.map(({ code }) => code));
  const result = cells[inputs.length];
  if (result !== undefined) editor.get('selection').select(result.id);
}
