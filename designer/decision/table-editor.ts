/**
 * dmn-js's editor of one decision table, put together from the parts that are wanted: no drawing of requirements, no
 * FEEL editor, no pop-ups of its own for values (they are picked by name beside the table). The mark of bpmn.io stays.
 */
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import core from 'dmn-js-decision-table/lib/core';
import addRule from 'dmn-js-decision-table/lib/features/add-rule';
import annotations from 'dmn-js-decision-table/lib/features/annotations/editor';
import cellSelection from 'dmn-js-decision-table/lib/features/cell-selection';
import contextMenu from 'dmn-js-decision-table/lib/features/context-menu';
import copyCutPaste from 'dmn-js-decision-table/lib/features/copy-cut-paste';
import copyCutPasteKeys from 'dmn-js-decision-table/lib/features/copy-cut-paste/key-bindings';
import createInputs from 'dmn-js-decision-table/lib/features/create-inputs';
import ruleIndices from 'dmn-js-decision-table/lib/features/decision-rule-indices';
import rules from 'dmn-js-decision-table/lib/features/decision-rules/editor';
import headView from 'dmn-js-decision-table/lib/features/decision-table-head';
import head from 'dmn-js-decision-table/lib/features/decision-table-head/editor';
import dragAndDrop from 'dmn-js-decision-table/lib/features/drag-and-drop';
import editorActions from 'dmn-js-decision-table/lib/features/editor-actions';
import keyboard from 'dmn-js-decision-table/lib/features/keyboard';
import modeling from 'dmn-js-decision-table/lib/features/modeling';
import Viewer from 'dmn-js-decision-table/lib/Viewer';
import dataTypes from 'dmn-js-shared/lib/features/data-types';
import { DmnModdle } from 'dmn-moddle';
import { Ids } from 'ids';
import interactionEvents from 'table-js/lib/features/interaction-events';
import { normalisedDmn } from '#engine/bpmn/moddle.ts';
import type { ModdleElement } from '#engine/bpmn/moddle-types.ts';
import type { Language } from '#engine/runtime/application/common.ts';
import { tableWords } from './table-words.ts';

/** A rule, a column or a cell of dmn-js, with the element of the file that it shows. */
export interface TablePart {
  readonly id: string;
  readonly businessObject: ModdleElement;
  readonly row?: TablePart;
  readonly col?: TablePart;
}

interface TableEvent {
  /** Of `commandStack.changed`: `clear` where another table was opened. */
  readonly trigger?: string;
  /** Of `cellSelection.changed`. */
  readonly elementId?: string | null;
  readonly selection?: { readonly selected?: boolean };
}

interface Services {
  readonly commandStack: { canUndo(): boolean; canRedo(): boolean; undo(): void; redo(): void };
  readonly eventBus: { on(event: string, hear: (event: TableEvent) => void): void };
  readonly elementRegistry: { get(id: string): TablePart | undefined };
  readonly sheet: { getRoot(): TablePart & { readonly rows: readonly TablePart[] } };
  readonly modeling: {
    editCell(cell: ModdleElement, text: string): void;
    editHitPolicy(policy: string, aggregation: string | undefined): void;
    addRow(
      row: { readonly type: 'dmn:DecisionRule' },
      index?: number,
    ): TablePart & { readonly cells: readonly TablePart[] };
    moveRow(row: TablePart, index: number): void;
    removeRow(row: TablePart): void;
  };
  readonly selection: { select(element: string): void; deselect(): void };
}

export interface TableEditor {
  get<K extends keyof Services>(service: K): Services[K];
  /** Shows another table of the file; what was done before can no longer be undone. */
  open(decision: string): Promise<void>;
  /** The decision whose table is open; null before the first. */
  shown(): string | null;
  xml(): Promise<string>;
  destroy(): void;
}

interface Table {
  get<K extends keyof Services>(service: K): Services[K];
  attachTo(place: HTMLElement): void;
  open(decision: ModdleElement): Promise<unknown>;
  destroy(): void;
}

const parts = [
  core,
  headView,
  head,
  ruleIndices,
  rules,
  annotations,
  addRule,
  createInputs,
  cellSelection,
  contextMenu,
  copyCutPaste,
  copyCutPasteKeys,
  dataTypes,
  dragAndDrop,
  editorActions,
  interactionEvents,
  keyboard,
  modeling,
];

/** FEEL under its full name: only what is called `feel` gets dmn-js's own editor. */
const feel = { value: 'https://www.omg.org/spec/DMN/20191111/FEEL/', label: 'FEEL' };

/** @throws where the file cannot be read */
export async function openTables(place: HTMLElement, xml: string, language: Language): Promise<TableEditor> {
  const ids = new Ids([32, 36, 1]);
  const moddle = Object.assign(new DmnModdle(), { ids });
  const { rootElement, elementsById } = await moddle.fromXML(normalisedDmn(xml), 'dmn:Definitions');
  for (const [id, element] of Object.entries(elementsById)) ids.claim(id, element);
  const Editor = Viewer as new (options: unknown) => Table;
  const table = new Editor({
    modules: parts,
    additionalModules: [{ moddle: ['value', moddle], translate: ['value', tableWords(language)] }],
    expressionLanguages: { options: [feel], defaults: { editor: feel.value } },
  });
  table.attachTo(place);
  let shown: string | null = null;
  return {
    get: (service) => table.get(service),
    open: async (decision) => {
      const element = elementsById[decision];
      if (element === undefined) return;
      shown = null;
      await table.open(element);
      shown = decision;
    },
    shown: () => shown,
    xml: async () => (await moddle.toXML(rootElement, { format: true })).xml,
    destroy: () => table.destroy(),
  };
}
