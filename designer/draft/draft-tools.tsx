/** What every editor with a stack of commands has at hand: one step back, one forward, the file to take away. */
import { Button } from '@mantine/core';
import { download } from '#portal/kit/react/download.ts';
import { useText } from '../use-text.ts';
import type { Draft } from './use-draft.ts';
import type { Opened } from './use-opened.ts';

interface CommandStack {
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
}

interface Props {
  readonly opened: Opened;
  readonly draft: Draft;
  /** Undefined until the editor is there. Whoever shows this shows it again after each command. */
  readonly stack: CommandStack | undefined;
}

export function DraftTools({ opened, draft, stack }: Props) {
  const t = useText();
  return (
    <>
      {stack !== undefined && (
        <>
          <Button variant="default" disabled={!stack.canUndo()} onClick={() => stack.undo()}>
            {t('undo')}
          </Button>
          <Button variant="default" disabled={!stack.canRedo()} onClick={() => stack.redo()}>
            {t('redo')}
          </Button>
        </>
      )}
      <Button variant="default" onClick={() => download(opened.path, draft.held())}>
        {t('download')}
      </Button>
    </>
  );
}
