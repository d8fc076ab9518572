/** Asks for the title of a scenario, and whatever else comes with it; then saves. */
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useSpeech } from './use-words.ts';

interface Props {
  /** Of the dialog. */
  readonly title: string;
  readonly lead?: string;
  /** Under the field. */
  readonly hint?: string;
  /** The scenario's title as it is. */
  readonly before?: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (title: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function TitleDialog({ title, lead, hint, before = '', busy, error, onSave, onClose, children }: Props) {
  const { t } = useSpeech();
  const [name, setName] = useState(before);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave(name.trim());
        }}
      >
        {lead !== undefined && <p className="wf-muted">{lead}</p>}
        <TextInput
          label={t('keepName')}
          description={hint}
          required
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {children}
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
