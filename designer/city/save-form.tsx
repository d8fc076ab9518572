/** A form that writes a new revision of a text of the city, with the sentence that says why. */
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { NoteField } from './note-field.tsx';
import { useWords } from './use-words.ts';

interface SaveFormProps {
  /** What `useSave` gives: it is called with the sentence. */
  readonly save: {
    readonly mutate: (note: string) => void;
    readonly error: unknown;
    readonly isPending: boolean;
  };
  /** Names of what the server speaks of by path. */
  readonly labels?: (path: string) => string;
  /** What the button says, if not that it saves. */
  readonly verb?: string;
  /** The way out: a page, or what closes the dialog. */
  readonly cancel?: string | (() => void);
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function SaveForm({ save, labels, verb, cancel, wide = false, children }: SaveFormProps) {
  const t = useWords();
  const [note, setNote] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (save.error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [save.error]);
  return (
    <form
      ref={form}
      className={wide ? 'city-form wide' : 'city-form'}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(note);
      }}
    >
      {children}
      <NoteField value={note} onChange={setNote} />
      {save.error !== null && <ProblemNotice error={save.error} {...(labels && { labels })} />}
      <div className="actions">
        {typeof cancel === 'string' && (
          <Button component={Link} to={cancel} variant="default">
            {t('cancel')}
          </Button>
        )}
        {typeof cancel === 'function' && (
          <Button variant="default" onClick={cancel}>
            {t('cancel')}
          </Button>
        )}
        <Button type="submit" loading={save.isPending}>
          {verb ?? t('save')}
        </Button>
      </div>
    </form>
  );
}
