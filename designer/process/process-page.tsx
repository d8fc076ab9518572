/** The process editor: drawing, properties, and what is wrong, all of one draft. */
import { useEffect, useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Problem } from '#engine/runtime/application/services.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import { Zoom } from '../diagram/zoom.tsx';
import { DraftTools } from '../draft/draft-tools.tsx';
import { EditorFrame } from '../draft/editor-frame.tsx';
import { ProblemList, type ShownProblem } from '../draft/problem-list.tsx';
import { useDraft } from '../draft/use-draft.ts';
import { type Opened, useOpened } from '../draft/use-opened.ts';
import { useText } from '../use-text.ts';
import { drawingKeys } from './drawing-keys.ts';
import { DrawingTools } from './drawing-tools.tsx';
import { FeelSurroundings } from './feel/surroundings.tsx';
import { keepScenario } from './keep-scenario.ts';
import { kindWords } from './kind-words.ts';
import { OutlineList } from './outline/outline-list.tsx';
import { nameIn } from './panel/edit.ts';
import { Panel } from './panel/panel.tsx';
import { showWay } from './show-way.ts';
import { useLiveProblems } from './use-live-problems.ts';
import { useModeler } from './use-modeler.ts';
import { useSelected } from './use-selected.ts';

export function ProcessPage() {
  const t = useText();
  const { service = '' } = useParams();
  const [turn, setTurn] = useState(0);
  const opened = useOpened(service, 'process', {
    turn,
    path: (detail) => detail.resources.find(({ kind }) => kind === 'process')?.path,
    others: (detail) => detail.resources.filter(({ kind }) => kind === 'decision').map(({ path }) => path),
  });
  if (opened.data === undefined) return <LoadState of={opened} />;
  if (opened.data === null) return <p className="wf-notice">{t('processNotFound')}</p>;
  return <Editor key={turn} opened={opened.data} onReload={() => setTurn(turn + 1)} />;
}

function Editor({ opened, onReload }: { readonly opened: Opened; readonly onReload: () => void }) {
  const t = useText();
  const draft = useDraft(opened);
  const { place, diagram, failure, xml, changes } = useModeler(opened.content, draft.change);
  const { problems, loaded } = useLiveProblems(opened, xml, diagram);
  const [listed, setListed] = useState(false);
  useSelectedByAddress(diagram);
  const select = (id: string): void => {
    if (diagram !== null) show(diagram, id);
  };
  return (
    <EditorFrame
      opened={opened}
      title={t('process')}
      draft={draft}
      onReload={onReload}
      tools={
        <>
          <Link to={`/${opened.detail.key}/try`}>{t('tryLink')}</Link>
          {diagram !== null && <DrawingTools diagram={diagram} listed={listed} onListed={setListed} />}
          <DraftTools opened={opened} draft={draft} stack={diagram?.get('commandStack')} />
        </>
      }
    >
      <div className="process">
        <div className="stand">
          <section className="diagram drawing" aria-label={t('drawing')} onKeyDown={drawingKeys(diagram, select)}>
            {failure !== null && <p className="wf-notice">{t('loadFailed', { reason: failure })}</p>}
            <div className="place" ref={place} />
            {diagram !== null && <Zoom diagram={diagram} />}
          </section>
          {diagram !== null && listed && <OutlineList diagram={diagram} detail={opened.detail} onSelect={select} />}
          {diagram !== null && <Problems diagram={diagram} problems={problems} opened={opened} xml={xml} />}
        </div>
        {diagram !== null && (
          <FeelSurroundings loaded={loaded} detail={opened.detail}>
            <Properties diagram={diagram} opened={opened} problems={problems} changes={changes} />
          </FeelSurroundings>
        )}
      </div>
    </EditorFrame>
  );
}

function Properties({
  diagram,
  opened,
  problems,
}: {
  readonly diagram: Diagram;
  readonly opened: Opened;
  readonly problems: readonly Problem[];
  readonly changes: number;
}) {
  const t = useText();
  const selected = useSelected(diagram);
  const [element] = selected;
  return (
    <aside className="panel" aria-label={t('panel')}>
      {selected.length > 1 && <p className="hint">{t('selectedMany', { count: selected.length })}</p>}
      {element !== undefined && selected.length === 1 && (
        <Panel key={element.id} diagram={diagram} element={element} detail={opened.detail} problems={problems} />
      )}
    </aside>
  );
}

/** A problem in the service's home leads here with the element it stands at. */
function useSelectedByAddress(diagram: Diagram | null): void {
  const at = useSearchParams()[0].get('at');
  useEffect(() => {
    if (diagram !== null && at !== null) show(diagram, at);
  }, [diagram, at]);
}

function show(diagram: Diagram, id: string): void {
  const shape = diagram.get('elementRegistry').get(id);
  if (shape === undefined) return;
  diagram.get('selection').select(shape);
  diagram.get('canvas').scrollToElement(shape.id);
}

/** Whoever comes from the list of all problems sees the way of theirs at once. */
function useAskedWay(problems: readonly ShownProblem[], show: (problem: ShownProblem) => void): void {
  const [search] = useSearchParams();
  const [code, at] = [search.get('problem'), search.get('at')];
  const done = useRef(false);
  useEffect(() => {
    const asked = problems.find((one) => one.code === code && one.element === at && (one.way?.length ?? 0) > 0);
    if (done.current || asked === undefined) return;
    done.current = true;
    show(asked);
  }, [problems, code, at, show]);
}

interface ProblemsProps {
  readonly diagram: Diagram;
  readonly problems: readonly ShownProblem[];
  readonly opened: Opened;
  /** The drawing as the problems are of. */
  readonly xml: string;
}

function Problems({ diagram, problems, opened, xml }: ProblemsProps) {
  const language = useLanguage();
  const [shown, setShown] = useState<ShownProblem | null>(null);
  useAskedWay(problems, setShown);
  // What is not found any more has no way to show.
  const current = shown !== null && problems.includes(shown) ? shown : null;
  useEffect(() => showWay(diagram, current?.way ?? [], current?.element ?? null), [diagram, current]);
  const registry = diagram.get('elementRegistry');
  const choose = ({ element }: Problem): void => show(diagram, element ?? '');
  const nameOf = (id: string): string => {
    const shape = registry.get(id);
    if (shape === undefined) return id;
    return nameIn(shape.businessObject, language) || kindWords(shape.businessObject, language);
  };
  return (
    <ProblemList
      key={language}
      problems={problems}
      nameOf={nameOf}
      onChosen={choose}
      shown={current}
      onWay={setShown}
      onKeep={({ finding }) => void keepScenario(opened, xml, finding)}
    />
  );
}
