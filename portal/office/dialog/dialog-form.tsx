/** The form in a dialog: what is asked, what the server refused, and the one deed; a refusal keeps what was typed. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useText } from '../use-text.ts';
import './dialog.css';

interface Props {
  /** What the deed is called on its button. */
  readonly action: string;
  readonly sent: { readonly isPending: boolean; readonly error: unknown };
  /** Asked to send; what is missing keeps it back. */
  readonly onSend: () => void;
  /** A field of the request as it is called here. */
  readonly labels?: (path: string) => string;
  readonly danger?: boolean;
  /** A second button leaves without doing anything. */
  readonly onCancel?: () => void;
  readonly children: ReactNode;
}

export function DialogForm({ action, sent, onSend, labels, danger = false, onCancel, children }: Props) {
  const t = useText();
  return (
    <form
      noValidate
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      {sent.error !== null && <ProblemNotice error={sent.error} {...(labels && { labels })} />}
      <div className="work-actions">
        <Button type="submit" size="md" loading={sent.isPending} {...(danger && { color: 'red' })}>
          {action}
        </Button>
        {onCancel !== undefined && (
          <Button size="md" variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
