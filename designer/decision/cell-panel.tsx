/** Beside the table: the chosen cell filled by picking names or numbers, and what can be done with its row. */
import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '../use-text.ts';
import { CellPicker } from './cell-picker.tsx';
import type { Domain } from './domains.ts';
import type { TableEditor } from './table-editor.ts';
import { cellsOf, type PlacedCell, type ShownDecision } from './tables.ts';

export interface CellPanelProps {
  readonly editor: TableEditor;
  readonly decision: ShownDecision;
  /** Id of what is chosen in the table. */
  readonly selected: string | null;
  readonly domains: ReadonlyMap<string, Domain>;
  /** What is wrong with a cell, in words; '' for nothing. */
  readonly problemOf: (cell: string) => string;
}

export function CellPanel({ editor, decision, selected, domains, problemOf }: CellPanelProps) {
  const t = useText();
  const placed = cellsOf(decision).find(({ cell }) => cell.id === selected);
  const row = decision.rules.findIndex(({ id }) => id === (placed?.rule.id ?? selected));
  return (
    <aside className="panel" aria-label={t('cellPanel')}>
      {row === -1 && <p className="hint">{t('cellNone')}</p>}
      {placed !== undefined && (
        <CellFields
          key={placed.cell.id}
          placed={placed}
          domain={domains.get(placed.column.id)}
          problem={problemOf(placed.cell.id)}
          onCommit={(text) => editCell(editor, placed.cell.id, text)}
        />
      )}
      {placed === undefined && row !== -1 && <h2>{t('rowAt', { row: row + 1 })}</h2>}
      {row !== -1 && <RowTools editor={editor} decision={decision} row={row} />}
    </aside>
  );
}

function editCell(editor: TableEditor, id: string, text: string): void {
  const cell = editor.get('elementRegistry').get(id);
  if (cell !== undefined && cell.businessObject.get('text') !== text) {
    editor.get('modeling').editCell(cell.businessObject, text);
  }
}

interface CellFieldsProps {
  readonly placed: PlacedCell;
  readonly domain: Domain | undefined;
  readonly problem: string;
  readonly onCommit: (text: string) => void;
}

function CellFields({ placed, domain, problem, onCommit }: CellFieldsProps) {
  const t = useText();
  const { cell, column, row, side } = placed;
  return (
    <>
      <h2>{t('cellAt', { row, column: column.label })}</h2>
      {problem !== '' && (
        <p className="here" role="alert">
          {problem}
        </p>
      )}
      <CellPicker placed={placed} domain={domain} onCommit={onCommit} />
      <FeelField
        key={cell.text}
        text={cell.text}
        hint={t(side === 'input' ? 'cellFeelHint' : 'cellFeelResult')}
        onCommit={onCommit}
      />
    </>
  );
}

function FeelField({
  text,
  hint,
  onCommit,
}: {
  readonly text: string;
  readonly hint: string;
  readonly onCommit: (text: string) => void;
}) {
  const t = useText();
  const [value, setValue] = useState(text);
  return (
    <Textarea
      label={t('cellFeel')}
      description={hint}
      className="feel"
      autosize
      minRows={1}
      value={value}
      onChange={(event) => setValue(event.currentTarget.value)}
      onBlur={() => onCommit(value.trim())}
    />
  );
}

interface RowToolsProps {
  readonly editor: TableEditor;
  readonly decision: ShownDecision;
  /** Counted from 0. */
  readonly row: number;
}

function RowTools({ editor, decision, row }: RowToolsProps) {
  const t = useText();
  const modeling = editor.get('modeling');
  const rule = decision.rules[row];
  const shown = rule === undefined ? undefined : editor.get('elementRegistry').get(rule.id);
  const add = (index: number): void => {
    const [first] = modeling.addRow({ type: 'dmn:DecisionRule' }, index).cells;
    if (first !== undefined) editor.get('selection').select(first.id);
  };
  const tool = (text: ReactNode, act: () => void, disabled = false): ReactNode => (
    <Button variant="default" size="compact-sm" disabled={disabled} onClick={act}>
      {text}
    </Button>
  );
  if (shown === undefined) return null;
  return (
    <fieldset className="row-tools">
      <legend>{t('rowTools')}</legend>
      <div className="choices">
        {tool(t('rowAbove'), () => add(row))}
        {tool(t('rowBelow'), () => add(row + 1))}
        {tool(t('rowUp'), () => modeling.moveRow(shown, row - 1), row === 0)}
        {tool(t('rowDown'), () => modeling.moveRow(shown, row + 1), row === decision.rules.length - 1)}
        {tool(t('rowRemove'), () => modeling.removeRow(shown), decision.rules.length < 2)}
      </div>
    </fieldset>
  );
}
