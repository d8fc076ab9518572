/** Who does each step and by when: the process as a table, changed in place, without the drawing. */
import './steps.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { Givees } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { EditorFrame } from '../draft/editor-frame.tsx';
import { type Draft, useDraft } from '../draft/use-draft.ts';
import { type Opened, useOpened } from '../draft/use-opened.ts';
import { useProgram } from '../home/use-program.ts';
import { useCheck } from '../queries.ts';
import { editedDiagram } from './edit-diagram.ts';
import { StepRow } from './step-row.tsx';
import { useWords } from './use-words.ts';
import { applyEdit, type WorkEdit, workOf } from './work-of.ts';

export function StepsPage() {
  const t = useWords();
  const { service = '' } = useParams();
  const [turn, setTurn] = useState(0);
  const opened = useOpened(service, 'steps', {
    turn,
    path: (detail) => detail.resources.find(({ kind }) => kind === 'process')?.path,
  });
  if (opened.data === undefined) return <LoadState of={opened} />;
  if (opened.data === null) return <p className="wf-notice">{t('broken')}</p>;
  return <Editor key={turn} opened={opened.data} onReload={() => setTurn(turn + 1)} />;
}

function Editor({ opened, onReload }: { readonly opened: Opened; readonly onReload: () => void }) {
  const t = useWords();
  const draft = useDraft(opened);
  const model = useModel(opened.content, draft);
  const undo = (
    <Button variant="default" disabled={model.undo === undefined} onClick={model.undo}>
      {t('undo')}
    </Button>
  );
  return (
    <EditorFrame opened={opened} title={t('title')} draft={draft} onReload={onReload} tools={undo}>
      <div className="page">
        <p className="wf-muted lead">{t('lead')}</p>
        <Table opened={opened} xml={model.xml} edit={model.edit} />
      </div>
    </EditorFrame>
  );
}

interface TableProps {
  readonly opened: Opened;
  readonly xml: string;
  readonly edit: (element: string, edit: WorkEdit) => void;
}

function Table({ opened: { detail }, xml, edit }: TableProps) {
  const t = useWords();
  const givees = useQuery({ queryKey: ['service-givees'], queryFn: () => api.get<Givees>('/service-givees') });
  const check = useCheck(detail.key, detail.draft !== null);
  const program = useLast(useProgram(detail.key, 0, xml));
  if (program === undefined) return <LoadState of={givees} />;
  const steps = workOf(program);
  if (steps.length === 0) return <p className="wf-notice">{t('none')}</p>;
  return (
    <div className="wf-card">
      <table className="list work" aria-label={t('table')}>
        <thead>
          <tr>
            {(['step', 'role', 'unit', 'due'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <StepRow
              key={step.element}
              step={step}
              detail={detail}
              units={givees.data?.units ?? []}
              problems={(check.data ?? []).filter(({ element }) => element === step.element)}
              edit={(one) => edit(step.element, one)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** While a change is being read the table stays as it was, with what is open in it. */
function useLast<T>(value: T | undefined): T | undefined {
  const last = useRef(value);
  if (value !== undefined) last.current = value;
  return last.current;
}

interface Model {
  readonly xml: string;
  readonly edit: (element: string, edit: WorkEdit) => void;
  /** Undefined where there is nothing to take back. */
  readonly undo: (() => void) | undefined;
}

/** The diagram's text with what it was before; edits are made one after the other. */
function useModel(content: string, draft: Draft): Model {
  const [texts, setTexts] = useState<readonly string[]>([content]);
  const held = useRef<readonly string[]>([content]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const show = (next: readonly string[]) => {
    held.current = next;
    setTexts(next);
    draft.change(next.at(-1) ?? content);
  };
  const edit = (element: string, one: WorkEdit) => {
    queue.current = queue.current.then(async () => {
      const now = held.current.at(-1) ?? content;
      const next = await editedDiagram(now, element, (diagram, shape) => applyEdit(diagram, shape, one));
      if (next !== now) show([...held.current, next]);
    });
  };
  const undo = texts.length > 1 ? () => show(held.current.slice(0, -1)) : undefined;
  return { xml: texts.at(-1) ?? content, edit, undo };
}
