/** The desk of a file of tables: the table that is changed, what is wrong with it, and below it trial, changes, history. */
import { Button, Select } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Problem, Vocabulary } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { DraftTools } from '../draft/draft-tools.tsx';
import { EditorFrame } from '../draft/editor-frame.tsx';
import { ProblemList } from '../draft/problem-list.tsx';
import { type Draft, useDraft } from '../draft/use-draft.ts';
import type { Opened } from '../draft/use-opened.ts';
import { useText } from '../use-text.ts';
import { CellPanel } from './cell-panel.tsx';
import { type Domain, domainsOf } from './domains.ts';
import { EditedTable } from './edited-table.tsx';
import { type Place, placeOf } from './problems.ts';
import { RuleList } from './rule-list.tsx';
import { cellsOf, type ShownDecision } from './tables.ts';
import { type GoTo, useGoTo } from './use-go-to.ts';
import { type Tried, usePainted } from './use-painted.ts';
import { useReadTables } from './use-read-tables.ts';
import { useCheckedTables, useProblemWords } from './use-table-problems.ts';
import { type UsedTables, useTables } from './use-tables.ts';
import { type View, Views } from './views.tsx';

export interface TableDeskProps {
  readonly opened: Opened;
  /** The decisions as they were opened. */
  readonly first: readonly ShownDecision[];
  readonly words: Vocabulary;
  /** Whether there is room to change a table. */
  readonly wide: boolean;
  readonly onReload: () => void;
}

export function TableDesk({ opened, first, words, wide, onReload }: TableDeskProps) {
  const t = useText();
  const language = useLanguage();
  const draft = useDraft(opened);
  const at = useSearchParams()[0].get('at');
  const start = useMemo(() => placeOf({ element: at }, first), [at, first]);
  const [chosen, setChosen] = useState(
    start?.decision ?? first.find(({ table }) => table !== '')?.id ?? first[0]?.id ?? '',
  );
  const [view, setView] = useState<View>(wide ? 'try' : 'list');
  const [tried, setTried] = useState<Tried>([]);
  const shownTable = wide && first.some(({ id, table }) => id === chosen && table !== '') ? chosen : null;
  const tables = useTables(opened.content, shownTable, draft.change);
  const decisions = useReadTables(first, tables.xml);
  const { problems, decisions: rules } = useCheckedTables(opened, tables.xml);
  const decision = decisions.find(({ id }) => id === chosen) ?? decisions[0];
  const domains = useMemo<ReadonlyMap<string, Domain>>(
    () => new Map(decisions.flatMap((one) => [...domainsOf(one, words)])),
    [decisions, words],
  );
  const problemOf = useProblemWords(problems, decisions);
  usePainted(tables, { decision, domains, problemOf, tried });
  const goTo = useGoTo(tables, chosen, setChosen);
  const go: GoTo = (place, then) => {
    if (!wide) setView('list');
    goTo(place, then);
  };
  useOnce(start !== null && tables.editor !== null, () => start !== null && goTo(start));
  if (decision === undefined) return null;
  return (
    <EditorFrame
      opened={opened}
      title={titleOf(opened)}
      draft={draft}
      onReload={onReload}
      tools={<Tools tables={tables} opened={opened} draft={draft} onReview={() => setView('changes')} />}
    >
      <div className="tables">
        <p className="wf-muted lead">{t(wide ? 'decisionsLead' : 'smallScreen')}</p>
        <Select
          label={t('whichTable')}
          className="which"
          allowDeselect={false}
          data={decisions.map((one) => ({ value: one.id, label: one.title[language] }))}
          value={chosen}
          onChange={(id) => id !== null && setChosen(id)}
        />
        {wide && (
          <Editing
            tables={tables}
            decision={decision}
            shown={shownTable !== null}
            domains={domains}
            problemOf={problemOf}
          />
        )}
        <Problems problems={problems} decisions={decisions} go={go} />
        <Views
          view={view}
          onView={setView}
          opened={opened}
          draft={draft}
          decisions={decisions}
          decision={decision}
          domains={domains}
          rules={rules}
          words={words}
          wide={wide}
          blocked={problems.some(({ severity }) => severity === 'error')}
          onTried={setTried}
          onGo={go}
          onReload={onReload}
          list={<RuleList table={decision} domains={domains} />}
        />
      </div>
    </EditorFrame>
  );
}

interface EditingProps {
  readonly tables: UsedTables;
  readonly decision: ShownDecision;
  /** It is a table that can be changed. */
  readonly shown: boolean;
  readonly domains: ReadonlyMap<string, Domain>;
  readonly problemOf: (cell: string) => string;
}

function Editing({ tables, decision, shown, ...cell }: EditingProps) {
  return (
    <EditedTable tables={tables} decision={decision} shown={shown}>
      {tables.editor !== null && shown && (
        <CellPanel editor={tables.editor} decision={decision} selected={tables.selected} {...cell} />
      )}
    </EditedTable>
  );
}

function titleOf({ path, detail }: Opened): string {
  return detail.resources.find((one) => one.path === path)?.title ?? path.split('/').at(-1) ?? path;
}

interface ToolsProps {
  readonly tables: UsedTables;
  readonly opened: Opened;
  readonly draft: Draft;
  readonly onReview: () => void;
}

function Tools({ tables, opened, draft, onReview }: ToolsProps) {
  const t = useText();
  return (
    <>
      <DraftTools opened={opened} draft={draft} stack={tables.editor?.get('commandStack')} />
      <Button onClick={onReview}>{t('reviewAndPublish')}</Button>
    </>
  );
}

interface ProblemsProps {
  readonly problems: readonly Problem[];
  readonly decisions: readonly ShownDecision[];
  readonly go: (place: Place) => void;
}

function Problems({ problems, decisions, go }: ProblemsProps) {
  const nameOf = useElementNames(decisions);
  if (problems.length === 0) return null;
  const choose = (problem: Problem): void => {
    const place = placeOf(problem, decisions);
    if (place !== null) go(place);
  };
  return <ProblemList problems={problems} nameOf={nameOf} onChosen={choose} />;
}

/** `Dòng 3` for a rule or its cells, the title for a table. */
function useElementNames(decisions: readonly ShownDecision[]): (element: string) => string {
  const t = useText();
  const language = useLanguage();
  return (element) => {
    const decision = decisions.find(({ id, table }) => id === element || table === element);
    if (decision !== undefined) return decision.title[language];
    for (const one of decisions) {
      const cell = cellsOf(one).find((placed) => placed.cell.id === element || placed.rule.id === element);
      if (cell !== undefined) return t('rowAt', { row: cell.row });
    }
    return element;
  };
}

function useOnce(ready: boolean, act: () => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    act();
  });
}
