/** What every editor has above it: the way back, what is edited, whether it is saved, what to do in a conflict. */
import './editor.css';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { download } from '#portal/kit/react/download.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { HeldNotice } from '../saves/held-notice.tsx';
import { FilePresence } from '../saves/presence-line.tsx';
import { useText } from '../use-text.ts';
import { Ago } from './ago.tsx';
import type { Draft, SaveState } from './use-draft.ts';
import type { Opened } from './use-opened.ts';

export interface EditorFrameProps {
  readonly opened: Opened;
  readonly title: string;
  readonly draft: Draft;
  readonly onReload: () => void;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

export function EditorFrame({ opened, title, draft, onReload, tools, children }: EditorFrameProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className="editor">
      <div className="editor-head">
        <Link to={`/${opened.detail.key}`}>← {opened.detail.name[language]}</Link>
        <h1>{title}</h1>
        <span className="save-state" role="status">
          <StateWords state={draft.state} />
        </span>
        <Link to={`/${opened.detail.key}/saves?path=${encodeURIComponent(opened.path)}`}>{t('saves')}</Link>
        <div className="tools">{tools}</div>
      </div>
      <FilePresence service={opened.detail.key} path={opened.path} draft={draft} onReload={onReload} />
      <HeldNotice opened={opened} onReload={onReload} />
      {draft.state.kind === 'failed' && (
        <div className="editor-notice">
          <ProblemNotice error={draft.state.error} />
          <Button variant="default" onClick={() => void draft.flush()}>
            {t('saveAgain')}
          </Button>
        </div>
      )}
      {draft.state.kind === 'conflict' && <Conflict opened={opened} draft={draft} onReload={onReload} />}
      {children}
    </div>
  );
}

function StateWords({ state }: { readonly state: SaveState }) {
  const t = useText();
  if (state.kind === 'saved') {
    const [before, after] = t('savedDraftAgo').split('{ago}');
    return (
      <>
        {before}
        <Ago at={state.at} />
        {after}
      </>
    );
  }
  return (
    <>
      {t(
        (
          {
            unchanged: 'unchanged',
            waiting: 'saving',
            saving: 'saving',
            conflict: 'notSaved',
            failed: 'notSaved',
          } as const
        )[state.kind],
      )}
    </>
  );
}

function Conflict({
  opened,
  draft,
  onReload,
}: {
  readonly opened: Opened;
  readonly draft: Draft;
  readonly onReload: () => void;
}) {
  const t = useText();
  return (
    <div className="editor-notice">
      {draft.state.kind === 'conflict' && <ProblemNotice error={draft.state.error} />}
      <p>{t('conflictLead')}</p>
      <div className="actions">
        <Button variant="default" onClick={() => download(opened.path, draft.held())}>
          {t('keepCopy')}
        </Button>
        <Button onClick={onReload}>{t('reloadTheirs')}</Button>
      </div>
    </div>
  );
}
